import type { FargateProfile } from '../../state/types';
import { specOf, type ClusterContext } from '../context';
import type { KubeObject, Node, Pod, PodSpec, Taint } from '../objects';
import { matchesExpression } from '../store/selectors';
import type { NewObject } from '../store/store';

type NodeSelectorTerm = {
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
  matchFields?: { key: string; operator: string; values?: string[] }[];
};

const computeTypeLabel = 'eks.amazonaws.com/compute-type';

/** Is the node ready? */
export function isReady(node: KubeObject): boolean {
  const conditions = (node.status?.conditions ?? []) as {
    type: string;
    status: string;
  }[];
  return conditions.some(
    ({ type, status }) => type === 'Ready' && status === 'True',
  );
}

function tolerates(spec: PodSpec, taint: Taint): boolean {
  return (spec.tolerations ?? []).some(
    toleration =>
      (!toleration.effect || toleration.effect === taint.effect) &&
      (toleration.operator === 'Exists'
        ? !toleration.key || toleration.key === taint.key
        : toleration.key === taint.key &&
          (toleration.value ?? '') === (taint.value ?? '')),
  );
}

function affinityTerms(spec: PodSpec): NodeSelectorTerm[] | undefined {
  const affinity = spec.affinity as
    | {
        nodeAffinity?: {
          requiredDuringSchedulingIgnoredDuringExecution?: {
            nodeSelectorTerms?: NodeSelectorTerm[];
          };
        };
      }
    | undefined;
  return affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
    ?.nodeSelectorTerms;
}

function osOf(spec: PodSpec): string {
  return spec.os?.name ?? spec.nodeSelector?.['kubernetes.io/os'] ?? 'linux';
}

/** Do operating system, selector, affinity and taints of a node admit a pod of this spec? */
export function nodeFits(node: Node, spec: PodSpec): boolean {
  const labels = node.metadata.labels ?? {};
  const fields: Record<string, string> = {
    'metadata.name': node.metadata.name,
  };
  const terms = affinityTerms(spec);
  return (
    labels['kubernetes.io/os'] === osOf(spec) &&
    node.spec.unschedulable !== true &&
    Object.entries(spec.nodeSelector ?? {}).every(
      ([key, value]) => labels[key] === value,
    ) &&
    (!terms ||
      terms.some(
        term =>
          (term.matchExpressions ?? []).every(each =>
            matchesExpression(each, labels),
          ) &&
          (term.matchFields ?? []).every(each =>
            matchesExpression(each, fields),
          ),
      )) &&
    (node.spec.taints ?? []).every(
      taint => taint.effect === 'PreferNoSchedule' || tolerates(spec, taint),
    )
  );
}

/** Where `runsOn` of the account file lets pods run: a kind of node, a node group or a node. */
export function isPlace(
  context: ClusterContext,
  node: Node,
  runsOn: string,
): boolean {
  const { name, labels = {} } = node.metadata;
  return (
    name === runsOn ||
    labels['eks.amazonaws.com/nodegroup'] === runsOn ||
    (runsOn === 'windows' && labels['kubernetes.io/os'] === 'windows') ||
    context.nodeKinds.get(name) === runsOn
  );
}

function globMatches(pattern: string, text: string): boolean {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`).test(text);
}

/** The Fargate profile that takes a pod: the first whose selector fits namespace and labels. */
export function fargateProfileFor(
  context: ClusterContext,
  pod: NewObject | Pod,
): FargateProfile | undefined {
  const labels = pod.metadata.labels ?? {};
  return [...context.cluster.fargateProfiles.values()].find(profile =>
    profile.selectors.some(
      selector =>
        globMatches(selector.namespace, pod.metadata.namespace ?? 'default') &&
        Object.entries(selector.labels ?? {}).every(
          ([key, value]) => key in labels && globMatches(value, labels[key]),
        ),
    ),
  );
}

/** Pods go there only when nothing else fits, or when they are told to: real clusters keep them apart by taints. */
const remoteKinds: ReadonlySet<string> = new Set(['hybrid', 'outposts']);

/** What the scheduler decides for a pod. */
export type Placement =
  | { kind: 'node'; name: string }
  | { kind: 'fargate'; profile: string }
  | { kind: 'none'; message: string };

/**
 * Picks the node of a pod: a Fargate node of its own where a profile matches, else the node that
 * fits and has the fewest pods.
 * @param podsOn - number of pods by node name.
 */
export function place(
  context: ClusterContext,
  pod: NewObject,
  podsOn: ReadonlyMap<string, number>,
): Placement {
  const spec = pod.spec as PodSpec;
  const runsOn = specOf(context, pod as KubeObject)?.runsOn;
  const profile = fargateProfileFor(context, pod);
  if (runsOn === 'fargate' || (profile && !runsOn)) {
    return { kind: 'fargate', profile: profile?.name ?? 'default' };
  }
  const nodes = context.store.list(
    context.store.resource('v1', 'Node'),
  ) as Node[];
  const own = nodes.filter(
    node => node.metadata.labels?.[computeTypeLabel] !== 'fargate',
  );
  const fitting = own.filter(node => {
    if (runsOn && !isPlace(context, node, runsOn)) {
      return false;
    }
    return nodeFits(
      node,
      runsOn === 'windows' && !spec.os
        ? { ...spec, os: { name: 'windows' } }
        : spec,
    );
  });
  const near = fitting.filter(
    node => !remoteKinds.has(context.nodeKinds.get(node.metadata.name) ?? ''),
  );
  const candidates = near.length > 0 ? near : fitting;
  const ready = candidates.filter(isReady);
  const best = (ready.length > 0 ? ready : candidates).reduce<Node | undefined>(
    (chosen, node) =>
      !chosen ||
      (podsOn.get(node.metadata.name) ?? 0) <
        (podsOn.get(chosen.metadata.name) ?? 0)
        ? node
        : chosen,
    undefined,
  );
  return best
    ? { kind: 'node', name: best.metadata.name }
    : {
        kind: 'none',
        message: `0/${nodes.length} nodes are available: ${nodes.length} node(s) didn't match Pod's node affinity/selector. preemption: 0/${nodes.length} nodes are available: ${nodes.length} Preemption is not helpful for scheduling.`,
      };
}
