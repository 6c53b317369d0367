import {
  ClusterFacts,
  ControllerFacts,
  FargateProfileFacts,
  NodeFacts,
  PodFacts,
  PodSpecFacts,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { labelsMatch } from '../services/labelSelector';
import { clusterIndex } from './clusterIndex';
import { innerSight, valueOr } from './evidence';
import { groupBy, memo } from './memo';
import { isLive } from './podEnvironment';
import { fits, patternOf } from './policy/patterns';

/** Where a pod runs, or where a template's next pod would. */
export interface Place {
  /** `Pod orders/api-7c9`, `Deployment orders/api`. */
  what: string;
  pod?: PodFacts;
  controller?: ControllerFacts;
  spec: PodSpecFacts;
  compute:
    | { kind: 'fargate'; because: string }
    | { kind: 'windows'; because: string }
    | { kind: 'nodes'; nodes: NodeFacts[] }
    /** Nobody can say; why in words. */
    | { kind: 'unknown'; because: string; permission?: string };
}

const FARGATE_LABEL = 'eks.amazonaws.com/fargate-profile';
const OS_LABELS = ['kubernetes.io/os', 'beta.kubernetes.io/os'];

/** Every place where a workload runs: its pods as they are scheduled, and controllers without pods by their templates. */
export function placesOf(workload: WorkloadSubject): Place[] {
  const { cluster } = workload;
  const pods = valueOr(workload.pods, []).filter(isLive);
  const owners = groupBy(pods, ({ owner }) => `${owner?.kind}/${owner?.name}`);
  return [
    ...pods.map(pod => podPlace(cluster, pod)),
    ...valueOr(workload.controllers, [])
      .filter(({ kind, name }) => !owners.has(`${kind}/${name}`))
      .map(controller => templatePlace(cluster, controller)),
  ];
}

function podPlace(cluster: ClusterFacts, pod: PodFacts): Place {
  const what = `Pod ${pod.namespace}/${pod.name}`;
  const profile = pod.labels[FARGATE_LABEL];
  if (profile !== undefined || pod.nodeName?.startsWith('fargate-')) {
    return {
      what,
      pod,
      spec: pod,
      compute: {
        kind: 'fargate',
        because: profile
          ? `label ${FARGATE_LABEL}: ${profile}`
          : `node ${pod.nodeName}`,
      },
    };
  }
  const windows = windowsReason(pod);
  if (windows) {
    return {
      what,
      pod,
      spec: pod,
      compute: { kind: 'windows', because: windows },
    };
  }
  if (!pod.nodeName) {
    return {
      what,
      pod,
      spec: pod,
      compute: eligible(cluster, pod, pod.namespace, pod.labels),
    };
  }
  const node = clusterIndex(cluster).nodes.get(pod.nodeName);
  return {
    what,
    pod,
    spec: pod,
    compute: node ? nodePlace([node]) : unseenNode(cluster, pod.nodeName),
  };
}

function nodePlace(nodes: NodeFacts[]): Place['compute'] {
  const [node] = nodes;
  if (node.computeType === 'fargate') {
    return { kind: 'fargate', because: `node ${node.name}` };
  }
  if (node.os === 'windows') {
    return { kind: 'windows', because: `node ${node.name} runs Windows` };
  }
  return { kind: 'nodes', nodes };
}

function unseenNode(cluster: ClusterFacts, name: string): Place['compute'] {
  const nodes = innerSight(cluster.kubernetes, part => part.nodes);
  return nodes.seen
    ? {
        kind: 'unknown',
        because: `node ${name} is not in the cluster's list of nodes`,
      }
    : {
        kind: 'unknown',
        because: `node ${name}: ${nodes.reason}`,
        permission: nodes.permission ?? 'kubernetes: list nodes',
      };
}

function templatePlace(
  cluster: ClusterFacts,
  controller: ControllerFacts,
): Place {
  const { kind, namespace, name, templateLabels } = controller;
  return {
    what: `${kind} ${namespace}/${name}`,
    controller,
    spec: controller,
    compute: eligible(cluster, controller, namespace, templateLabels),
  };
}

function windowsReason(spec: PodSpecFacts): string | undefined {
  if (spec.os === 'windows') {
    return 'spec.os is windows';
  }
  const label = OS_LABELS.find(key => spec.nodeSelector[key] === 'windows');
  if (label) {
    return `nodeSelector ${label}: windows`;
  }
  const required = spec.requiredNodeLabels.find(
    ({ key, operator, values }) =>
      OS_LABELS.includes(key) &&
      operator === 'In' &&
      values.length > 0 &&
      values.every(value => value === 'windows'),
  );
  return required && `node affinity ${required.key} In windows`;
}

/** Where the scheduler may put a pod: Fargate where a profile selects it, else nodes that its selectors admit. */
function eligible(
  cluster: ClusterFacts,
  spec: PodSpecFacts,
  namespace: string,
  labels: Record<string, string>,
): Place['compute'] {
  const windows = windowsReason(spec);
  if (windows) {
    return { kind: 'windows', because: windows };
  }
  if (!cluster.fargateProfiles.seen) {
    return {
      kind: 'unknown',
      because: `Fargate profiles of ${cluster.name}: ${cluster.fargateProfiles.reason}`,
      permission:
        cluster.fargateProfiles.permission ?? 'eks:ListFargateProfiles',
    };
  }
  const profile = cluster.fargateProfiles.value.find(candidate =>
    selects(candidate, namespace, labels),
  );
  if (profile) {
    return {
      kind: 'fargate',
      because: `Fargate profile ${profile.name} selects namespace ${namespace}`,
    };
  }
  const nodes = innerSight(cluster.kubernetes, part => part.nodes);
  if (!nodes.seen) {
    return {
      kind: 'unknown',
      because: `nodes of ${cluster.name}: ${nodes.reason}`,
      permission: nodes.permission ?? 'kubernetes: list nodes',
    };
  }
  const admitted = [...clusterIndex(cluster).nodes.values()].filter(
    node =>
      node.os !== 'windows' &&
      node.computeType !== 'fargate' &&
      admits(node, spec),
  );
  return admitted.length
    ? { kind: 'nodes', nodes: admitted }
    : {
        kind: 'unknown',
        because: 'no node of the cluster admits its pods now',
      };
}

/** Selectors of Fargate profiles may have `*` and `?` (EKS user guide, fargate-profile). */
function selects(
  { selectors }: FargateProfileFacts,
  namespace: string,
  labels: Record<string, string>,
): boolean {
  return selectors.some(
    selector =>
      fits(namespace, patternOf(selector.namespace)) &&
      Object.entries(selector.labels).every(
        ([key, value]) =>
          labels[key] !== undefined && fits(labels[key], patternOf(value)),
      ),
  );
}

const requirementsOf = memo((selector: Record<string, string>) =>
  Object.entries(selector).map(([key, value]) => ({
    key,
    operator: 'In',
    values: [value],
  })),
);

/** Whether a node's labels and taints admit a pod. */
export function admits(node: NodeFacts, spec: PodSpecFacts): boolean {
  return (
    labelsMatch(node.labels, requirementsOf(spec.nodeSelector)) &&
    labelsMatch(node.labels, spec.requiredNodeLabels) &&
    untolerated(node, spec) === undefined
  );
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
