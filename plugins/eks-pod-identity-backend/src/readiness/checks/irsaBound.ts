import {
  AccountFacts,
  CheckResult,
  RoleFacts,
  RolePolicyFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import {
  Evidence,
  Remedy,
  roleNameOf,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { evidenceOf } from '../evidence';
import { policyDocumentOf } from '../policy/permissions';
import { SessionChange } from '../policy/sessionChanges';
import {
  changesOf,
  forRoles,
  isOfTags,
  ofReadRole,
  permittedRole,
  ReadRole,
} from './roleChecks';
import {
  because,
  fail,
  notApplicable,
  pass,
  unknown,
  unseenResult,
  warn,
  worstResult,
} from './results';

const POLICY_NEEDS = [
  'iam:ListAttachedRolePolicies',
  'iam:GetPolicyVersion',
  'iam:ListRolePolicies',
  'iam:GetRolePolicy',
];

/** No permission policy of the role decides differently without the OIDC subject, the provider or the name of the session. Resource policies are not read. */
export const rolePermissionsIrsaBound = forRoles({
  id: 'role-permissions-irsa-bound',
  title: 'Permissions do not lean on IRSA',
  needs: POLICY_NEEDS,
  ask: ofReadRole((use, facts) => judge(use, facts, ['attached', 'inline'])),
});

/** A permissions boundary, where there is one, was read and does not lean on IRSA either. */
export const permissionsBoundary = forRoles({
  id: 'permissions-boundary',
  title: 'Permissions boundary lets Pod Identity be',
  needs: ['iam:GetRole', 'iam:GetPolicyVersion'],
  ask: ofReadRole((use, facts) => {
    const role = permittedRole(use, facts) ?? use.facts;
    return role.permissionsBoundaryArn
      ? judge(use, facts, ['boundary'])
      : notApplicable(`Role ${role.name} has no permissions boundary.`);
  }),
});

function judge(
  use: ReadRole,
  facts: AccountFacts,
  kinds: RolePolicyFacts['kind'][],
): CheckResult {
  const role = permittedRole(use, facts) ?? use.facts;
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
  const changes = changesOf(use, role, facts)
    .filter(change => !isOfTags(change) && concerned.includes(change.policy))
    .map(change => resultOf(change, use, role));
  const unread = concerned.flatMap(policy => {
    const document = policyDocumentOf(policy);
    return document.valid
      ? []
      : [
          unknown(`${policy.name} of role ${name} ${document.reason}.`, [
            {
              what: `Policy ${policy.name} of ${name}`,
              reason: document.reason,
            },
          ]),
        ];
  });
  return worstResult([
    ...changes,
    ...unread,
    pass(
      kinds.includes('boundary')
        ? `Permissions boundary ${concerned[0].name} does not lean on IRSA.`
        : `None of the ${concerned.length} policies of role ${name} leans on the OIDC subject, the provider or the session's name.`,
      [
        evidenceOf(
          concerned.map(policy => policy.name).join(', ') || 'no policies',
          use.read,
          `policies of ${role.arn}`,
        ),
      ],
    ),
  ]);
}

/** What becomes of a decision, in words. */
const CONSEQUENCE: Record<SessionChange['kind'], string> = {
  lost: 'the permission is lost',
  'may-be-lost': 'the permission may be lost',
  denied: 'the denial takes effect',
  'may-be-denied': 'the denial may take effect',
  'denied-beside': 'the denial takes effect, for what no policy allows anyhow',
  'denial-lost': 'the denial ends',
};

function resultOf(
  change: SessionChange,
  { read }: ReadRole,
  role: RoleFacts,
): CheckResult {
  const { kind, policy, statement, by, what } = change;
  const message = `${policy.name} of role ${role.name} leans on IRSA (${statement}: ${by}): under Pod Identity ${CONSEQUENCE[kind]} (${what}).`;
  const evidence = [
    evidenceOf(
      `${policy.name}, ${statement}: ${by}`,
      read,
      `${policy.kind} policy ${policy.arn ?? policy.name} of ${role.arn}`,
    ),
  ];
  const remedy = {
    summary: 'Say the same with session tags, which work for Pod Identity.',
    steps: [
      'Replace the OIDC subject by aws:PrincipalTag/kubernetes-namespace and aws:PrincipalTag/kubernetes-service-account, or the provider by aws:PrincipalTag/eks-cluster-arn.',
      'Keep the old statement beside the new one until the migration is verified.',
    ],
    link: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html',
  };
  return because(
    `irsa-bound-${kind}`,
    { role: role.name, policy: policy.name, statement, condition: by, what },
    outcomeOf(kind, { message, evidence, remedy, by, policy, statement }),
  );
}

function outcomeOf(
  kind: SessionChange['kind'],
  told: Pick<SessionChange, 'by' | 'policy' | 'statement'> & {
    message: string;
    evidence: Evidence[];
    remedy: Remedy;
  },
): CheckResult {
  const { message, evidence, remedy, by, policy, statement } = told;
  switch (kind) {
    case 'denied-beside':
      return warn(message, evidence, remedy);
    case 'may-be-lost':
    case 'may-be-denied':
      return unknown(
        message,
        [
          {
            what: `${statement} of ${policy.name}`,
            reason: `${by} is known only when the request is made`,
          },
        ],
        evidence,
      );
    default:
      return fail(message, evidence, remedy);
  }
}
