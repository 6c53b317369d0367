import {
  ClusterFacts,
  ControllerFacts,
  FargateProfileFacts,
  PodFacts,
  PodSpecFacts,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { clusterIndex } from './clusterIndex';
import { innerSight, valueOr } from './evidence';
import { memo } from './memo';
import { admits, admitsLater, futureNodes, PlaceNode } from './nodeAdmission';
import { isLive } from './podEnvironment';
import { fits, patternOf } from './policy/patterns';

/** Where a pod runs, or where a template's next pod would. */
export interface Place {
  /** `Pod orders/api-7c9`, `Deployment orders/api`. */
  what: string;
  /** `next`: the restart is the switch, so where a template's pods may go then counts as much as where they run. */
  when: 'running' | 'next';
  pod?: PodFacts;
  controller?: ControllerFacts;
  spec: PodSpecFacts;
  compute:
    | { kind: 'fargate'; because: string }
    | { kind: 'windows'; because: string }
    | { kind: 'nodes'; nodes: PlaceNode[] }
    /** Nobody can say; why in words. */
    | { kind: 'unknown'; because: string; permission?: string };
}

const FARGATE_LABEL = 'eks.amazonaws.com/fargate-profile';
const OS_LABELS = ['kubernetes.io/os', 'beta.kubernetes.io/os'];

/** Every place that counts for a workload: its pods as they are scheduled, and its controllers by their templates. */
export const placesOf = memo((workload: WorkloadSubject): Place[] => {
  const { cluster } = workload;
  const pods = valueOr(workload.pods, []).filter(isLive);
  const bare = new Set(
    pods.flatMap(({ owner, name }) => (owner ? [] : [name])),
  );
  return [
    ...pods.map(pod => podPlace(cluster, pod)),
    ...valueOr(workload.controllers, [])
      // A bare pod is its own template, and nothing starts it again.
      .filter(({ kind, name }) => !(kind === 'Pod' && bare.has(name)))
      .map(controller => templatePlace(cluster, controller)),
  ];
});

function podPlace(cluster: ClusterFacts, pod: PodFacts): Place {
  const what = `Pod ${pod.namespace}/${pod.name}`;
  const profile = pod.labels[FARGATE_LABEL];
  if (profile !== undefined || pod.nodeName?.startsWith('fargate-')) {
    return {
      what,
      when: 'running',
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
      when: 'running',
      pod,
      spec: pod,
      compute: { kind: 'windows', because: windows },
    };
  }
  if (!pod.nodeName) {
    return {
      what,
      when: 'running',
      pod,
      spec: pod,
      compute: eligible(cluster, pod, {
        namespace: pod.namespace,
        labels: pod.labels,
        kind: pod.owner?.kind,
      }),
    };
  }
  const node = clusterIndex(cluster).nodes.get(pod.nodeName);
  return {
    what,
    when: 'running',
    pod,
    spec: pod,
    compute: node ? nodePlace([node]) : unseenNode(cluster, pod.nodeName),
  };
}

function nodePlace(nodes: PlaceNode[]): Place['compute'] {
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
  const { kind, namespace, name, templateLabels: labels } = controller;
  return {
    what: `${kind} ${namespace}/${name}`,
    when: 'next',
    controller,
    spec: controller,
    compute: eligible(cluster, controller, { namespace, labels, kind }),
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
  pod: { namespace: string; labels: Record<string, string>; kind?: string },
): Place['compute'] {
  const windows = windowsReason(spec);
  if (windows) {
    return { kind: 'windows', because: windows };
  }
  // Fargate runs no DaemonSets (EKS user guide, fargate, considerations).
  const fargate =
    pod.kind === 'DaemonSet' ? undefined : onFargate(cluster, pod);
  if (fargate) {
    return fargate;
  }
  const nodes = innerSight(cluster.kubernetes, part => part.nodes);
  if (!nodes.seen) {
    return {
      kind: 'unknown',
      because: `nodes of ${cluster.name}: ${nodes.reason}`,
      permission: nodes.permission ?? 'kubernetes: list nodes',
    };
  }
  const admitted = admittedNodes(cluster, spec);
  return admitted.length
    ? { kind: 'nodes', nodes: admitted }
    : {
        kind: 'unknown',
        because: 'no node of the cluster admits its pods now',
      };
}

/** Linux nodes for a pod, those of groups without nodes among them; where all are closed for a while, those that open again. */
function admittedNodes(cluster: ClusterFacts, spec: PodSpecFacts): PlaceNode[] {
  const nodes: PlaceNode[] = [
    ...clusterIndex(cluster).nodes.values(),
    ...futureNodes(cluster),
  ].filter(
    ({ os, computeType }) => os !== 'windows' && computeType !== 'fargate',
  );
  const now = nodes.filter(node => node.ready && admits(node, spec));
  return now.length ? now : nodes.filter(node => admitsLater(node, spec));
}

/** What Fargate profiles say of a pod: it goes there, it stays away (undefined), or nobody can say. */
function onFargate(
  cluster: ClusterFacts,
  { namespace, labels }: { namespace: string; labels: Record<string, string> },
): Place['compute'] | undefined {
  if (!cluster.fargateProfiles.seen) {
    return {
      kind: 'unknown',
      because: `Fargate profiles of ${cluster.name}: ${cluster.fargateProfiles.reason}`,
      permission:
        cluster.fargateProfiles.permission ?? 'eks:ListFargateProfiles',
    };
  }
  const selecting = cluster.fargateProfiles.value.filter(
    profile =>
      profile.status !== 'CREATE_FAILED' && selects(profile, namespace, labels),
  );
  const profile =
    selecting.find(({ status }) => status !== 'DELETING') ?? selecting[0];
  if (!profile) {
    return undefined;
  }
  return profile.status === 'DELETING'
    ? {
        kind: 'unknown',
        because: `Fargate profile ${profile.name} selects namespace ${namespace}, and is being deleted`,
      }
    : {
        kind: 'fargate',
        because: `Fargate profile ${profile.name} selects namespace ${namespace}`,
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
