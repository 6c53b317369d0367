import {
  AccountFacts,
  CheckResult,
  RoleFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { roleNameOf } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { evidenceOf } from '../evidence';
import { podIdentityTrust, TrustDecision } from '../policy/trust';
import { forRoles, ofReadRole, ReadRole } from './roleChecks';
import { because, fail, pass, unknown, worstResult } from './results';

const LINK =
  'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html';

/** The trust policy, evaluated against the request that EKS would make, lets Pod Identity have the role. */
export const roleTrust = forRoles({
  id: 'role-trust',
  title: 'Role trusts Pod Identity',
  needs: ['iam:ListRoles'],
  link: LINK,
  ask: ofReadRole(judge),
});

function judge(use: ReadRole, facts: AccountFacts): CheckResult {
  if (!use.serviceAccounts.length) {
    return unknown(
      `For which service account ${use.name} would get the role is not known.`,
      [
        {
          what: `Service account of ${use.name}`,
          reason: 'its configuration could not be read',
          permission: 'eks:DescribeAddonConfiguration',
        },
      ],
    );
  }
  return worstResult(
    use.serviceAccounts.map(account => judgeAccount(use, account, facts.now)),
  );
}

function judgeAccount(
  use: ReadRole,
  account: { namespace: string; serviceAccount: string },
  now: string,
): CheckResult {
  const { cluster, facts: role, disableSessionTags } = use;
  const decision = podIdentityTrust(role, {
    cluster,
    ...account,
    disableSessionTags,
    now,
  });
  const name = roleNameOf(role.arn);
  const evidence = [
    evidenceOf(
      `trust policy: ${decision.reason}`,
      use.read,
      `iam:ListRoles ${role.arn}`,
    ),
  ];
  switch (decision.result) {
    case 'allowed':
      return pass(
        `The trust policy of ${name} admits Pod Identity for ${account.namespace}/${account.serviceAccount} in ${cluster.name}: ${decision.reason}.`,
        evidence,
      );
    case 'invalid':
      // IAM accepts valid documents alone, so that it is the reading that failed.
      return because(
        'trust-policy-invalid',
        { role: name, reason: decision.reason },
        unknown(
          `The trust policy of ${name} could not be evaluated: it ${decision.reason}.`,
          [{ what: `Trust policy of ${name}`, reason: decision.reason }],
          evidence,
        ),
      );
    case 'denied':
      return fail(
        `The trust policy of ${name} keeps Pod Identity out${
          decision.action === 'sts:TagSession' ? ' (sts:TagSession)' : ''
        }: ${decision.reason}.`,
        evidence,
        remedy(role, account, decision),
      );
    default:
      return unknown(
        `Whether the trust policy of ${name} admits Pod Identity could not be told: ${decision.reason}.`,
        [{ what: `Trust policy of ${name}`, reason: decision.reason }],
        evidence,
      );
  }
}

function remedy(
  role: RoleFacts,
  { namespace, serviceAccount }: { namespace: string; serviceAccount: string },
  decision: TrustDecision,
) {
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'pods.eks.amazonaws.com' },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
    Condition: {
      StringEquals: {
        'aws:RequestTag/kubernetes-namespace': namespace,
        'aws:RequestTag/kubernetes-service-account': serviceAccount,
      },
    },
  };
  const name = roleNameOf(role.arn);
  const mend = mendOf(decision, JSON.stringify(statement));
  return {
    summary: / denies it$/.test(decision.reason)
      ? 'Leave pods.eks.amazonaws.com out of the Deny statement.'
      : 'Let pods.eks.amazonaws.com assume the role, in a statement of its own.',
    steps: [
      `aws iam get-role --role-name ${name} --query Role.AssumeRolePolicyDocument > trust.json`,
      mend,
      `aws iam update-assume-role-policy --role-name ${name} --policy-document file://trust.json`,
    ],
    link: LINK,
  };
}

function mendOf(
  { action, condition, statement, reason }: TrustDecision,
  added: string,
): string {
  // Nothing that is added beside it opens what a Deny statement keeps closed.
  if (/ denies it$/.test(reason)) {
    return `Change what denies it, so that it leaves pods.eks.amazonaws.com out: ${reason}.`;
  }
  if (condition) {
    return `Change condition ${condition} of statement ${statement}, or leave that statement to IRSA and add one of its own: ${added}`;
  }
  return statement && action === 'sts:TagSession'
    ? `Add sts:TagSession to statement ${statement}: both actions are needed.`
    : `Add a statement of its own beside the OIDC statement, which stays: ${added}`;
}
