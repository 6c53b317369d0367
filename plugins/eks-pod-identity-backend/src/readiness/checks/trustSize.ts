import {
  AccountFacts,
  CheckResult,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { roleNameOf } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { evidenceOf } from '../evidence';
import { podIdentityTrust } from '../policy/trust';
import { forRoles, ofReadRole, ReadRole } from './roleChecks';
import { fail, pass, warn } from './results';

/** Default length of a trust policy, and the most that IAM raises it to (IAM quota L-C07B4B0D). */
const QUOTA = 2048;
const MOST = 4096;

/** The trust policy has room for the statement of Pod Identity. */
export const trustSize = forRoles({
  id: 'trust-size',
  title: 'Trust policy has room for the statement',
  needs: ['iam:ListRoles'],
  link: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  ask: ofReadRole(judge),
});

function judge(use: ReadRole, { now }: AccountFacts): CheckResult {
  const { facts: role } = use;
  // IAM does not count white space outside of strings.
  const length = compact(role.trustPolicy).length;
  const added = use.serviceAccounts
    .filter(
      account =>
        podIdentityTrust(role, {
          cluster: use.cluster,
          ...account,
          disableSessionTags: use.disableSessionTags,
          now,
        }).result !== 'allowed',
    )
    .reduce((sum, account) => sum + statementLength(account), 0);
  const after = length + added;
  // A document beyond the default shows that the quota was raised; to what, nobody tells.
  const quota = length > QUOTA ? MOST : QUOTA;
  const name = roleNameOf(role.arn);
  const evidence = [
    evidenceOf(
      `${length} characters now, ${after} with the statement`,
      use.read,
      `iam:ListRoles ${role.arn}`,
    ),
  ];
  const remedy = {
    summary: 'Make room: merge OIDC statements, or have the quota raised.',
    steps: [
      'Merge statements of the same provider: one statement with a list of subjects.',
      'Remove statements of clusters that are gone.',
      'Or: aws service-quotas request-service-quota-increase --service-code iam --quota-code L-C07B4B0D --desired-value 4096',
    ],
  };
  if (after > quota) {
    return fail(
      `The trust policy of ${name} has ${length} characters; with the statement of Pod Identity it would have ${after}, and ${quota} is the quota${
        quota === QUOTA ? ' unless it was raised' : ' at most'
      }.`,
      evidence,
      remedy,
    );
  }
  if (length > QUOTA || after > QUOTA * 0.9) {
    return warn(
      `The trust policy of ${name} has ${after} characters with the statement of Pod Identity, near the quota of ${quota}.`,
      evidence,
      remedy,
    );
  }
  return pass(
    `The trust policy of ${name} has ${after} of ${QUOTA} characters with the statement of Pod Identity.`,
    evidence,
  );
}

function compact(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}

/** Length of the statement that a plan adds for one service account. */
function statementLength(account: {
  namespace: string;
  serviceAccount: string;
}): number {
  const { namespace, serviceAccount } = account;
  return JSON.stringify({
    Sid: `PodIdentity${namespace}${serviceAccount}`,
    Effect: 'Allow',
    Principal: { Service: 'pods.eks.amazonaws.com' },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
    Condition: {
      StringEquals: {
        'aws:RequestTag/kubernetes-namespace': namespace,
        'aws:RequestTag/kubernetes-service-account': serviceAccount,
      },
    },
  }).length;
}
