import {
  Check,
  CheckResult,
  ClusterFacts,
  NetworkPolicyFacts,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { labelsMatch } from '../../services/labelSelector';
import { evidenceOf, innerSight, valueOr } from '../evidence';
import { AGENT_PORT, agentAddress, contains } from '../egress';
import { groupBy, memo } from '../memo';
import { isLive } from '../podEnvironment';
import { ConcernedPod, judgeOtherPolicies, kindsRead } from './otherPolicies';
import {
  fail,
  notApplicable,
  pass,
  unseenResult,
  worstResult,
} from './results';

/** No network policy that was read keeps the pods away from the agent: those of Kubernetes are evaluated, others looked for. */
export const networkPolicy: Check<'workload'> = {
  id: 'network-policy',
  scope: 'workload',
  title: 'Network policies let pods reach the agent',
  needs: [
    'kubernetes: list networkpolicies',
    'kubernetes: list pods',
    'kubernetes: list policies of Cilium, Calico, the VPC CNI and others, where they are served',
  ],
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html',
  run: judge,
};

const policiesByNamespace = memo((policies: NetworkPolicyFacts[]) =>
  groupBy(policies, ({ namespace }) => namespace),
);

function judge(workload: WorkloadSubject): CheckResult {
  const concerned = concernedPods(workload);
  const results = [
    judgeNetworkPolicies(workload, concerned),
    ...judgeOtherPolicies(workload, concerned),
  ];
  const worst = worstResult(results);
  return results[0].outcome === worst.outcome ? results[0] : worst;
}

/** Pods and templates that network policies reach: not those of the node's own network. */
function concernedPods(workload: WorkloadSubject): ConcernedPod[] {
  const { namespace, pods, controllers } = workload;
  return [
    ...valueOr(pods, [])
      .filter(isLive)
      .map(({ name, labels, hostNetwork }) => ({
        what: `Pod ${namespace}/${name}`,
        labels,
        hostNetwork,
      })),
    ...valueOr(controllers, []).map(
      ({ kind, name, templateLabels, hostNetwork }) => ({
        what: `${kind} ${namespace}/${name}`,
        labels: templateLabels,
        hostNetwork,
      }),
    ),
  ].filter(({ hostNetwork }) => !hostNetwork);
}

function judgeNetworkPolicies(
  workload: WorkloadSubject,
  concerned: ConcernedPod[],
): CheckResult {
  const { cluster, namespace, serviceAccount, pods, controllers } = workload;
  const sight = innerSight(
    cluster.kubernetes,
    ({ networkPolicies }) => networkPolicies,
  );
  if (!sight.seen) {
    return unseenResult(`Network policies of ${cluster.name}`, sight);
  }
  const policies = policiesByNamespace(sight.value).get(namespace) ?? [];
  if (!policies.some(({ policyTypes }) => policyTypes.includes('Egress'))) {
    return pass(
      'No network policy of the kinds that were read restricts what its pods send to the agent.',
      [
        evidenceOf(
          `no egress policy among ${kindsRead(cluster).join(', ')}`,
          sight.read,
        ),
      ],
    );
  }
  for (const { what, labels } of concerned) {
    const selecting = policies.filter(
      policy =>
        policy.policyTypes.includes('Egress') && selects(policy, labels),
    );
    if (selecting.length && !selecting.some(policy => opens(policy, cluster))) {
      return closed(workload, what, selecting, sight.read);
    }
  }
  if (!pods.seen) {
    return unseenResult(`Pods of ${namespace}/${serviceAccount}`, pods);
  }
  if (!controllers.seen) {
    return unseenResult(
      `Controllers of ${namespace}/${serviceAccount}`,
      controllers,
    );
  }
  return concerned.length
    ? pass(
        'The network policies that select its pods let them reach the agent.',
        [evidenceOf(`${policies.length} policies in ${namespace}`, sight.read)],
      )
    : notApplicable('It has no pods in the network of the cluster.');
}

function selects(
  { podSelector }: NetworkPolicyFacts,
  labels: Record<string, string>,
): boolean {
  return labelsMatch(labels, [
    ...Object.entries(podSelector.matchLabels).map(([key, value]) => ({
      key,
      operator: 'In',
      values: [value],
    })),
    ...podSelector.matchExpressions,
  ]);
}

/** Policies add up: one rule that admits the agent's address and port is enough. */
function opens(policy: NetworkPolicyFacts, cluster: ClusterFacts): boolean {
  const address = agentAddress(cluster);
  return policy.egress.some(
    ({ peers, ports }) =>
      (peers === 'any' ||
        // Selectors name pods, and the agent answers on an address of the node.
        peers.some(
          ({ cidr, except }) =>
            cidr !== undefined &&
            contains(cidr, address) &&
            !except.some(range => contains(range, address)),
        )) &&
      (ports === 'any' ||
        ports.some(
          ({ port, endPort, protocol }) =>
            protocol === 'TCP' &&
            (port === undefined ||
              (typeof port === 'number' &&
                port <= AGENT_PORT &&
                AGENT_PORT <= (endPort ?? port))),
        )),
  );
}

function closed(
  { cluster, namespace }: WorkloadSubject,
  what: string,
  policies: NetworkPolicyFacts[],
  read: Parameters<typeof evidenceOf>[1],
): CheckResult {
  const address = agentAddress(cluster);
  const range =
    cluster.ipFamily === 'ipv6' ? `${address}/128` : `${address}/32`;
  const [first] = policies;
  return fail(
    `Network policy ${namespace}/${first.name} drops what ${what} sends to the agent (${address}:${AGENT_PORT}).`,
    policies.map(({ name }) =>
      evidenceOf(
        `egress rules admit nothing to ${address}:${AGENT_PORT}`,
        read,
        `NetworkPolicy ${namespace}/${name} in ${cluster.name}`,
      ),
    ),
    {
      summary: 'Allow egress to the agent.',
      steps: [
        `Add to the egress rules of NetworkPolicy ${namespace}/${first.name}: {"to":[{"ipBlock":{"cidr":"${range}"}}],"ports":[{"protocol":"TCP","port":${AGENT_PORT}}]}`,
        'With Cilium, allow egress to the entity host on port 80 instead: link-local addresses of the node are not in its CIDR rules.',
      ],
    },
  );
}
