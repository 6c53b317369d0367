import {
  AccountFacts,
  CheckResult,
  RoleFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import {
  isRoleArn,
  roleNameOf,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { clusterEvidence, evidenceOf } from '../evidence';
import { mayAssume } from '../policy/assuming';
import { readPolicy } from '../policy/document';
import { chainContext } from '../policy/sessions';
import { SessionSubject } from '../policy/sessions';
import { roleOf } from '../subjects';
import { forRoles, RoleUse, sessionSubjects } from './roleChecks';
import {
  because,
  fail,
  pass,
  unknown,
  unseenResult,
  worstResult,
} from './results';

const LINK =
  'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-assign-target-role.html';

const ACTIONS = ['sts:AssumeRole', 'sts:TagSession'] as const;

/** The role is of the cluster's account; one elsewhere is reached as the target role of an association. */
export const roleAccount = forRoles({
  id: 'role-account',
  title: "Role is of the cluster's account",
  needs: ['eks:DescribePodIdentityAssociation', 'iam:GetRole'],
  link: LINK,
  ask: judge,
});

function judge(use: RoleUse, facts: AccountFacts): CheckResult {
  const { roleArn, cluster } = use;
  if (!isRoleArn(roleArn)) {
    return notAnArn(use);
  }
  const account = roleArn.split(':')[4];
  if (account === cluster.accountId) {
    return use.targetRoleArn
      ? judgeChain(use, use.targetRoleArn, facts)
      : pass(`Role and cluster are both of account ${account}.`, [
          use.namedBy,
          clusterEvidence(
            `the cluster is of account ${cluster.accountId}`,
            cluster,
          ),
        ]);
  }
  const [subject] = use.serviceAccounts;
  return fail(
    `Role ${roleArn} is of account ${account}, the cluster of ${cluster.accountId}: EKS answers 'Cross-account pass role is not allowed.'`,
    [
      use.namedBy,
      clusterEvidence(
        `the cluster is of account ${cluster.accountId}`,
        cluster,
      ),
    ],
    {
      summary:
        "Make a role in the cluster's account and take the other one as its target role.",
      steps: [
        `Create a role in account ${cluster.accountId} that trusts pods.eks.amazonaws.com and may sts:AssumeRole and sts:TagSession on ${roleArn}.`,
        `Let ${roleArn} trust that role, with both actions.`,
        `aws eks create-pod-identity-association --cluster-name ${
          cluster.name
        } --region ${cluster.region} --namespace ${
          subject?.namespace ?? 'NAMESPACE'
        } --service-account ${
          subject?.serviceAccount ?? 'NAME'
        } --role-arn NEW_ROLE_ARN --target-role-arn ${roleArn}`,
      ],
      link: LINK,
    },
  );
}

/** Roles of associations and add-ons are checked by EKS; an annotation takes any text. */
function notAnArn(use: RoleUse): CheckResult {
  const { cluster, roleArn, kind, serviceAccounts } = use;
  const { namespace, serviceAccount } = serviceAccounts[0] ?? {};
  const holder =
    kind === 'workload'
      ? `annotation eks.amazonaws.com/role-arn of ServiceAccount ${namespace}/${serviceAccount}`
      : `role of ${use.name}`;
  const name = /^[\w+=,.@-]+$/.test(roleArn) ? roleArn : 'ROLE_NAME';
  return because(
    'role-arn-invalid',
    { value: roleArn, holder },
    fail(
      `The ${holder} is '${roleArn}', which is not the ARN of a role: neither IRSA nor Pod Identity takes it.`,
      [use.namedBy],
      {
        summary: `Write the whole ARN of the role into the ${holder}.`,
        steps: [
          `aws iam get-role --role-name ${name} --query Role.Arn --output text`,
          ...(kind === 'workload'
            ? [
                `kubectl --context ${cluster.name} -n ${namespace} annotate --overwrite serviceaccount ${serviceAccount} eks.amazonaws.com/role-arn=ROLE_ARN`,
                'Make the change in the chart or manifest as well, or it comes back; then roll the pods.',
              ]
            : [
                `aws eks update-addon --cluster-name ${cluster.name} --region ${
                  cluster.region
                } --addon-name ${use.name.replace(
                  'Add-on ',
                  '',
                )} --service-account-role-arn ROLE_ARN`,
              ]),
        ],
      },
    ),
  );
}

/** EKS assumes the role and with it the target, with both actions, or without tags with sts:AssumeRole alone. */
function judgeChain(
  use: RoleUse,
  targetArn: string,
  facts: AccountFacts,
): CheckResult {
  const { role, roleArn } = use;
  const name = roleNameOf(roleArn);
  if (!role.seen) {
    return unseenResult(`Role ${name}`, role);
  }
  if (!role.value) {
    return pass(`Role ${name} does not exist.`);
  }
  const from = role.value;
  if (!from.policies.seen) {
    return unseenResult(`Policies of role ${name}`, from.policies);
  }
  const isForeign = targetArn.split(':')[4] !== use.cluster.accountId;
  const target = roleOf(facts, targetArn);
  if (!isForeign && !target.seen) {
    return unseenResult(`Target role ${targetArn}`, target);
  }
  const found = !isForeign && target.seen ? target.value : undefined;
  if (!isForeign && !found) {
    return fail(
      `Target role ${targetArn} does not exist.`,
      [evidenceOf(`no role ${targetArn}`, role.read)],
      remedyOf(use, targetArn),
    );
  }
  return worstResult([
    ...sessionSubjects(use, facts).flatMap(subject =>
      judgeCalls(use, { from, targetArn, target: found, subject }),
    ),
    ...(isForeign ? [foreignTarget(targetArn)] : []),
    pass(`Role ${name} may assume its target role ${targetArn}.`),
  ]);
}

function judgeCalls(
  use: RoleUse,
  call: {
    from: RoleFacts;
    targetArn: string;
    target: RoleFacts | undefined;
    subject: SessionSubject;
  },
): CheckResult[] {
  const { from, targetArn, target, subject } = call;
  const trust = target ? readPolicy(target.trustPolicy) : undefined;
  const assuming = {
    from,
    caller: {
      type: 'role' as const,
      arn: from.arn,
      session: { prefix: `eks-${use.cluster.name.slice(0, 10)}-` },
    },
    target: {
      arn: targetArn,
      ...(trust?.valid ? { trust: trust.document } : {}),
    },
    ownNeeded: true,
  };
  const context = chainContext(
    subject,
    { role: from, way: 'pod-identity', chained: false },
    { arn: targetArn, ...(target ? { role: target } : {}) },
    { byEks: { externalId: use.externalId } },
  );
  const actions = ACTIONS.filter(
    action => action === 'sts:AssumeRole' || !use.disableSessionTags,
  );
  return actions
    .map(action => mayAssume(assuming, action, context))
    .filter(({ is }) => is !== true)
    .slice(0, 1)
    .map(({ action, is, reason }) => {
      const evidence = use.role.seen
        ? [evidenceOf(reason, use.role.read, `policies of ${use.roleArn}`)]
        : [];
      const what = `${action} of ${from.name} on its target role ${targetArn}`;
      return is === false
        ? because(
            'target-role-denied',
            { role: from.name, target: targetArn, action },
            fail(
              `Role ${from.name} may not ${action} on its target role ${targetArn}: ${reason}.`,
              evidence,
              remedyOf(use, targetArn),
            ),
          )
        : unknown(
            `Whether ${from.name} may ${action} on its target role ${targetArn} could not be told: ${reason}.`,
            [{ what, reason }],
            evidence,
          );
    });
}

function foreignTarget(targetArn: string): CheckResult {
  return unknown(
    `Target role ${targetArn} is of another account, whose trust policies are not read.`,
    [
      {
        what: `Trust policy of ${targetArn}`,
        reason: 'only one account is read',
        permission: `iam:GetRole in account ${targetArn.split(':')[4]}`,
      },
    ],
  );
}

function remedyOf({ roleArn }: RoleUse, targetArn: string) {
  return {
    summary:
      'Allow both actions on the target role, and let it trust the role of the association.',
    steps: [
      `Add to a policy of ${roleNameOf(roleArn)}: ${JSON.stringify({
        Effect: 'Allow',
        Action: ACTIONS,
        Resource: targetArn,
      })}`,
      `Add to the trust policy of ${roleNameOf(targetArn)}: ${JSON.stringify({
        Effect: 'Allow',
        Principal: { AWS: roleArn },
        Action: ACTIONS,
      })}`,
    ],
    link: LINK,
  };
}
