import {
  CheckResult,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import {
  Binding,
  isRoleArn,
  roleNameOf,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { evidenceOf } from '../evidence';
import { forRoles, RoleUse } from './roleChecks';
import { decides } from '../sdk/summary';
import { fail, notApplicable, pass, unknown, unseenResult } from './results';
import { restartSteps } from '../restartSteps';

/** The role that the annotation, the association or the add-on names is there; and a workload that uses AWS names one. */
export const roleExists = forRoles({
  id: 'role-exists',
  title: 'Role exists',
  needs: ['iam:ListRoles'],
  ask: judge,
  withoutRole,
});

/** What pods without a role of their own work with. */
const HOW: Partial<Record<Binding, string>> = {
  'static-keys': 'static keys',
  irsa: 'a web identity that is written into them by hand',
  'pod-identity': 'what an association that is gone gave them',
  unknown: 'credentials that could not be told',
  none: 'nothing at all',
};

function withoutRole(subject: WorkloadSubject): CheckResult | undefined {
  const { association, serviceAccountObject, bindings, namespace } = subject;
  if (!association.seen || !serviceAccountObject.seen) {
    return undefined;
  }
  const account = `${namespace}/${subject.serviceAccount}`;
  const { sdk } = subject;
  const usesAws = sdk.sdks.some(decides) || bindings.running === 'static-keys';
  if (!usesAws) {
    return sdk.verdict === 'no-aws-sdk'
      ? notApplicable(`${account} has no role, and uses no AWS: ${sdk.reason}`)
      : unknown(
          `${account} has neither annotation nor association, and whether it uses AWS is not known: ${sdk.reason}`,
          [
            {
              what: `Whether ${account} uses AWS`,
              reason: sdk.reason,
              permission: subject.services.length
                ? `a lockfile or SBOM in the repository of ${subject.services
                    .map(({ entityRef }) => entityRef)
                    .join(', ')}`
                : 'annotation aws.amazon.com/eks-service-accounts on its catalog entity, and a lockfile or SBOM there',
            },
          ],
        );
  }
  const how = HOW[bindings.running] ?? "the node's role";
  return fail(
    `${account} uses AWS and has no role of its own: neither annotation nor association. Its pods have ${how}.`,
    [
      evidenceOf(
        'no annotation eks.amazonaws.com/role-arn',
        serviceAccountObject.read,
        `ServiceAccount ${account} in ${subject.cluster.name}`,
      ),
      evidenceOf(`no association for ${account}`, association.read),
    ],
    {
      summary: 'Give it a role of its own, by Pod Identity from the start.',
      steps: [
        `Create a role that allows what the pods need and trusts pods.eks.amazonaws.com (sts:AssumeRole and sts:TagSession).`,
        `aws eks create-pod-identity-association --cluster-name ${subject.cluster.name} --region ${subject.cluster.region} --namespace ${namespace} --service-account ${subject.serviceAccount} --role-arn ROLE_ARN`,
        ...restartSteps(subject),
      ],
      link: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-association.html',
    },
  );
}

function judge(use: RoleUse): CheckResult {
  const { role, roleArn, cluster } = use;
  if (!isRoleArn(roleArn)) {
    return notApplicable(`'${roleArn}' is not the ARN of a role.`);
  }
  if (roleArn.split(':')[4] !== cluster.accountId) {
    return notApplicable(
      `Role ${roleArn} is of another account and is not read.`,
    );
  }
  if (!role.seen) {
    return unseenResult(`Role ${roleArn}`, role);
  }
  if (role.value) {
    return pass(`Role ${roleNameOf(roleArn)} exists.`, [
      evidenceOf(roleArn, role.read, `iam:ListRoles ${roleArn}`),
    ]);
  }
  return fail(
    `Role ${roleArn} does not exist.`,
    [use.namedBy, evidenceOf(`no role ${roleArn}`, role.read)],
    {
      summary: 'Create the role, or correct its ARN: the path belongs to it.',
      steps: [
        `aws iam get-role --role-name ${roleNameOf(roleArn)} --query Role.Arn`,
        `Compare with the ARN that ${use.name} has (${use.namedBy.where}).`,
      ],
    },
  );
}
