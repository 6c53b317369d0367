import type { WorkloadSpec } from '../account/schema';
import type { AccountState, Cluster, PodBinding } from '../state/types';
import { controllerOf, type KubeObject } from './objects';
import { stableNumber } from './names';
import type { ObjectStore } from './store/store';
import type { NodeKind } from './workloads/nodes';

/** One cluster's inside: its objects, and what is known of them beside their manifests. */
export interface ClusterContext {
  readonly cluster: Cluster;
  readonly state: AccountState;
  readonly store: ObjectStore;
  /** What the account file (or an add-on) says of a top-level controller or bare pod, by `topKey`. */
  readonly specs: Map<string, WorkloadSpec>;
  /** Objects that an add-on brought: `objectKey` to the add-on's name. */
  readonly addonObjects: Map<string, string>;
  /** What the webhook injected, by the pod's uid. */
  readonly bindings: Map<string, PodBinding>;
  /** While the account file's workloads are being made: since when they have been running. */
  settling?: Settling;
  /** Where nodes come from, by name. */
  readonly nodeKinds: Map<string, NodeKind>;
  /** The next number of a series, for generated names and addresses. */
  next(series: string): number;
}

/** A workload that has been there since before the simulator started. */
export interface Settling {
  createdAt: Date;
  podsCreatedAt: Date;
  injection: NonNullable<WorkloadSpec['injection']>;
}

/** Counters for `ClusterContext.next`. */
export function createCounters(): (series: string) => number {
  const counters = new Map<string, number>();
  return series => {
    const value = (counters.get(series) ?? 0) + 1;
    counters.set(series, value);
    return value;
  };
}

/** Kind, namespace and name: what an object keeps when it is made anew. */
export function objectKey(object: {
  kind: string;
  metadata: { namespace?: string; name: string };
}): string {
  return `${object.kind}/${object.metadata.namespace ?? ''}/${
    object.metadata.name
  }`;
}

/** The object that controls another one, if it is there. */
export function findController(
  context: ClusterContext,
  object: KubeObject,
): KubeObject | undefined {
  const reference = controllerOf(object);
  const resource =
    reference &&
    context.store.registry.byKind(reference.apiVersion, reference.kind);
  const found =
    resource &&
    context.store.get(resource, object.metadata.namespace, reference.name);
  return found && found.metadata.uid === reference?.uid ? found : undefined;
}

/** The topmost controller of an object that is in the cluster; the object itself where there is none. */
export function topController(
  context: ClusterContext,
  object: KubeObject,
): KubeObject {
  let top = object;
  for (
    let next = findController(context, top);
    next;
    next = findController(context, top)
  ) {
    top = next;
    if (context.specs.has(objectKey(top))) {
      break;
    }
  }
  return top;
}

/** What the account file says of the workload that an object belongs to. */
export function specOf(
  context: ClusterContext,
  object: KubeObject,
): WorkloadSpec | undefined {
  return context.specs.get(objectKey(topController(context, object)));
}

/** Seconds of AWS's time until a point of the clock, 0 where it has passed. */
export function secondsUntil(state: AccountState, time: Date): number {
  const { clock } = state;
  return (
    (Math.max(0, time.getTime() - clock.now().getTime()) * clock.timeScale) /
    1000
  );
}

/** An address in the cluster's range: IPv4 in 10.0.0.0/16, or IPv6 where the cluster is of that family. */
export function podAddress(context: ClusterContext): string {
  const number = context.next('address') + 255;
  return context.cluster.ipFamily === 'ipv6'
    ? `2600:1f18:${stableNumber(context.cluster.arn, 0xffff).toString(
        16,
      )}:7c00::${number.toString(16)}`
    : `10.0.${128 + ((number >> 8) % 128)}.${number & 0xff}`;
}
