import type { ScheduledTask } from '../../state/clock';
import type { ClusterContext } from '../context';
import type { Controller, KubeObject, Pod } from '../objects';
import type { NewObject } from '../store/store';
import { isActive, isPodReady } from '../workloads/podStatus';
import type { Pods } from '../workloads/pods';

/** What a controller's reconciliation works with. */
export interface Workshop {
  context: ClusterContext;
  pods: Pods;
  /** By the uid of a Deployment: the ReplicaSet that it rolls over to, and since when (ms). */
  rollouts: Map<string, { set: string; since: number }>;
  /** Uids of Job pods whose end is set. */
  finishing: Set<string>;
  /** What CronJobs wait for, by uid. */
  alarms: Map<string, { purpose: string; task?: ScheduledTask }>;
  /** By the uid of a custom controller's pod: the hash of the template that it was made from. */
  templates: Map<string, string>;
  /** Has an object looked at again after a time. @param seconds - of AWS's time. */
  later(object: KubeObject, seconds: number): void;
}

/** Brings the world one step nearer to what an object says; called again after every change around it. */
export type Reconcile = (workshop: Workshop, object: KubeObject) => void;

/** Creates an object of a controller: at the workload's time while the account file's are made, else now. */
export function createOwned(
  { context }: Workshop,
  object: NewObject,
): KubeObject {
  return context.store.create(
    object,
    context.settling?.createdAt ?? context.state.clock.now(),
  );
}

/** The pods that an object controls, stopping ones included. */
export function podsOf({ context }: Workshop, owner: KubeObject): Pod[] {
  return context.store
    .dependents(owner.metadata.uid)
    .filter(({ kind }) => kind === 'Pod') as Pod[];
}

/** Counts of pods as most status objects show them. */
export function countPods(pods: Pod[]): { active: Pod[]; ready: number } {
  const active = pods.filter(isActive);
  return { active, ready: active.filter(isPodReady).length };
}

/** Writes the status of an object, if it is still there; nothing happens where it is the same. */
export function setStatus(
  { context }: Workshop,
  object: KubeObject,
  status: Record<string, unknown>,
): void {
  const { store } = context;
  const current = store.get(
    store.registry.ensure(object),
    object.metadata.namespace,
    object.metadata.name,
  );
  if (current && current.metadata.uid === object.metadata.uid) {
    store.update({ ...current, status });
  }
}

/**
 * `25%` or a number, of a total.
 * @param round - up for surge, down for unavailability, as Kubernetes does.
 */
export function resolveShare(
  value: unknown,
  total: number,
  round: 'up' | 'down',
): number {
  if (typeof value === 'string' && value.endsWith('%')) {
    const share = (Number.parseFloat(value) / 100) * total;
    return round === 'up' ? Math.ceil(share) : Math.floor(share);
  }
  return Number(value ?? 0);
}

/** The pods to stop first when there are too many: not ready before ready, new before old. */
export function inOrderOfDispensability(pods: Pod[]): Pod[] {
  return [...pods].sort(
    (a, b) =>
      Number(isPodReady(a)) - Number(isPodReady(b)) ||
      b.metadata.creationTimestamp.localeCompare(
        a.metadata.creationTimestamp,
      ) ||
      a.metadata.name.localeCompare(b.metadata.name),
  );
}

/** Number of pods that a controller wants; 1 where it does not say. */
export function wantedReplicas(object: KubeObject): number {
  return (object as Controller).spec.replicas ?? 1;
}
