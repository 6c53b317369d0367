import type { NodeSpec } from '../../account/schema';
import { parseTime } from '../../account/time';
import type { Cluster, Nodegroup } from '../../state/types';
import { stableHex } from '../names';
import { timestamp, type Taint } from '../objects';
import type { NewObject } from '../store/store';

/** Where a node comes from. */
export type NodeKind = 'managed' | 'fargate' | NonNullable<NodeSpec['kind']>;

/** What is to be known of a node before it can be written down. */
interface NodeFacts {
  name: string;
  os: 'linux' | 'windows';
  arch: 'amd64' | 'arm64';
  osImage: string;
  instanceType?: string;
  address: string;
  zone?: string;
  providerId: string;
  labels: Record<string, string>;
  taints: Taint[];
  ready: boolean;
  createdAt: Date;
  kind: NodeKind;
}

const zones = ['a', 'b', 'c'];

function instanceId(cluster: Cluster, text: string, prefix = 'i-'): string {
  return `${prefix}0${stableHex(`${cluster.arn}:${text}`, 16)}`;
}

function kubeletVersion(version: string): string {
  return `v${version}.${3 + stableHexNumber(version)}-eks-${stableHex(
    `kubelet ${version}`,
    7,
  )}`;
}

function stableHexNumber(text: string): number {
  return parseInt(stableHex(text, 1), 16) % 6;
}

function address(number: number): string {
  return `10.0.${Math.floor(number / 250)}.${(number % 250) + 4}`;
}

/** Names of EC2 instances in a VPC: us-east-1 keeps the older domain. */
function privateDnsName(ip: string, region: string): string {
  const domain =
    region === 'us-east-1' ? 'ec2.internal' : `${region}.compute.internal`;
  return `ip-${ip.replaceAll('.', '-')}.${domain}`;
}

function osImageOf(amiType: string): string {
  if (amiType.startsWith('WINDOWS')) {
    return `Windows Server ${amiType.includes('2019') ? '2019' : '2022'} ${
      amiType.includes('FULL') ? 'Datacenter' : 'Core'
    }`;
  }
  if (amiType.startsWith('BOTTLEROCKET')) {
    return 'Bottlerocket OS 1.44.0 (aws-k8s)';
  }
  return amiType.startsWith('AL2_') ? 'Amazon Linux 2' : 'Amazon Linux 2023.7';
}

function nodeObject(cluster: Cluster, facts: NodeFacts): NewObject {
  const { name, os, arch, zone, instanceType, ready, createdAt } = facts;
  const labels = {
    'beta.kubernetes.io/arch': arch,
    'beta.kubernetes.io/os': os,
    'kubernetes.io/arch': arch,
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': os,
    ...(instanceType && {
      'beta.kubernetes.io/instance-type': instanceType,
      'node.kubernetes.io/instance-type': instanceType,
    }),
    ...(zone && {
      'failure-domain.beta.kubernetes.io/region': cluster.region,
      'failure-domain.beta.kubernetes.io/zone': zone,
      'topology.kubernetes.io/region': cluster.region,
      'topology.kubernetes.io/zone': zone,
    }),
    ...(os === 'windows' && {
      'node.kubernetes.io/windows-build': '10.0.20348',
    }),
    ...facts.labels,
  };
  const since = timestamp(createdAt);
  const condition = (type: string, status: string, reason: string) => ({
    type,
    status,
    reason,
    message: reason,
    lastHeartbeatTime: since,
    lastTransitionTime: since,
  });
  const capacity = {
    cpu: '4',
    memory: '16101868Ki',
    pods: '110',
    'ephemeral-storage': '83873772Ki',
  };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels, annotations: {} },
    spec: {
      providerID: facts.providerId,
      ...(facts.taints.length > 0 && { taints: facts.taints }),
    },
    status: {
      addresses: [
        { type: 'InternalIP', address: facts.address },
        { type: 'Hostname', address: name },
      ],
      allocatable: { ...capacity, cpu: '3920m', memory: '15083Mi' },
      capacity,
      conditions: [
        condition('MemoryPressure', 'False', 'KubeletHasSufficientMemory'),
        condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure'),
        condition('PIDPressure', 'False', 'KubeletHasSufficientPID'),
        ready
          ? condition('Ready', 'True', 'KubeletReady')
          : condition('Ready', 'Unknown', 'NodeStatusUnknown'),
      ],
      nodeInfo: {
        architecture: arch,
        operatingSystem: os,
        osImage: facts.osImage,
        kernelVersion:
          os === 'windows' ? '10.0.20348.3807' : '6.1.140-154.222.amzn2023',
        containerRuntimeVersion: 'containerd://1.7.27',
        kubeletVersion: kubeletVersion(cluster.version),
        kubeProxyVersion: kubeletVersion(cluster.version),
      },
    },
  };
}

function ofNodegroup(
  cluster: Cluster,
  group: Nodegroup,
  number: number,
  first: number,
): NodeFacts {
  const ip = address(first + number);
  const name = privateDnsName(ip, cluster.region);
  const zone = `${cluster.region}${zones[number % zones.length]}`;
  return {
    name,
    os: group.amiType.startsWith('WINDOWS') ? 'windows' : 'linux',
    arch: group.amiType.includes('ARM_64') ? 'arm64' : 'amd64',
    osImage: osImageOf(group.amiType),
    instanceType: group.instanceTypes[0] ?? 'm6i.xlarge',
    address: ip,
    zone,
    providerId: `aws:///${zone}/${instanceId(cluster, name)}`,
    labels: {
      'eks.amazonaws.com/capacityType': group.capacityType,
      'eks.amazonaws.com/nodegroup': group.name,
      'eks.amazonaws.com/nodegroup-image': `ami-0${stableHex(
        `${group.amiType}:${group.version}:${cluster.region}`,
        16,
      )}`,
      ...group.labels,
    },
    taints: group.taints,
    ready: true,
    createdAt: group.createdAt,
    kind: 'managed',
  };
}

const labelsOfKind: Record<
  NonNullable<NodeSpec['kind']>,
  (cluster: Cluster) => Record<string, string>
> = {
  'self-managed': () => ({}),
  auto: () => ({
    'eks.amazonaws.com/compute-type': 'auto',
    'eks.amazonaws.com/nodeclass': 'default',
    'karpenter.sh/capacity-type': 'on-demand',
    'karpenter.sh/nodepool': 'general-purpose',
    'app.kubernetes.io/managed-by': 'eks',
  }),
  hybrid: () => ({
    'eks.amazonaws.com/compute-type': 'hybrid',
    'eks.amazonaws.com/hybrid-credential-provider': 'ssm',
  }),
  // Nothing but the topology of the EBS CSI driver names the Outpost on a node.
  outposts: () => ({
    'topology.ebs.csi.aws.com/outpost-id': 'op-0a1b2c3d4e5f60718',
  }),
  karpenter: () => ({
    'karpenter.sh/capacity-type': 'on-demand',
    'karpenter.sh/nodepool': 'default',
  }),
};

function providerIdOf(
  cluster: Cluster,
  kind: NonNullable<NodeSpec['kind']>,
  zone: string,
  name: string,
): string {
  switch (kind) {
    case 'hybrid':
      return `eks-hybrid:///${cluster.region}/${cluster.name}/${name}`;
    case 'outposts':
      return `aws:///${zone}/${instanceId(cluster, name)}`;
    default:
      return `aws:///${zone}/${
        name.startsWith('i-') ? name : instanceId(cluster, name)
      }`;
  }
}

function ofSpec(
  cluster: Cluster,
  spec: NodeSpec,
  number: number,
  index: number,
  now: Date,
): NodeFacts {
  const kind = spec.kind ?? 'self-managed';
  const ip = address(index);
  const made =
    { auto: instanceId(cluster, ip), hybrid: instanceId(cluster, ip, 'mi-') }[
      kind as string
    ] ?? privateDnsName(ip, cluster.region);
  const name =
    spec.name && (spec.count ?? 1) > 1
      ? `${spec.name}-${number + 1}`
      : spec.name ?? made;
  const zone = `${cluster.region}${zones[number % zones.length]}`;
  const os = spec.os ?? 'linux';
  return {
    name,
    os,
    arch: spec.arch ?? 'amd64',
    osImage:
      kind === 'auto'
        ? 'Bottlerocket (EKS Auto, Standard)'
        : osImageOf(
            os === 'windows'
              ? 'WINDOWS_CORE_2022_x86_64'
              : 'AL2023_x86_64_STANDARD',
          ),
    ...(kind !== 'hybrid' && {
      instanceType: kind === 'auto' ? 'c6a.large' : 'm6i.xlarge',
      zone,
    }),
    address: ip,
    providerId: providerIdOf(cluster, kind, zone, name),
    labels: { ...labelsOfKind[kind](cluster), ...spec.labels },
    taints: (spec.taints ?? []).map(({ key, value, effect }) => ({
      key,
      ...(value !== undefined && { value }),
      effect: effect ?? 'NoSchedule',
    })),
    ready: spec.ready ?? true,
    createdAt: spec.createdAt
      ? parseTime(spec.createdAt, now)
      : cluster.createdAt,
    kind,
  };
}

/**
 * The nodes of a cluster at the start, with their creation times: those of its node groups and those outside them.
 * Fargate nodes are not among them; each comes with its pod.
 */
export function nodesOf(
  cluster: Cluster,
  now: Date,
): { node: NewObject; createdAt: Date; kind: NodeKind }[] {
  const facts: NodeFacts[] = [];
  for (const group of cluster.nodegroups.values()) {
    const first = facts.length;
    for (let number = 0; number < group.nodes; number++) {
      facts.push(ofNodegroup(cluster, group, number, first));
    }
  }
  for (const spec of cluster.spec.nodes ?? []) {
    for (let number = 0; number < (spec.count ?? 1); number++) {
      facts.push(ofSpec(cluster, spec, number, facts.length, now));
    }
  }
  return facts.map(each => ({
    node: nodeObject(cluster, each),
    createdAt: each.createdAt,
    kind: each.kind,
  }));
}

/** The node that Fargate makes for one pod. */
export function fargateNode(
  cluster: Cluster,
  ip: string,
  createdAt: Date,
): NewObject {
  const name = `fargate-${privateDnsName(
    ip.replaceAll(':', '-'),
    cluster.region,
  )}`;
  const zone = `${cluster.region}a`;
  return nodeObject(cluster, {
    name,
    os: 'linux',
    arch: 'amd64',
    osImage: 'Amazon Linux 2',
    address: ip,
    zone,
    providerId: `aws:///${zone}/${stableHex(name, 10)}-${stableHex(
      `${cluster.arn}:${name}`,
      32,
    )}/${name}`,
    labels: { 'eks.amazonaws.com/compute-type': 'fargate' },
    taints: [
      {
        key: 'eks.amazonaws.com/compute-type',
        value: 'fargate',
        effect: 'NoSchedule',
      },
    ],
    ready: true,
    createdAt,
    kind: 'fargate',
  });
}
