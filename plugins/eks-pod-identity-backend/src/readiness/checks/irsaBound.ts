import {
  CheckResult,
  RolePolicyFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { roleNameOf } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { evidenceOf } from '../evidence';
import { irsaBoundParts } from '../policy/irsaBound';
import { policyDocumentOf } from '../policy/permissions';
import { forRoles, ofReadRole, ReadRole } from './roleChecks';
import { fail, notApplicable, pass, unknown, unseenResult } from './results';

const POLICY_NEEDS = [
  'iam:ListAttachedRolePolicies',
  'iam:GetPolicyVersion',
  'iam:ListRolePolicies',
  'iam:GetRolePolicy',
];

/** No permission policy of the role leans on the OIDC subject, the provider or the name of the session. Resource policies are not read. */
export const rolePermissionsIrsaBound = forRoles({
  id: 'role-permissions-irsa-bound',
  title: 'Permissions do not lean on IRSA',
  needs: POLICY_NEEDS,
  ask: ofReadRole(use => judge(use, ['attached', 'inline'])),
});

/** A permissions boundary, where there is one, was read and does not lean on IRSA either. */
export const permissionsBoundary = forRoles({
  id: 'permissions-boundary',
  title: 'Permissions boundary lets Pod Identity be',
  needs: ['iam:GetRole', 'iam:GetPolicyVersion'],
  ask: ofReadRole(use =>
    use.facts.permissionsBoundaryArn
      ? judge(use, ['boundary'])
      : notApplicable(`Role ${use.facts.name} has no permissions boundary.`),
  ),
});

function judge(
  { facts: role, read }: ReadRole,
  kinds: RolePolicyFacts['kind'][],
): CheckResult {
  const { policies } = role;
  const name = roleNameOf(role.arn);
  const what = kinds.includes('boundary')
    ? `Permissions boundary of role ${name}`
    : `Policies of role ${name}`;
  if (!policies.seen) {
    return unseenResult(what, policies);
  }
  const concerned = policies.value.filter(({ kind }) => kinds.includes(kind));
  if (kinds.includes('boundary') && !concerned.length) {
    return unknown(`${what} was not read.`, [
      {
        what: role.permissionsBoundaryArn ?? what,
        reason: 'its document is not among the policies that were read',
        permission: 'iam:GetPolicyVersion',
      },
    ]);
  }
  const bound = concerned.flatMap(policy => {
    const document = policyDocumentOf(policy);
    return document.valid
      ? irsaBoundParts(document.document).map(part => ({ policy, part }))
      : [];
  });
  if (bound.length) {
    const [{ policy, part }] = bound;
    return fail(
      `${policy.name} of role ${name} leans on IRSA (${
        part.where
      }): under Pod Identity ${
        part.effect === 'Allow'
          ? 'the permission is lost'
          : 'the denial means something else'
      }.`,
      bound.map(entry =>
        evidenceOf(
          `${entry.policy.name}, ${entry.part.where}`,
          read,
          `${entry.policy.kind} policy ${
            entry.policy.arn ?? entry.policy.name
          } of ${role.arn}`,
        ),
      ),
      {
        summary: 'Say the same with session tags, which work for Pod Identity.',
        steps: [
          'Replace the OIDC subject by aws:PrincipalTag/kubernetes-namespace and aws:PrincipalTag/kubernetes-service-account, or the provider by aws:PrincipalTag/eks-cluster-arn.',
          'Keep the old statement beside the new one until the move is verified.',
        ],
        link: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html',
      },
    );
  }
  const unread = concerned.find(policy => !policyDocumentOf(policy).valid);
  if (unread) {
    const document = policyDocumentOf(unread);
    const reason = document.valid ? '' : document.reason;
    return unknown(`${unread.name} of role ${name} ${reason}.`, [
      { what: `Policy ${unread.name} of ${name}`, reason },
    ]);
  }
  return pass(
    kinds.includes('boundary')
      ? `Permissions boundary ${concerned[0].name} does not lean on IRSA.`
      : `None of the ${concerned.length} policies of role ${name} leans on the OIDC subject, the provider or the session's name.`,
    [
      evidenceOf(
        concerned.map(policy => policy.name).join(', ') || 'no policies',
        read,
        `policies of ${role.arn}`,
      ),
    ],
  );
}
