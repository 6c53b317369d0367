import type { Controller, Pod } from '../objects';
import { isActive, isPodReady } from '../workloads/podStatus';
import { podFrom } from '../workloads/pods';
import {
  podsOf,
  setStatus,
  wantedReplicas,
  type Reconcile,
  type Workshop,
} from './controller';
import {
  presentRevision,
  revisionLabel,
  revisionsOf,
  type Revision,
} from './revisions';

function ordinalOf(pod: Pod): number {
  return Number(/-(\d+)$/.exec(pod.metadata.name)?.[1] ?? -1);
}

function createPod(
  workshop: Workshop,
  set: Controller,
  ordinal: number,
  revision: Revision,
): Pod {
  const name = `${set.metadata.name}-${ordinal}`;
  const pod = podFrom(revision.data.spec.template, set, name, {
    generateName: `${set.metadata.name}-`,
    labels: {
      'apps.kubernetes.io/pod-index': String(ordinal),
      [revisionLabel]: revision.metadata.name,
      'statefulset.kubernetes.io/pod-name': name,
    },
  });
  return workshop.pods.create({
    ...pod,
    spec: {
      ...pod.spec,
      hostname: name,
      ...(set.spec.serviceName !== undefined && {
        subdomain: set.spec.serviceName,
      }),
    },
  });
}

interface Rollout {
  update: Revision;
  /** What pods below the partition, and those not yet updated, are made from. */
  current: Revision;
  partition: number;
  rolling: boolean;
}

function rolloutOf(workshop: Workshop, set: Controller): Rollout {
  const strategy = (set.spec.updateStrategy ?? {}) as {
    type?: string;
    rollingUpdate?: { partition?: number };
  };
  const update = presentRevision(workshop, set);
  const current =
    revisionsOf(workshop, set).find(
      ({ metadata }) => metadata.name === set.status?.currentRevision,
    ) ?? update;
  return {
    update,
    current,
    partition: strategy.rollingUpdate?.partition ?? 0,
    rolling: strategy.type !== 'OnDelete',
  };
}

function revisionName(pod: Pod): string | undefined {
  return pod.metadata.labels?.[revisionLabel];
}

/** Makes missing pods, one after the other unless the set says Parallel. @returns true when it has to wait. */
function fill(workshop: Workshop, set: Controller, rollout: Rollout): boolean {
  const byOrdinal = new Map(
    podsOf(workshop, set).map(pod => [ordinalOf(pod), pod]),
  );
  const parallel = set.spec.podManagementPolicy === 'Parallel';
  for (let ordinal = 0; ordinal < wantedReplicas(set); ordinal++) {
    const existing = byOrdinal.get(ordinal);
    if (existing?.metadata.deletionTimestamp) {
      if (!parallel) {
        return true;
      }
      continue;
    }
    const old = rollout.rolling && ordinal < rollout.partition;
    const pod =
      existing ??
      createPod(workshop, set, ordinal, old ? rollout.current : rollout.update);
    if (!parallel && !isPodReady(pod)) {
      return true;
    }
  }
  return false;
}

/** Scales down from the highest ordinal, one at a time. */
function shrink(workshop: Workshop, set: Controller): boolean {
  const surplus = podsOf(workshop, set)
    .filter(pod => ordinalOf(pod) >= wantedReplicas(set))
    .sort((a, b) => ordinalOf(b) - ordinalOf(a));
  if (surplus.length > 0) {
    workshop.pods.stop(surplus[0]);
  }
  return surplus.length > 0;
}

/** Replaces the outdated pod with the highest ordinal, when all others are ready. */
function roll(workshop: Workshop, set: Controller, rollout: Rollout): void {
  const pods = podsOf(workshop, set).sort(
    (a, b) => ordinalOf(b) - ordinalOf(a),
  );
  for (const pod of pods) {
    const outdated =
      ordinalOf(pod) >= rollout.partition &&
      revisionName(pod) !== rollout.update.metadata.name;
    if (outdated) {
      workshop.pods.stop(pod);
      return;
    }
    if (!isPodReady(pod)) {
      return;
    }
  }
}

/** Keeps the pods name-0 … of a StatefulSet, and rolls them as its strategy says. */
export const reconcileStatefulSet: Reconcile = (workshop, object) => {
  const set = object as Controller;
  const rollout = rolloutOf(workshop, set);
  const waits = fill(workshop, set, rollout) || shrink(workshop, set);
  if (rollout.rolling && !waits) {
    roll(workshop, set, rollout);
  }
  const pods = podsOf(workshop, set).filter(isActive);
  const ready = pods.filter(isPodReady);
  const updated = pods.filter(
    pod => revisionName(pod) === rollout.update.metadata.name,
  );
  const done =
    updated.length === wantedReplicas(set) && ready.length === updated.length;
  const current = done ? rollout.update : rollout.current;
  const replicas = podsOf(workshop, set).length;
  setStatus(workshop, set, {
    observedGeneration: set.metadata.generation,
    replicas,
    readyReplicas: ready.length,
    availableReplicas: ready.length,
    currentReplicas: pods.filter(
      pod => revisionName(pod) === current.metadata.name,
    ).length,
    updatedReplicas: updated.length,
    currentRevision: current.metadata.name,
    updateRevision: rollout.update.metadata.name,
    collisionCount: 0,
  });
};
