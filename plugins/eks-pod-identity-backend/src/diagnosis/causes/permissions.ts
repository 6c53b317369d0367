import { failingClusters, nodegroupsOf, rolesOf, silent } from '../account';
import { deniedElsewhere, isNode, isOutsider, isPodIdentity } from '../callers';
import { Cause, Context, nameOr } from '../cause';
import { Denial } from '../denials';
import { pipelines } from './elsewhere';

const control = [
  'iampassrole',
  'ststagsession',
  'stsassumerolewithwebidentity',
];

/** Whether the call is one of a workload's own (S3, DynamoDB …), not one that manages EKS or IAM. */
function isServiceCall({ action }: Denial): boolean {
  return !control.includes(action) && !/^(eks|iam)/.test(action);
}

/** Calls by which a node pulls images: made with its role, and rightly so. */
const imagePulls =
  /^ecr(?:getauthorizationtoken|batchgetimage|getdownloadurlforlayer|batchchecklayeravailability)/;

/** Whether a call to tag a session was made by somebody who is no pod: their tags are not those of Pod Identity. */
function taggedElsewhere({ names }: Context): boolean {
  return names.denials.some(
    denial => denial.action.startsWith('ststagsession') && isOutsider(denial),
  );
}

/** Causes in permissions of whoever calls. */
export const permissionCauses: Cause[] = [
  {
    id: 'agent-node-role-denied',
    title: 'The node role may not ask for credentials of pods',
    what: 'The agent calls eks-auth:AssumeRoleForPodIdentity with the role of the node, and that role is not allowed to.',
    steps: names => [
      `Attach the managed policy: aws iam attach-role-policy --role-name ${
        names.denials.find(({ roleName }) => roleName)?.roleName ?? 'NODE_ROLE'
      } --policy-arn arn:PARTITION:iam::aws:policy/AmazonEKSWorkerNodePolicy (AmazonEKSWorkerNodeMinimalPolicy for Auto Mode), or allow eks-auth:AssumeRoleForPodIdentity.`,
      'The agent tries again by itself; pods need no restart.',
    ],
    signatures: [],
    denial: ({ action }) =>
      action.startsWith('eksauthassumeroleforpodidentity') ? 0.97 : 0,
    prove: (names, account) => {
      const groups = names.denials.flatMap(({ roleName }) =>
        roleName ? nodegroupsOf(roleName, account) : [],
      );
      return groups.length > 0
        ? {
            speaks: 'for',
            evidence: groups.slice(0, 5).map(({ cluster, nodegroup }) => ({
              what: `Node group ${nodegroup.name} of ${cluster.name} has the role ${nodegroup.nodeRoleArn}`,
              where: `eks:DescribeNodegroup ${nodegroup.arn}`,
            })),
          }
        : failingClusters('node-role-permission', names, account);
    },
  },
  {
    id: 'pass-role-denied',
    title: 'The caller may not pass the role to EKS',
    what: 'Creating an association or setting a role of an add-on passes a role to a service; the caller lacks iam:PassRole on it.',
    steps: names => [
      `Allow iam:PassRole (and iam:GetRole) on ${nameOr(
        names.roleArns,
        'the role',
      )} to the caller, with the condition iam:PassedToService pods.eks.amazonaws.com (eks.amazonaws.com for serviceAccountRoleArn).`,
      'Look for a permissions boundary or a service control policy of the organisation that denies it.',
    ],
    signatures: [
      {
        phrases: ['iam:PassRole'],
        with: ['not authorized', 'denied', 'AccessDenied'],
        weight: 0.8,
      },
    ],
    denial: ({ action }) => (action.startsWith('iampassrole') ? 0.97 : 0),
  },
  {
    id: 'tag-session-denied',
    title: 'A further role refuses the session tags',
    what: 'Sessions of Pod Identity carry six transitive tags. Assuming a further role with them needs sts:TagSession, which IRSA did not: the trust policy of that role, or the policy of the caller, lacks it.',
    steps: names => [
      `Allow sts:TagSession beside sts:AssumeRole in the trust policy of ${nameOr(
        names.roleArns,
        'the further role',
      )}; in another account also in the policy of the first role.`,
      'Or switch the tags off for this association: aws eks update-pod-identity-association --cluster-name CLUSTER --association-id ID --disable-session-tags. Policies that read aws:PrincipalTag then see nothing.',
      'Every further hop needs the same: the tags go along.',
    ],
    signatures: [
      {
        phrases: ['sts:TagSession'],
        with: ['not authorized', 'AccessDenied', 'denied'],
        without: pipelines,
        weight: context => (taggedElsewhere(context) ? 0 : 0.85),
      },
    ],
    denial: denial =>
      denial.action.startsWith('ststagsession') &&
      denial.caller !== undefined &&
      !isOutsider(denial)
        ? 0.97
        : 0,
    prove: (names, account) => {
      const [first] = rolesOf(names, account);
      return first
        ? {
            speaks: 'for',
            evidence: [
              {
                what: `${first.arn} is a role of this account`,
                where: `iam:ListRoles ${first.arn}`,
              },
            ],
          }
        : silent;
    },
  },
  {
    id: 'caller-denied',
    title: 'The caller lacks a permission of EKS or IAM',
    what: 'Whoever made this call (a person, a pipeline) is not allowed to: it has nothing to do with the service’s own role.',
    steps: names => [
      `Allow ${
        names.denials.map(({ actionText }) => actionText).find(Boolean) ??
        'the action'
      } on the resource in the message to ${
        names.denials.map(({ caller }) => caller).find(Boolean) ?? 'the caller'
      }.`,
      'For the backend of this plugin: compare its role with deploy/iam-policy.json of the backend package.',
    ],
    signatures: [],
    denial: ({ action }) =>
      /^(eks(?!auth)|iam(?!passrole))/.test(action) ? 0.93 : 0,
  },
  {
    id: 'node-role-fallback',
    title: "The call was made with the node's role",
    what: 'The pod has no credentials of its own, or its SDK passed over them: the call came with the role of the node. It fails here; elsewhere it may do too much.',
    steps: () => [
      'See whether the pod carries AWS_CONTAINER_CREDENTIALS_FULL_URI; if not, restart it after checking its association.',
      'If it does, the SDK is too old and goes on silently (Java v2, JavaScript v2, .NET v3, Kotlin): upgrade it, or delete the association and restart to be back on IRSA.',
      'Keep pods away from the node role: IMDSv2 with a hop limit of 1.',
    ],
    writtenElsewhere: true,
    signatures: [],
    denial: (denial, { account }) =>
      isServiceCall(denial) &&
      !imagePulls.test(denial.action) &&
      !deniedElsewhere(denial) &&
      isNode(denial, account)
        ? 0.95
        : 0,
    prove: (names, account) => {
      const groups = names.denials.flatMap(({ roleName }) =>
        roleName ? nodegroupsOf(roleName, account) : [],
      );
      return groups.length > 0
        ? {
            speaks: 'for',
            evidence: groups.slice(0, 5).map(({ cluster, nodegroup }) => ({
              what: `The role in the message is that of node group ${nodegroup.name} of ${cluster.name}`,
              where: `eks:DescribeNodegroup ${nodegroup.arn}`,
            })),
          }
        : silent;
    },
  },
  {
    id: 's3-or-service-denied',
    title: 'The credentials are right; the permission is missing',
    what: 'The call reached AWS with the role of the workload, and that role does not allow it.',
    steps: names => {
      const role = names.denials.map(({ roleName }) => roleName).find(Boolean);
      return [
        `Compare the policies of the role before and after the move: aws iam list-attached-role-policies --role-name ${
          role ?? 'ROLE'
        }; aws iam list-role-policies --role-name ${role ?? 'ROLE'}`,
        'Look for conditions that IRSA met and Pod Identity does not: the OIDC subject or provider, the session name, aws:userid. Bucket and key policies may have them too.',
      ];
    },
    writtenElsewhere: true,
    signatures: [
      {
        phrases: [
          'An error occurred (AccessDenied) when calling the',
          'operation: Access Denied',
        ],
        without: ['AssumeRole', 'is not authorized to perform'],
        // Who called is not told, and a bucket policy answers the same.
        weight: ({ fromEks }) => (fromEks ? 0.45 : 0),
      },
    ],
    denial: (denial, { account }) => {
      if (
        !isServiceCall(denial) ||
        isNode(denial, account) ||
        isOutsider(denial) ||
        deniedElsewhere(denial)
      ) {
        return 0;
      }
      if (isPodIdentity(denial)) {
        return 0.95;
      }
      return denial.roleName ? 0.8 : 0;
    },
    prove: (names, account) => {
      const roles = rolesOf(names, account);
      return roles.length > 0
        ? {
            speaks: 'for',
            evidence: roles.slice(0, 3).map(role => ({
              what: `${role.arn} exists, with ${
                role.policies.seen
                  ? role.policies.value.map(({ name }) => name).join(', ') ||
                    'no policies'
                  : 'policies that were not read'
              }`,
              where: `iam:ListRoles ${role.arn}`,
            })),
          }
        : silent;
    },
  },
];
