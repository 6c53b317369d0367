import type { Controller, Node, Pod, PodSpec } from '../objects';
import { specOf, type ClusterContext } from '../context';
import { isActive, isPodReady } from '../workloads/podStatus';
import { generatedName, podFrom } from '../workloads/pods';
import { isPlace, nodeFits } from '../workloads/scheduler';
import {
  podsOf,
  resolveShare,
  setStatus,
  type Reconcile,
  type Workshop,
} from './controller';
import { presentRevision, revisionLabel, type Revision } from './revisions';

/** What every DaemonSet pod tolerates beside its own tolerations (Kubernetes' DaemonSet controller). */
const daemonTolerations = [
  ['not-ready', 'NoExecute'],
  ['unreachable', 'NoExecute'],
  ['disk-pressure', 'NoSchedule'],
  ['memory-pressure', 'NoSchedule'],
  ['pid-pressure', 'NoSchedule'],
  ['unschedulable', 'NoSchedule'],
].map(([name, effect]) => ({
  key: `node.kubernetes.io/${name}`,
  operator: 'Exists',
  effect,
}));

function daemonSpec(spec: PodSpec): PodSpec {
  return {
    ...spec,
    tolerations: [...(spec.tolerations ?? []), ...daemonTolerations],
  };
}

/** The nodes that the set's pods belong on. Fargate runs no DaemonSets. */
function nodesFor(context: ClusterContext, set: Controller): Node[] {
  const { store, nodeKinds } = context;
  const spec = daemonSpec(set.spec.template.spec);
  const runsOn = specOf(context, set)?.runsOn;
  const system = runsOn === 'windows' ? { os: { name: 'windows' } } : {};
  return (store.list(store.resource('v1', 'Node')) as Node[]).filter(
    node =>
      nodeKinds.get(node.metadata.name) !== 'fargate' &&
      (!runsOn || isPlace(context, node, runsOn)) &&
      nodeFits(
        { ...node, spec: { ...node.spec, unschedulable: false } },
        { ...system, ...spec },
      ),
  );
}

/** The affinity with which a DaemonSet binds a pod to its node. */
function boundTo(spec: PodSpec, node: string): PodSpec {
  const { nodeAffinity, ...others } = (spec.affinity ?? {}) as {
    nodeAffinity?: Record<string, unknown>;
  };
  return {
    ...spec,
    affinity: {
      ...others,
      nodeAffinity: {
        ...nodeAffinity,
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            {
              matchFields: [
                { key: 'metadata.name', operator: 'In', values: [node] },
              ],
            },
          ],
        },
      },
    },
  };
}

function createPod(
  workshop: Workshop,
  set: Controller,
  node: string,
  revision: Revision,
): void {
  const prefix = `${set.metadata.name}-`;
  const pod = podFrom(
    set.spec.template,
    set,
    generatedName(workshop.context, prefix),
    {
      generateName: prefix,
      labels: {
        [revisionLabel]: String(revision.metadata.labels?.[revisionLabel]),
        'pod-template-generation': String(set.metadata.generation ?? 1),
      },
    },
  );
  workshop.pods.create(
    { ...pod, spec: boundTo(daemonSpec(set.spec.template.spec), node) },
    node,
  );
}

function roll(
  workshop: Workshop,
  set: Controller,
  outdated: Pod[],
  desired: number,
): void {
  const strategy = (set.spec.updateStrategy ?? {}) as {
    type?: string;
    rollingUpdate?: { maxUnavailable?: unknown };
  };
  if (strategy.type === 'OnDelete') {
    return;
  }
  const allowed = Math.max(
    1,
    resolveShare(strategy.rollingUpdate?.maxUnavailable ?? 1, desired, 'up'),
  );
  const ready = podsOf(workshop, set).filter(isPodReady).length;
  const broken = outdated.filter(pod => !isPodReady(pod));
  broken.forEach(pod => workshop.pods.stop(pod));
  outdated
    .filter(isPodReady)
    .slice(0, Math.max(0, allowed - (desired - ready)))
    .forEach(pod => workshop.pods.stop(pod));
}

/** Keeps one pod on each node that fits, and rolls them as its strategy says. */
export const reconcileDaemonSet: Reconcile = (workshop, object) => {
  const set = object as Controller;
  const revision = presentRevision(workshop, set);
  const hash = String(revision.metadata.labels?.[revisionLabel]);
  const wanted = new Set(
    nodesFor(workshop.context, set).map(({ metadata }) => metadata.name),
  );
  const isUpdated = (pod: Pod) => pod.metadata.labels?.[revisionLabel] === hash;
  const taken = new Set<string>();
  for (const pod of podsOf(workshop, set)) {
    const node = pod.spec.nodeName ?? '';
    if (pod.metadata.deletionTimestamp) {
      taken.add(node);
    } else if (!wanted.has(node) || taken.has(node) || !isActive(pod)) {
      workshop.pods.stop(pod);
    } else {
      taken.add(node);
    }
  }
  for (const node of wanted) {
    if (!taken.has(node)) {
      createPod(workshop, set, node, revision);
    }
  }
  const present = podsOf(workshop, set).filter(isActive);
  roll(
    workshop,
    set,
    present.filter(pod => !isUpdated(pod)),
    wanted.size,
  );
  const pods = podsOf(workshop, set).filter(isActive);
  const ready = pods.filter(isPodReady).length;
  setStatus(workshop, set, {
    currentNumberScheduled: pods.length,
    numberMisscheduled: 0,
    desiredNumberScheduled: wanted.size,
    numberReady: ready,
    observedGeneration: set.metadata.generation,
    updatedNumberScheduled: pods.filter(isUpdated).length,
    ...(ready > 0 && { numberAvailable: ready }),
    ...(wanted.size > ready && { numberUnavailable: wanted.size - ready }),
  });
};
