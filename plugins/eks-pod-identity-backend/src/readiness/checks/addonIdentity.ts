import {
  AddonSubject,
  Check,
  CheckResult,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { addonIdentityOf, needsNoRole } from '../addonIdentity';
import { evidenceOf, reasonOf } from '../evidence';
import { fail, pass, unknown, unseenResult, warn } from './results';

/** How the add-on gets credentials is clear, and it has a role of its own. */
export const addonIdentity: Check<'addon'> = {
  id: 'addon-identity',
  scope: 'addon',
  title: 'Add-on has an identity of its own',
  needs: ['eks:DescribeAddon', 'eks:ListPodIdentityAssociations'],
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/add-ons-iam.html',
  run: judge,
};

function judge(subject: AddonSubject): CheckResult {
  const { addon, associations, cluster } = subject;
  if (!associations.seen) {
    return unseenResult(`Associations of ${cluster.name}`, associations);
  }
  const evidence = [
    evidenceOf(
      `serviceAccountRoleArn ${
        addon.serviceAccountRoleArn ?? 'is not set'
      }; associations ${
        associations.value.map(({ id }) => id).join(', ') || 'none'
      }`,
      associations.read,
      `eks:DescribeAddon ${addon.arn}`,
    ),
  ];
  const needless = addon.serviceAccountRoleArn && needsNoRole(subject);
  if (needless) {
    return fail(
      `${addon.name} has role ${addon.serviceAccountRoleArn}, and takes none: ${needless.what}.`,
      [...evidence, needless],
      {
        summary:
          'Unset the role: an update that leaves it out, never an empty one.',
        steps: [
          `aws eks update-addon --cluster-name ${cluster.name} --region ${cluster.region} --addon-name ${addon.name} --addon-version ${addon.version} --resolve-conflicts PRESERVE`,
        ],
        link: 'https://docs.aws.amazon.com/eks/latest/userguide/add-ons-iam.html',
      },
    );
  }
  switch (addonIdentityOf(subject)) {
    case 'irsa':
      return pass(
        `${addon.name} uses IRSA with ${addon.serviceAccountRoleArn}.`,
        evidence,
      );
    case 'pod-identity':
      return pass(
        `${addon.name} uses Pod Identity (${
          associations.value[0]?.id ?? addon.podIdentityAssociationArns[0]
        }).`,
        evidence,
      );
    case 'both':
      return warn(
        `${addon.name} has an association and still the IRSA role ${addon.serviceAccountRoleArn}: with the agent installed EKS uses the association.`,
        evidence,
        {
          summary:
            'Unset the role: an update that leaves it out, never an empty one.',
          steps: [
            `aws eks update-addon --cluster-name ${cluster.name} --region ${cluster.region} --addon-name ${addon.name} --addon-version ${addon.version} --resolve-conflicts PRESERVE`,
            'Read the add-on again afterwards: reports about what is left of the role contradict each other.',
            'Do not remove service_account_role_arn in Terraform first: it sends an empty role, which ends in 403 Cross-account pass role is not allowed.',
          ],
        },
      );
    case 'node-role':
      return fail(
        `${addon.name} has neither a role nor an association: it works with the role of the nodes.`,
        evidence,
        {
          summary: 'Give it a role of its own by Pod Identity.',
          steps: [
            `aws eks update-addon --cluster-name ${cluster.name} --region ${
              cluster.region
            } --addon-name ${addon.name} --addon-version ${
              addon.version
            } --resolve-conflicts PRESERVE --pod-identity-associations serviceAccount=${
              addon.podIdentityConfiguration.seen
                ? addon.podIdentityConfiguration.value[0]?.serviceAccount ??
                  'NAME'
                : 'NAME'
            },roleArn=ROLE_ARN`,
          ],
          link: 'https://docs.aws.amazon.com/eks/latest/userguide/add-ons-iam.html',
        },
      );
    case 'none-needed':
      return pass(`${addon.name} needs no role.`, evidence);
    default:
      return unknown(
        `How ${addon.name} gets credentials could not be told.`,
        [
          {
            what: `Identity of ${addon.name}`,
            ...whyUntold(subject),
          },
        ],
        evidence,
      );
  }
}

function whyUntold({ addon }: AddonSubject): {
  reason: string;
  permission?: string;
} {
  const unseen = [addon.podIdentityConfiguration, addon.versions].find(
    sight => !sight.seen,
  );
  return unseen && !unseen.seen
    ? {
        reason: reasonOf(unseen),
        ...(unseen.permission ? { permission: unseen.permission } : {}),
      }
    : {
        reason: `version ${addon.version} is not among those that EKS lists for this Kubernetes version`,
      };
}
