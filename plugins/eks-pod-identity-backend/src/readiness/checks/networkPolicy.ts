import { BlockList, isIPv6 } from 'node:net';
import {
  Check,
  CheckResult,
  ClusterFacts,
  NetworkPolicyFacts,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { labelsMatch } from '../../services/labelSelector';
import { evidenceOf, innerSight, valueOr } from '../evidence';
import { groupBy, memo } from '../memo';
import { isLive } from '../podEnvironment';
import { fail, notApplicable, pass, unseenResult } from './results';

const PORT = 80;

/** No network policy keeps the pods away from the agent. Policies of other kinds (Cilium, Calico) are not read. */
export const networkPolicy: Check<'workload'> = {
  id: 'network-policy',
  scope: 'workload',
  title: 'Network policies let pods reach the agent',
  needs: ['kubernetes: list networkpolicies', 'kubernetes: list pods'],
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html',
  run: judge,
};

const policiesByNamespace = memo((policies: NetworkPolicyFacts[]) =>
  groupBy(policies, ({ namespace }) => namespace),
);

function judge(workload: WorkloadSubject): CheckResult {
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
      `No network policy restricts what leaves pods of ${namespace}.`,
      [evidenceOf(`no egress policy in ${namespace}`, sight.read)],
    );
  }
  const places = [
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
  ];
  // Network policies do not reach pods of the node's own network.
  const concerned = places.filter(({ hostNetwork }) => !hostNetwork);
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

function agentAddress(cluster: ClusterFacts): string {
  return cluster.ipFamily === 'ipv6' ? 'fd00:ec2::23' : '169.254.170.23';
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
                port <= PORT &&
                PORT <= (endPort ?? port))),
        )),
  );
}

function contains(cidr: string, address: string): boolean {
  const [network, bits] = cidr.split('/');
  const family = isIPv6(network) ? 'ipv6' : 'ipv4';
  if ((family === 'ipv6') !== isIPv6(address)) {
    return false;
  }
  const range = new BlockList();
  try {
    range.addSubnet(network, Number(bits), family);
  } catch {
    return false;
  }
  return range.check(address, family);
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
    `Network policy ${namespace}/${first.name} drops what ${what} sends to the agent (${address}:${PORT}).`,
    policies.map(({ name }) =>
      evidenceOf(
        `egress rules admit nothing to ${address}:${PORT}`,
        read,
        `NetworkPolicy ${namespace}/${name} in ${cluster.name}`,
      ),
    ),
    {
      summary: 'Allow egress to the agent.',
      steps: [
        `Add to the egress rules of NetworkPolicy ${namespace}/${first.name}: {"to":[{"ipBlock":{"cidr":"${range}"}}],"ports":[{"protocol":"TCP","port":${PORT}}]}`,
        'With Cilium, allow egress to the entity host on port 80 instead: link-local addresses of the node are not in its CIDR rules.',
      ],
    },
  );
}
