import { RoleFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { clustersOf, failingEvidence, rolesOf, silent } from '../account';
import { Cause, nameOr, Proof } from '../cause';
import { MASKED_ACCOUNT } from '../ids';
import { pipelines } from './elsewhere';

/** At most three: an error is about one. */
function trustPolicies(roles: RoleFacts[]): Proof['evidence'] {
  return roles.slice(0, 3).map(({ arn, trustPolicy }) => ({
    what: `Trust policy of ${arn}: ${trustPolicy.replace(/\s+/g, ' ')}`,
    where: `iam:ListRoles ${arn}`,
  }));
}

/** Causes in trust policies and sessions. Facts after docs/facts/trust-policies.md. */
export const trustCauses: Cause[] = [
  {
    id: 'trust-invalid-for-pod-identity',
    title: 'The trust policy of the role does not let Pod Identity in',
    what: 'The role needs a statement of its own for pods.eks.amazonaws.com with both sts:AssumeRole and sts:TagSession. It is missing, lacks an action, or its conditions keep EKS out (conditions on the OIDC subject never hold for it).',
    steps: names => [
      `Read it: aws iam get-role --role-name ${
        names.roleArns[0]?.split('/').pop() ?? 'ROLE'
      } --query Role.AssumeRolePolicyDocument`,
      'Add a second statement, beside the OIDC one: {"Sid":"AllowEksAuthToAssumeRoleForPodIdentity","Effect":"Allow","Principal":{"Service":"pods.eks.amazonaws.com"},"Action":["sts:AssumeRole","sts:TagSession"]}',
      'Keep the OIDC statement until the move is verified: it is the way back.',
      'Wait some seconds, then try again.',
    ],
    signatures: [
      {
        phrases: ['Trust policy of the role provided is invalid'],
        weight: 0.97,
      },
      {
        phrases: ['does not have permissions to assume the associated role'],
        weight: 0.93,
      },
      {
        phrases: [
          'pods.eks.amazonaws.com',
          'is not authorized to perform',
          'sts:AssumeRole',
        ],
        weight: 0.85,
      },
    ],
    prove: (names, account) => {
      const roles = rolesOf(names, account);
      return roles.length > 0
        ? {
            speaks: 'for',
            evidence: trustPolicies(roles),
          }
        : failingEvidence('role-trust', names, account);
    },
  },
  {
    id: 'packed-policy-too-large',
    title: 'Session tags and policies are too large together',
    what: 'STS packs session policies and tags into a space of fixed size. The six tags of Pod Identity go along when a further role is assumed, and leave too little for the tags of the program itself.',
    steps: () => [
      'Send fewer or shorter tags in the AssumeRole call of the program.',
      'Or switch the tags of Pod Identity off: aws eks update-pod-identity-association --cluster-name CLUSTER --association-id ID --disable-session-tags.',
    ],
    signatures: [
      { phrases: ['PackedPolicyTooLarge'], weight: 0.96 },
      { phrases: ['Packed size of session tags consumes'], weight: 0.96 },
      { phrases: ['Packed size of', 'of allotted space'], weight: 0.9 },
    ],
  },
  {
    id: 'irsa-provider-missing',
    title: "IAM has no OIDC provider for the cluster's issuer",
    what: 'IRSA needs the issuer of the cluster as an IAM OIDC provider in the account of the role. It is missing: a re-created cluster has a new issuer.',
    steps: names => [
      `Create it: eksctl utils associate-iam-oidc-provider --cluster ${nameOr(
        names.clusters,
        'CLUSTER',
      )} --approve`,
      'Or move the workload to Pod Identity, which needs none.',
    ],
    signatures: [
      {
        phrases: ['No OpenIDConnect provider found in your account'],
        without: pipelines,
        weight: 0.97,
      },
    ],
    prove: (names, account) => {
      const { oidcProviders } = account.facts.iam;
      if (!oidcProviders.seen) {
        return silent;
      }
      const without = clustersOf(names, account).filter(
        ({ oidcIssuer }) =>
          oidcIssuer &&
          !oidcProviders.value.some(arn =>
            arn.endsWith(oidcIssuer.replace(/^https:\/\//, '')),
          ),
      );
      return without.length > 0
        ? {
            speaks: 'for',
            evidence: without.slice(0, 5).map(({ name, oidcIssuer }) => ({
              what: `The issuer of ${name}, ${oidcIssuer}, is not among the OIDC providers of the account`,
              where: 'iam:ListOpenIDConnectProviders',
            })),
          }
        : silent;
    },
  },
  {
    id: 'irsa-trust-mismatch',
    title: 'The OIDC statement of the role does not match this service account',
    what: 'AssumeRoleWithWebIdentity was refused: subject, audience or provider in the trust policy differ from those of the token.',
    steps: () => [
      'Compare the subject system:serviceaccount:NAMESPACE:NAME, the audience sts.amazonaws.com and the issuer of the cluster with the conditions of the trust policy, letter by letter.',
      'Or move the workload to Pod Identity: the association names cluster, namespace and service account, the trust policy none of them.',
    ],
    signatures: [
      {
        phrases: ['Not authorized to perform sts:AssumeRoleWithWebIdentity'],
        without: pipelines,
        weight: 0.97,
      },
      {
        phrases: ['AssumeRoleWithWebIdentity', 'AccessDenied'],
        without: ['sts:TagSession', ...pipelines],
        weight: 0.9,
      },
      {
        phrases: ['InvalidIdentityToken', 'Incorrect token audience'],
        without: pipelines,
        weight: 0.93,
      },
      { phrases: ['WebIdentityErr', 'AccessDenied'], weight: 0.9 },
    ],
    denial: ({ action, caller }) =>
      action.startsWith('stsassumerolewithwebidentity') && caller ? 0.96 : 0,
    prove: (names, account) => {
      const roles = rolesOf(names, account);
      return roles.length > 0
        ? {
            speaks: 'for',
            evidence: trustPolicies(roles),
          }
        : silent;
    },
  },
  {
    id: 'role-not-found',
    title: 'The role does not exist',
    what: 'The ARN is misspelt, has lost its path, or the role was created a moment ago and is not visible everywhere yet.',
    steps: names => [
      `Look: aws iam get-role --role-name ${
        names.roleArns[0]?.split('/').pop() ?? 'ROLE'
      } --query Role.Arn, and compare the whole ARN with its path.`,
      'If it is new: try again after some seconds.',
    ],
    signatures: [
      {
        phrases: ['Role provided in the request does not exist'],
        weight: 0.97,
      },
      {
        // IRSA with an annotation that is no ARN of a role.
        phrases: ['AssumeRoleWithWebIdentity', 'Request ARN is invalid'],
        weight: 0.7,
      },
      {
        phrases: ['role with name…cannot be found'],
        with: ['NoSuchEntity', 'GetRole', 'iam'],
        weight: 0.9,
      },
    ],
    prove: (names, account) => {
      const { roles } = account.facts.iam;
      if (!roles.seen || names.roleArns.length === 0) {
        return silent;
      }
      const missing = names.roleArns.filter(
        arn =>
          !arn.includes(MASKED_ACCOUNT) &&
          !roles.value.some(role => role.arn === arn),
      );
      return missing.length > 0
        ? {
            speaks: 'for',
            evidence: missing.map(arn => {
              const namesake = roles.value.find(
                role => role.name === arn.split('/').pop(),
              );
              return {
                what: `${arn} is not among the roles of the account${
                  namesake ? `; there is ${namesake.arn}` : ''
                }`,
                where: 'iam:ListRoles',
              };
            }),
          }
        : silent;
    },
  },
];
