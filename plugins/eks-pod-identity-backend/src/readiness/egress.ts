import { BlockList, isIPv6 } from 'node:net';
import {
  ClusterFacts,
  EgressRuleFacts,
  OtherPolicyFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { allOf, anyOf, Likely } from './calicoSelector';

/** Port on which the agent gives credentials (domain source: agent-webhook.md). */
export const AGENT_PORT = 80;

/** Address of the agent in a cluster. */
export function agentAddress({ ipFamily }: ClusterFacts): string {
  return ipFamily === 'ipv6' ? 'fd00:ec2::23' : '169.254.170.23';
}

/** Whether a range of addresses holds an address; one that is no range holds none. */
export function contains(cidr: string, address: string): boolean {
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

/** Whether a rule is about the agent's address and port. */
export function reaches(
  { peers, ports }: Pick<EgressRuleFacts, 'peers' | 'ports'>,
  address: string,
): Likely {
  return allOf([
    peers === 'any'
      ? 'yes'
      : anyOf(
          peers.map(peer => {
            const { cidr, except, host } = peer;
            if (host) {
              return 'maybe';
            }
            return cidr !== undefined &&
              contains(cidr, address) &&
              !except.some(range => contains(range, address))
              ? 'yes'
              : 'no';
          }),
        ),
    ports === 'any'
      ? 'yes'
      : anyOf(
          ports.map(({ port, endPort, protocol }) => {
            if (protocol !== 'TCP') {
              return 'no';
            }
            // A name means what the other end calls its port, which is not seen.
            return typeof port === 'string' ? 'maybe' : portFits(port, endPort);
          }),
        ),
  ]);
}

function portFits(
  port: number | undefined,
  endPort: number | undefined,
): Likely {
  return port === undefined ||
    (port <= AGENT_PORT && AGENT_PORT <= (endPort ?? port))
    ? 'yes'
    : 'no';
}

/**
 * What a policy does to what its pods send to the agent: a rule of it denies that, or may; it drops what it does not allow
 * (`closes`); it allows it; or it says nothing about it.
 */
export function effectOf(
  { rules, ordered, defaultDeny }: OtherPolicyFacts,
  address: string,
): 'denies' | 'closes' | 'opens' | 'nothing' {
  const otherwise = defaultDeny ? 'closes' : 'nothing';
  if (!ordered) {
    if (
      rules.some(
        rule => rule.action === 'deny' && reaches(rule, address) !== 'no',
      )
    ) {
      return 'denies';
    }
    return rules.some(
      rule =>
        rule.action === 'allow' && reaches(asHost(rule), address) === 'yes',
    )
      ? 'opens'
      : otherwise;
  }
  for (const rule of rules) {
    const fits = reaches(rule, address);
    if (rule.action === 'deny' && fits !== 'no') {
      return 'denies';
    }
    if (fits === 'yes') {
      return rule.action === 'allow' ? 'opens' : 'nothing';
    }
  }
  return otherwise;
}

/** To Cilium the agent is the node itself (entity host), whatever its address. */
function asHost(rule: EgressRuleFacts): EgressRuleFacts {
  return rule.peers !== 'any' && rule.peers.some(({ host }) => host)
    ? { ...rule, peers: 'any' }
    : rule;
}
