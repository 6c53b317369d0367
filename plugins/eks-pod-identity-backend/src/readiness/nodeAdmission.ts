import {
  ClusterFacts,
  NodeFacts,
  NodegroupFacts,
  PodSpecFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { labelsMatch } from '../services/labelSelector';
import { clusterIndex } from './clusterIndex';
import { valueOr } from './evidence';
import { memo } from './memo';

/** A node that pods run on or may be scheduled to. */
export interface PlaceNode extends NodeFacts {
  /** Set for a node that does not exist yet: what would start it, such as `node group batch`. */
  future?: string;
}

type Requirement = PodSpecFacts['requiredNodeLabels'][number];

const requirementsOf = memo((selector: Record<string, string>) =>
  Object.entries(selector).map(([key, value]) => ({
    key,
    operator: 'In',
    values: [value],
  })),
);

/**
 * Labels that a node of a group or pool gets when it starts, with values that the group or pool does not tell: zone, size,
 * price (Kubernetes reference, well-known labels; EKS user guide, managed node groups; Karpenter documentation, concepts).
 */
const GIVEN_AT_START =
  /^(topology\.|failure-domain\.beta\.kubernetes\.io\/|node\.kubernetes\.io\/instance-type$|beta\.kubernetes\.io\/instance-type$|kubernetes\.io\/hostname$|eks\.amazonaws\.com\/(capacityType|instance-)|karpenter\.(sh|k8s\.aws)\/)/;

/** Taints that a node has for a while: they say nothing about where pods are scheduled later (Kubernetes reference, taints). */
const TEMPORARY =
  /^(node\.kubernetes\.io\/|node\.cloudprovider\.kubernetes\.io\/|node\.cilium\.io\/agent-not-ready$|[a-z]+\.csi\.aws\.com\/agent-not-ready$|karpenter\.sh\/(disrupted|disruption|unregistered)$|ToBeDeletedByClusterAutoscaler$|DeletionCandidateOfClusterAutoscaler$)/;

/** Whether a node's labels and taints admit a pod. */
export function admits(node: PlaceNode, spec: PodSpecFacts): boolean {
  return selected(node, spec) && untolerated(node, spec) === undefined;
}

/** The same, whatever keeps the node closed for a while. */
export function admitsLater(node: PlaceNode, spec: PodSpecFacts): boolean {
  const taints = node.taints.filter(({ key }) => !TEMPORARY.test(key));
  return selected(node, spec) && untolerated({ taints }, spec) === undefined;
}

function selected(node: PlaceNode, spec: PodSpecFacts): boolean {
  const all = (requirements: Requirement[]) =>
    requirements.every(requirement => holds(node, requirement));
  const terms = spec.nodeAffinityTerms;
  return (
    all(requirementsOf(spec.nodeSelector)) &&
    // Terms are alternatives, and one without requirements matches no node.
    (terms?.length
      ? terms.some(
          ({ labels, names }) =>
            labels.length + names.length > 0 &&
            all(labels) &&
            (names.length === 0 ||
              (!node.future &&
                labelsMatch({ 'metadata.name': node.name }, names))),
        )
      : all(spec.requiredNodeLabels))
  );
}

function holds(node: PlaceNode, requirement: Requirement): boolean {
  const open =
    node.future !== undefined &&
    !Object.hasOwn(node.labels, requirement.key) &&
    GIVEN_AT_START.test(requirement.key);
  return open || labelsMatch(node.labels, [requirement]);
}

/** The first taint of a node that keeps a pod away. */
export function untolerated(
  node: Pick<NodeFacts, 'taints'>,
  spec: Pick<PodSpecFacts, 'tolerations'>,
): NodeFacts['taints'][number] | undefined {
  return node.taints.find(
    taint =>
      taint.effect !== 'PreferNoSchedule' &&
      !spec.tolerations.some(
        toleration =>
          (!toleration.effect || toleration.effect === taint.effect) &&
          (toleration.key === undefined || toleration.key === ''
            ? toleration.operator === 'Exists'
            : toleration.key === taint.key &&
              (toleration.operator === 'Exists' ||
                (toleration.value ?? '') === (taint.value ?? ''))),
      ),
  );
}

/**
 * Nodes that may come: of managed node groups that have none now, and of EKS Auto Mode where it has none. Empty where the
 * list of nodes was not seen.
 */
export const futureNodes = memo((cluster: ClusterFacts): PlaceNode[] => {
  if (!cluster.kubernetes.seen || !cluster.kubernetes.value.nodes.seen) {
    return [];
  }
  const nodes = [...clusterIndex(cluster).nodes.values()];
  const present = new Set(nodes.map(({ nodegroup }) => nodegroup));
  return [
    ...valueOr(cluster.nodegroups, [])
      .filter(
        ({ name, status }) =>
          !present.has(name) && !/^(DELETING|CREATE_FAILED)$/.test(status),
      )
      .map(group => ofGroup(group, cluster)),
    ...(cluster.autoMode &&
    !nodes.some(({ computeType }) => computeType === 'auto')
      ? [ofAutoMode()]
      : []),
  ];
});

function ofGroup(group: NodegroupFacts, cluster: ClusterFacts): PlaceNode {
  const os = group.amiType.startsWith('WINDOWS') ? 'windows' : 'linux';
  const arch = architectureOf(group.amiType);
  const future = `node group ${group.name}`;
  return {
    name: `a new node of ${future}`,
    future,
    labels: {
      'kubernetes.io/os': os,
      'beta.kubernetes.io/os': os,
      ...(arch
        ? { 'kubernetes.io/arch': arch, 'beta.kubernetes.io/arch': arch }
        : {}),
      'eks.amazonaws.com/nodegroup': group.name,
      ...group.labels,
    },
    taints: group.taints,
    os,
    computeType: cluster.outpost ? 'outpost' : 'ec2',
    nodegroup: group.name,
    ready: true,
  };
}

function architectureOf(amiType: string): string | undefined {
  if (/ARM_64/.test(amiType)) {
    return 'arm64';
  }
  return /x86_64/.test(amiType) ? 'amd64' : undefined;
}

function ofAutoMode(): PlaceNode {
  return {
    name: 'a new node of EKS Auto Mode',
    future: 'EKS Auto Mode',
    labels: {
      'kubernetes.io/os': 'linux',
      'beta.kubernetes.io/os': 'linux',
      'eks.amazonaws.com/compute-type': 'auto',
    },
    taints: [],
    os: 'linux',
    computeType: 'auto',
    ready: true,
  };
}
