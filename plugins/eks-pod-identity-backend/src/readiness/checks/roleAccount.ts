import {
  AccountFacts,
  CheckResult,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { roleNameOf } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { clusterEvidence, evidenceOf } from '../evidence';
import { readPolicy } from '../policy/document';
import { evaluatePolicy } from '../policy/evaluate';
import { permissionOf } from '../policy/permissions';
import { chainedContext } from '../policy/requests';
import { roleOf } from '../subjects';
import { forRoles, RoleUse } from './roleChecks';
import { fail, pass, unknown, unseenResult, worstResult } from './results';

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
  const account = roleArn.split(':')[4];
  if (account === cluster.accountId) {
    return use.targetRoleArn
      ? judgeChain(use, use.targetRoleArn, facts)
      : pass(`Role and cluster are both of account ${account}.`, [
          clusterEvidence(roleArn, cluster),
        ]);
  }
  const [subject] = use.serviceAccounts;
  return fail(
    `Role ${roleArn} is of account ${account || '(none)'}, the cluster of ${
      cluster.accountId
    }: EKS answers 'Cross-account pass role is not allowed.'`,
    [clusterEvidence(`${use.name} names ${roleArn}`, cluster)],
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

/** EKS assumes the role and with it the target: the role must be allowed to, and the target must trust it, with both actions. */
function judgeChain(
  use: RoleUse,
  targetArn: string,
  facts: AccountFacts,
): CheckResult {
  return worstResult([
    mayAssume(use, targetArn),
    targetTrusts(use, targetArn, facts),
  ]);
}

function contextFor(use: RoleUse) {
  const [subject] = use.serviceAccounts;
  return chainedContext(
    {
      cluster: use.cluster,
      namespace: subject?.namespace ?? '',
      serviceAccount: subject?.serviceAccount ?? '',
      disableSessionTags: use.disableSessionTags,
    },
    use.roleArn,
    { externalId: use.externalId },
  );
}

function neededActions(use: RoleUse) {
  return ACTIONS.filter(
    action => action === 'sts:AssumeRole' || !use.disableSessionTags,
  );
}

function mayAssume(use: RoleUse, targetArn: string): CheckResult {
  const { role, roleArn } = use;
  const name = roleNameOf(roleArn);
  if (!role.seen) {
    return unseenResult(`Role ${name}`, role);
  }
  if (!role.value) {
    return pass(`Role ${name} does not exist.`);
  }
  for (const action of neededActions(use)) {
    const decision = permissionOf(role.value, action, {
      resource: targetArn,
      context: contextFor(use),
    });
    if (decision.result === 'unseen') {
      return unseenResult(`Policies of role ${name}`, decision.sight);
    }
    const evidence = [
      evidenceOf(decision.reason, role.read, `policies of ${roleArn}`),
    ];
    if (decision.result === 'denied') {
      return fail(
        `Role ${name} may not ${action} on its target role ${targetArn}: ${decision.reason}.`,
        evidence,
        {
          summary: 'Allow both actions on the target role.',
          steps: [
            `Add to a policy of ${name}: ${JSON.stringify({
              Effect: 'Allow',
              Action: ACTIONS,
              Resource: targetArn,
            })}`,
          ],
          link: LINK,
        },
      );
    }
    if (decision.result === 'unknown') {
      return unknown(
        `Whether ${name} may ${action} on ${targetArn} could not be told: ${decision.reason}.`,
        [{ what: `${action} of ${name}`, reason: decision.reason }],
        evidence,
      );
    }
  }
  return pass(`Role ${name} may assume its target role ${targetArn}.`);
}

function targetTrusts(
  use: RoleUse,
  targetArn: string,
  facts: AccountFacts,
): CheckResult {
  const target = roleOf(facts, targetArn);
  if (targetArn.split(':')[4] !== use.cluster.accountId) {
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
  if (!target.seen) {
    return unseenResult(`Target role ${targetArn}`, target);
  }
  const name = roleNameOf(targetArn);
  const policy = target.value && readPolicy(target.value.trustPolicy);
  const where = `iam:GetRole ${targetArn}`;
  const remedy = {
    summary: 'Let the target role trust the role of the association.',
    steps: [
      `Add to the trust policy of ${name}: ${JSON.stringify({
        Effect: 'Allow',
        Principal: { AWS: use.roleArn },
        Action: ACTIONS,
      })}`,
    ],
    link: LINK,
  };
  if (!policy) {
    return fail(
      `Target role ${targetArn} does not exist.`,
      [evidenceOf(`no role ${targetArn}`, target.read)],
      remedy,
    );
  }
  if (!policy.valid) {
    return fail(
      `The trust policy of target role ${name} ${policy.reason}.`,
      [evidenceOf(policy.reason, target.read, where)],
      remedy,
    );
  }
  for (const action of neededActions(use)) {
    const decision = evaluatePolicy(policy.document, {
      action,
      caller: { type: 'role', arn: use.roleArn },
      context: contextFor(use),
    });
    const evidence = [evidenceOf(decision.reason, target.read, where)];
    if (decision.result === 'denied') {
      return fail(
        `Target role ${name} does not let ${roleNameOf(
          use.roleArn,
        )} ${action}: ${decision.reason}.`,
        evidence,
        remedy,
      );
    }
    if (decision.result === 'unknown') {
      return unknown(
        `Whether target role ${name} trusts ${roleNameOf(
          use.roleArn,
        )} could not be told: ${decision.reason}.`,
        [{ what: `Trust policy of ${name}`, reason: decision.reason }],
        evidence,
      );
    }
  }
  return pass(`Target role ${name} trusts ${roleNameOf(use.roleArn)}.`, [
    evidenceOf('trust policy', target.read, where),
  ]);
}
