import {
  AnyCheck,
  CheckResult,
  ClusterFacts,
  NodeFacts,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { clusterIndex } from '../clusterIndex';
import { evidenceOf, innerSight } from '../evidence';
import { admits, PlaceNode, untolerated } from '../nodeAdmission';
import { Place, placesOf } from '../placement';
import { AGENT, Agent, agentOf, isAutoNode } from './agent';
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

const head = {
  id: 'agent-reaches-nodes',
  title: 'The agent runs on every node that matters',
  needs: ['kubernetes: list pods', 'kubernetes: list nodes'],
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html',
};

/**
 * A ready pod of the agent is on every node where the workload runs. Fewer agent pods than nodes are normal: Auto Mode
 * brings its own, Fargate has none, hybrid nodes have another DaemonSet.
 */
export const agentReachesNodes: AnyCheck[] = [
  { ...head, scope: 'workload', run: judgeWorkload },
  { ...head, scope: 'cluster', run: ({ cluster }) => judgeCluster(cluster) },
];

function judgeWorkload(workload: WorkloadSubject): CheckResult {
  const { cluster } = workload;
  const agent = agentOf(cluster);
  if (!workload.pods.seen) {
    return unseenResult(
      `Pods of ${workload.namespace}/${workload.serviceAccount}`,
      workload.pods,
    );
  }
  const results: CheckResult[] = [];
  const nodes = new Map<string, NodeFacts>();
  for (const { when, what, compute } of placesOf(workload)) {
    if (compute.kind === 'unknown') {
      results.push(unknownNode(when, what, compute));
    } else if (compute.kind === 'nodes' && when === 'running') {
      for (const node of compute.nodes) {
        nodes.set(node.name, node);
      }
    } else if (compute.kind === 'nodes') {
      results.push(judgeCandidates(cluster, agent, what, compute.nodes));
    }
  }
  if (nodes.size) {
    results.unshift(
      summarize(
        [...nodes.values()].map(node => judgeNode(cluster, agent, node)),
      ),
    );
  }
  if (!results.length) {
    return notApplicable('It runs on no node that could have the agent.');
  }
  const worst = worstResult(results);
  return worst.outcome === 'pass' ? results[0] : worst;
}

function unknownNode(
  when: Place['when'],
  what: string,
  compute: { because: string; permission?: string },
): CheckResult {
  return unknown(
    `The node of ${
      when === 'next' ? `the next pod of ${what}` : what
    } could not be told: ${compute.because}.`,
    [
      {
        what: `Node of ${what}`,
        reason: compute.because,
        ...(compute.permission ? { permission: compute.permission } : {}),
      },
    ],
  );
}

/** Where the next pods of a template may land, all nodes or some of them without the agent. */
function judgeCandidates(
  cluster: ClusterFacts,
  agent: Agent,
  what: string,
  nodes: PlaceNode[],
): CheckResult {
  const lacking = nodes.filter(node => lacksAgent(agent, node));
  const some = lacking.length ? lacking.slice(0, 5) : nodes.slice(0, 5);
  const results = some.map(node => judgeNode(cluster, agent, node));
  if (!lacking.length) {
    const worst = worstResult(results);
    return worst.outcome === 'pass'
      ? pass(
          nodes.length > 1
            ? `The agent is ready on all ${nodes.length} nodes that the next pod of ${what} may run on.`
            : worst.message,
          worst.evidence,
        )
      : worst;
  }
  const worst = worstResult(results);
  const names = lacking.map(({ name }) => name);
  if (lacking.length === nodes.length) {
    return because(
      'next-nodes-without-agent',
      { what, nodes: names.slice(0, 5) },
      {
        ...worst,
        message: `No node that the next pod of ${what} may run on has a ready agent: ${names
          .slice(0, 3)
          .join(', ')}${whyNot(agent, lacking[0])}.`,
      },
    );
  }
  return because(
    'some-next-nodes-without-agent',
    {
      what,
      without: lacking.length,
      of: nodes.length,
      nodes: names.slice(0, 5),
    },
    warn(
      `${lacking.length} of ${nodes.length} nodes that the next pod of ${what} may run on have no ready agent.`,
      worst.evidence,
      results[0].remedy,
    ),
  );
}

/** Whether the agent is known to be missing on a node, or not to come to one that is new. */
function lacksAgent(agent: Agent, node: PlaceNode): boolean {
  if (isAutoNode(node)) {
    return false;
  }
  return node.future
    ? agent.daemonSets.seen &&
        !agent.daemonSets.value.some(daemonSet => admits(node, daemonSet))
    : agent.pods.seen && !agent.pods.value.get(node.name)?.ready;
}

function judgeCluster(cluster: ClusterFacts): CheckResult {
  const nodes = innerSight(cluster.kubernetes, part => part.nodes);
  if (!nodes.seen) {
    return unseenResult(`Nodes of ${cluster.name}`, nodes);
  }
  const concerned = [...clusterIndex(cluster).nodes.values()].filter(
    ({ os, computeType }) =>
      os === 'linux' && (computeType === 'ec2' || computeType === 'auto'),
  );
  const agent = agentOf(cluster);
  return concerned.length
    ? summarize(concerned.map(node => judgeNode(cluster, agent, node)))
    : notApplicable(`${cluster.name} has no node that could have the agent.`);
}

function summarize(results: CheckResult[]): CheckResult {
  const bad = results.filter(({ outcome }) => outcome === 'fail');
  const worst = worstResult(results);
  if (worst.outcome === 'fail' && bad.length > 1) {
    return {
      ...worst,
      message: `${bad.length} of ${results.length} nodes have no ready agent. ${bad[0].message}`,
      evidence: worst.evidence.slice(0, 5),
    };
  }
  return worst.outcome === 'pass' && results.length > 1
    ? pass(
        `The agent is ready on all ${results.length} nodes.`,
        worst.evidence.slice(0, 5),
      )
    : worst;
}

function judgeNode(
  cluster: ClusterFacts,
  agent: Agent,
  node: PlaceNode,
): CheckResult {
  if (isAutoNode(node)) {
    return pass(
      `Node ${node.name} is of EKS Auto Mode: the agent is built in.`,
    );
  }
  if (node.future) {
    return judgeFuture(cluster, agent, node);
  }
  if (!agent.pods.seen) {
    return unseenResult(`Pods of the agent in ${cluster.name}`, agent.pods);
  }
  const pod = agent.pods.value.get(node.name);
  if (pod?.ready) {
    return pass(`The agent is ready on ${node.name}.`, [
      evidenceOf(
        `${pod.name} on ${node.name} is ready`,
        agent.pods.read,
        `Pod ${pod.namespace}/${pod.name} in ${cluster.name}`,
      ),
    ]);
  }
  const evidence = [
    evidenceOf(
      pod
        ? `${pod.name} on ${node.name} is not ready (${pod.phase})`
        : `No pod of ${AGENT} on ${node.name}`,
      agent.pods.read,
      `kubernetes: list pods of ${cluster.name}`,
    ),
  ];
  return pod
    ? fail(
        `The agent on ${node.name} is not ready.`,
        evidence,
        notReady(cluster, pod),
      )
    : fail(
        `There is no agent on ${node.name}${whyNot(agent, node)}.`,
        evidence,
        absent(cluster, node),
      );
}

/** A node that does not exist yet has no pod of the agent: whether it will is told by the DaemonSet. */
function judgeFuture(
  cluster: ClusterFacts,
  agent: Agent,
  node: PlaceNode,
): CheckResult {
  const { daemonSets } = agent;
  if (!daemonSets.seen) {
    return unseenResult(`DaemonSets of ${cluster.name}`, daemonSets);
  }
  const [daemonSet] = daemonSets.value;
  const evidence = [
    evidenceOf(
      daemonSet
        ? `selectors and tolerations of DaemonSet ${daemonSet.namespace}/${daemonSet.name}`
        : `No DaemonSet ${AGENT}`,
      daemonSets.read,
      `kubernetes: list daemonsets of ${cluster.name}`,
    ),
  ];
  return lacksAgent(agent, node)
    ? fail(
        `There will be no agent on ${node.name}${whyNot(agent, node)}.`,
        evidence,
        absent(cluster, node),
      )
    : pass(`The DaemonSet of the agent covers ${node.name}.`, evidence);
}

function whyNot(agent: Agent, node: NodeFacts): string {
  const [daemonSet] = agent.daemonSets.seen ? agent.daemonSets.value : [];
  const taint = daemonSet && untolerated(node, daemonSet);
  return taint
    ? ` (the DaemonSet does not tolerate taint ${taint.key}${
        taint.value ? `=${taint.value}` : ''
      }:${taint.effect})`
    : '';
}

function notReady(
  cluster: ClusterFacts,
  pod: { namespace: string; name: string },
) {
  return {
    summary: 'Find out why the agent does not start on that node.',
    steps: [
      `kubectl --context ${cluster.name} -n ${pod.namespace} logs ${pod.name}`,
      'IPv6 off on the node: the agent can not bind [fd00:ec2::23]; set the configuration {"agent":{"additionalArgs":{"-b":"169.254.170.23"}}}.',
      'Port 80 of 169.254.170.23 or port 2703 taken: find the process in the network of the node and move it.',
    ],
    link: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-config-ipv6.html',
  };
}

function absent(cluster: ClusterFacts, node: PlaceNode) {
  return {
    summary: 'Bring the agent to that node.',
    steps: [
      `kubectl --context ${cluster.name} -n kube-system get daemonset ${AGENT} -o wide`,
      node.future
        ? `Compare taints and labels: aws eks describe-nodegroup --cluster-name ${cluster.name} --region ${cluster.region} --nodegroup-name ${node.nodegroup}`
        : `Compare taints and labels: kubectl --context ${cluster.name} describe node ${node.name}`,
      'Add the tolerations and node labels that the DaemonSet needs to the configuration of the add-on, or move the pods to nodes that have the agent.',
    ],
    link: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html',
  };
}
