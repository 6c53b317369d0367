import {
  AccountFacts,
  AnyCheck,
  CheckResult,
  ClusterFacts,
  NodeFacts,
  ReadMark,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { roleNameOf } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { clusterIndex } from '../clusterIndex';
import { evidenceOf, innerSight } from '../evidence';
import { PlaceNode } from '../nodeAdmission';
import { placesOf } from '../placement';
import { permissionOf } from '../policy/permissions';
import { roleOf } from '../subjects';
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

const ACTION = 'eks-auth:AssumeRoleForPodIdentity';

const head = {
  id: 'node-role-permission',
  title: 'Node role may fetch credentials for pods',
  needs: [
    'eks:DescribeNodegroup',
    'eks:ListAccessEntries',
    'eks:DescribeAccessEntry',
    'iam:ListAttachedRolePolicies',
    'iam:GetPolicyVersion',
    'iam:ListRolePolicies',
    'iam:GetRolePolicy',
  ],
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html',
};

/**
 * The role of every node where it matters allows eks-auth:AssumeRoleForPodIdentity, by evaluating its policies:
 * AmazonEKSWorkerNodePolicy and AmazonEKSWorkerNodeMinimalPolicy grant it, and so may any other.
 */
export const nodeRolePermission: AnyCheck[] = [
  { ...head, scope: 'workload', run: judgeWorkload },
  {
    ...head,
    scope: 'cluster',
    run: ({ cluster }, facts) =>
      judgeNodes(cluster, [...clusterIndex(cluster).nodes.values()], facts),
  },
];

function judgeWorkload(
  workload: WorkloadSubject,
  facts: AccountFacts,
): CheckResult {
  const running = new Map<string, NodeFacts>();
  const next: CheckResult[] = [];
  for (const { when, what, compute } of placesOf(workload)) {
    if (compute.kind === 'nodes' && when === 'running') {
      for (const node of compute.nodes) {
        running.set(node.name, node);
      }
    } else if (compute.kind === 'nodes') {
      next.push(judgeCandidates(workload.cluster, what, compute.nodes, facts));
    }
  }
  const known = workload.pods.seen && workload.controllers.seen;
  const now = judgeNodes(
    workload.cluster,
    running.size || next.length || known
      ? [...running.values()]
      : [...clusterIndex(workload.cluster).nodes.values()],
    facts,
  );
  const worst = worstResult([now, ...next]);
  return worst.outcome === 'pass' && now.outcome === 'pass' ? now : worst;
}

/** The roles of the nodes where the next pods of a template may land: all of them short of the action, or some. */
function judgeCandidates(
  cluster: ClusterFacts,
  what: string,
  nodes: PlaceNode[],
  facts: AccountFacts,
): CheckResult {
  const results = [...groupsOf(nodes).values()].map(node =>
    judgeNode(cluster, node, facts),
  );
  const bad = results.filter(({ outcome }) => outcome === 'fail');
  if (!results.length) {
    return notApplicable(`The next pod of ${what} runs on no node of EC2.`);
  }
  if (!bad.length || bad.length === results.length) {
    return worstResult(results);
  }
  return because(
    'some-next-nodes-without-permission',
    { what, without: bad.length, of: results.length },
    warn(
      `The next pod of ${what} may run on nodes whose role lacks ${ACTION}: ${bad[0].message}`,
      bad.flatMap(({ evidence }) => evidence),
      bad[0].remedy,
    ),
  );
}

/** One node stands for all of its group: they share the role. Only nodes that have the agent from EC2 count. */
function groupsOf(nodes: NodeFacts[]): Map<string, NodeFacts> {
  const groups = new Map<string, NodeFacts>();
  for (const node of nodes) {
    if (
      node.os === 'linux' &&
      node.computeType !== 'fargate' &&
      node.computeType !== 'hybrid'
    ) {
      groups.set(node.nodegroup ?? `${node.computeType}:`, node);
    }
  }
  return groups;
}

function judgeNodes(
  cluster: ClusterFacts,
  nodes: NodeFacts[],
  facts: AccountFacts,
): CheckResult {
  const sight = innerSight(cluster.kubernetes, part => part.nodes);
  if (!sight.seen && !nodes.length) {
    return judgeWithoutNodes(cluster, facts);
  }
  const results = [...groupsOf(nodes).values()].map(node =>
    judgeNode(cluster, node, facts),
  );
  return results.length
    ? worstResult(results)
    : notApplicable('It runs on no node of EC2 now.');
}

/** The node groups tell their roles without Kubernetes; whether the workload runs there is not known. */
function judgeWithoutNodes(
  cluster: ClusterFacts,
  facts: AccountFacts,
): CheckResult {
  const { nodegroups } = cluster;
  if (!nodegroups.seen) {
    return unseenResult(`Node groups of ${cluster.name}`, nodegroups);
  }
  const results = nodegroups.value
    .filter(({ amiType }) => !amiType.startsWith('WINDOWS'))
    .map(({ nodeRoleArn }) => judgeRole(cluster, nodeRoleArn, facts));
  const nodes = innerSight(cluster.kubernetes, part => part.nodes);
  return worstResult([
    ...results,
    unseenResult(`Nodes of ${cluster.name}`, nodes),
  ]);
}

function judgeNode(
  cluster: ClusterFacts,
  node: NodeFacts,
  facts: AccountFacts,
): CheckResult {
  if (node.nodegroup) {
    const { nodegroups } = cluster;
    if (!nodegroups.seen) {
      return unseenResult(`Node groups of ${cluster.name}`, nodegroups);
    }
    const group = nodegroups.value.find(({ name }) => name === node.nodegroup);
    if (group) {
      return judgeRole(cluster, group.nodeRoleArn, facts);
    }
  }
  return judgeByAccessEntries(cluster, node, facts);
}

/** Nodes outside managed groups show no role; the access entries of the cluster name all roles that nodes may have. */
function judgeByAccessEntries(
  cluster: ClusterFacts,
  node: NodeFacts,
  facts: AccountFacts,
): CheckResult {
  if (node.computeType === 'auto' && cluster.autoModeNodeRoleArn) {
    return judgeRole(cluster, cluster.autoModeNodeRoleArn, facts);
  }
  const { accessEntries } = cluster;
  if (!accessEntries.seen) {
    return unseenResult(
      `Role of node ${node.name} (access entries of ${cluster.name})`,
      accessEntries,
    );
  }
  const types = node.computeType === 'auto' ? ['EC2'] : ['EC2_LINUX'];
  const roles = accessEntries.value.filter(
    ({ type }) => type !== undefined && types.includes(type),
  );
  if (!roles.length && node.computeType === 'auto') {
    return warn(
      `Neither DescribeCluster nor an access entry names the node role of Auto Mode in ${cluster.name}; nodes of Auto Mode need AmazonEKSWorkerNodeMinimalPolicy to work at all, which grants ${ACTION}.`,
      [
        evidenceOf(
          'no access entry of type EC2',
          accessEntries.read,
          `eks:ListAccessEntries ${cluster.arn}`,
        ),
      ],
    );
  }
  if (!roles.length) {
    return unknown(
      `The role of node ${node.name} could not be told: it is in no managed node group, and no access entry of ${cluster.name} is known to be for nodes.`,
      [
        {
          what: `Role of node ${node.name}`,
          reason: `neither a node group nor an access entry of type ${types.join(
            ' or ',
          )} tells it`,
          ...(accessEntries.value.some(({ type }) => type === undefined)
            ? { permission: 'eks:DescribeAccessEntry' }
            : {}),
        },
      ],
    );
  }
  // An access entry outlives its role; nodes that run have one that exists.
  const existing = roles.filter(({ principalArn }) => {
    const role = roleOf(facts, principalArn);
    return !role.seen || role.value;
  });
  return existing.length
    ? worstResult(
        existing.map(({ principalArn }) =>
          judgeRole(cluster, principalArn, facts),
        ),
      )
    : unknown(
        `The role of node ${node.name} could not be told: no role that an access entry of ${cluster.name} names for nodes exists.`,
        roles.map(({ principalArn }) => ({
          what: `Node role ${principalArn}`,
          reason: 'it is not in the list of roles',
        })),
      );
}

/**
 * EKS takes node roles of the cluster's own account only, and all roles of that were listed: nodes whose role was deleted
 * get no credentials, and so neither does the agent (EKS API reference, AmazonEKSNodegroup health issue
 * IamNodeRoleNotFound).
 */
function withoutRole(
  cluster: ClusterFacts,
  roleArn: string,
  read: ReadMark,
): CheckResult {
  if (roleArn.split(':')[4] !== cluster.accountId) {
    return because(
      'node-role-of-other-account',
      { role: roleArn },
      unknown(
        `Node role ${roleArn} is of another account, whose roles are not read.`,
        [
          {
            what: `Node role ${roleArn}`,
            reason: 'only one account is read',
          },
        ],
      ),
    );
  }
  return because(
    'node-role-not-found',
    { role: roleArn },
    fail(
      `Node role ${roleArn} does not exist: the agent on its nodes gets no credentials.`,
      [evidenceOf(`no role ${roleArn}`, read)],
      {
        summary: 'Create the node role again, or give the nodes another one.',
        steps: [
          `aws iam get-role --role-name ${roleNameOf(
            roleArn,
          )} --query Role.Arn`,
          'Create the role again with AmazonEKSWorkerNodePolicy, or replace the node group by one with a role that exists.',
        ],
        link: 'https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html',
      },
    ),
  );
}

function judgeRole(
  cluster: ClusterFacts,
  roleArn: string,
  facts: AccountFacts,
): CheckResult {
  const sight = roleOf(facts, roleArn);
  const name = roleNameOf(roleArn);
  if (!sight.seen) {
    return unseenResult(`Node role ${name}`, sight);
  }
  if (!sight.value) {
    return withoutRole(cluster, roleArn, sight.read);
  }
  const decision = permissionOf(sight.value, ACTION, {
    resource: cluster.arn,
  });
  if (decision.result === 'unseen') {
    return unseenResult(`Policies of node role ${name}`, decision.sight);
  }
  const evidence = [
    evidenceOf(decision.reason, sight.read, `policies of ${roleArn}`),
  ];
  switch (decision.result) {
    case 'allowed':
      return pass(
        `Node role ${name} is allowed to call ${ACTION} (${decision.policy}).`,
        evidence,
      );
    case 'denied':
      return fail(
        `Node role ${name} is not allowed to call ${ACTION}: the agent on its nodes gets no credentials.`,
        evidence,
        {
          summary: `Allow ${ACTION} to node role ${name}.`,
          // Attaching a policy does not help against one that denies, or a boundary that does not allow.
          steps: decision.policy
            ? [
                `Change ${decision.policy} of ${name}, which keeps it out: ${decision.reason}.`,
              ]
            : [
                `aws iam attach-role-policy --role-name ${name} --policy-arn arn:${
                  roleArn.split(':')[1]
                }:iam::aws:policy/AmazonEKSWorkerNodePolicy`,
                'Where the permissions boundary does not allow it, allow it there as well.',
              ],
          link: 'https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html',
        },
      );
    default:
      return unknown(
        `Whether node role ${name} may ${ACTION} could not be told: ${decision.reason}.`,
        [{ what: `${ACTION} of ${name}`, reason: decision.reason }],
        evidence,
      );
  }
}
