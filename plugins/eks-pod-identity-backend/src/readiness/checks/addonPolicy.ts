import {
  AddonSubject,
  Check,
  CheckResult,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { evidenceOf } from '../evidence';
import { fail, notApplicable, pass, unseenResult, warn } from './results';

/** The role of the add-on has the policy that AWS recommends for the installed version. */
export const addonPolicy: Check<'addon'> = {
  id: 'addon-policy',
  scope: 'addon',
  title: 'Role has the recommended policy',
  needs: ['eks:DescribeAddonConfiguration', 'iam:ListAttachedRolePolicies'],
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/add-ons-iam.html',
  run: judge,
};

function judge(subject: AddonSubject): CheckResult {
  const { addon, role } = subject;
  const configuration = addon.podIdentityConfiguration;
  if (!configuration.seen) {
    return unseenResult(
      `Configuration of ${addon.name} ${addon.version}`,
      configuration,
    );
  }
  if (!role.seen) {
    return unseenResult(`Role of ${addon.name}`, role);
  }
  if (!role.value) {
    return notApplicable(`${addon.name} has no role that could have policies.`);
  }
  const { policies } = role.value;
  if (!policies.seen) {
    return unseenResult(`Policies of role ${role.value.name}`, policies);
  }
  const own = policies.value.filter(({ kind }) => kind !== 'boundary');
  const names = own.map(({ name }) => name);
  const evidence = [
    evidenceOf(
      names.length ? `policies ${names.join(', ')}` : 'no policies',
      policies.read,
      `policies of ${role.value.arn}`,
    ),
  ];
  const recommended = configuration.value.flatMap(
    ({ recommendedManagedPolicies }) => recommendedManagedPolicies,
  );
  const steps = recommended.map(
    arn =>
      `aws iam attach-role-policy --role-name ${
        role.value!.name
      } --policy-arn ${arn}`,
  );
  if (!own.length) {
    return fail(
      `Role ${role.value.name} of ${addon.name} has no policies at all.`,
      evidence,
      {
        summary: 'Attach the policy that AWS recommends.',
        steps: steps.length
          ? steps
          : ['Write a policy with what the add-on needs and attach it.'],
      },
    );
  }
  const attached = recommended.filter(arn =>
    own.some(policy => policy.arn === arn),
  );
  if (!recommended.length || attached.length) {
    return pass(
      attached.length
        ? `Role ${role.value.name} has ${attached[0]
            .split('/')
            .pop()}, which AWS recommends.`
        : `AWS recommends no managed policy for ${addon.name}; role ${
            role.value.name
          } has ${names.join(', ')}.`,
      evidence,
    );
  }
  return warn(
    `Role ${role.value.name} has ${names.join(', ')}, not ${recommended
      .map(arn => arn.split('/').pop())
      .join(' or ')}, which AWS recommends.`,
    evidence,
    {
      summary: 'Compare the policies, or attach the recommended one.',
      steps,
    },
  );
}
