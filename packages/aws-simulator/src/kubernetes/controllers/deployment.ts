import { templateHash } from '../names';
import {
  timestamp,
  type Controller,
  type KubeObject,
  type PodTemplate,
} from '../objects';
import {
  createOwned,
  podsOf,
  resolveShare,
  setStatus,
  wantedReplicas,
  type Reconcile,
  type Workshop,
} from './controller';
import { replicaSetFor } from './replicaSet';

const revisionAnnotation = 'deployment.kubernetes.io/revision';

interface Rollout {
  deployment: Controller;
  newest: Controller;
  older: Controller[];
  wanted: number;
  maxSurge: number;
  maxUnavailable: number;
}

function plainTemplate(template: PodTemplate): string {
  const { 'pod-template-hash': _, ...labels } = template.metadata.labels ?? {};
  return JSON.stringify({
    ...template,
    metadata: { ...template.metadata, labels },
  });
}

function replicaSetsOf(
  { context }: Workshop,
  deployment: KubeObject,
): Controller[] {
  return context.store
    .dependents(deployment.metadata.uid)
    .filter(({ kind }) => kind === 'ReplicaSet') as Controller[];
}

function revisionOf(set: KubeObject): number {
  return Number(set.metadata.annotations?.[revisionAnnotation] ?? 0);
}

function scale(workshop: Workshop, set: Controller, replicas: number): void {
  if (wantedReplicas(set) !== replicas) {
    workshop.context.store.update({
      ...set,
      metadata: { ...set.metadata, resourceVersion: '' },
      spec: { ...set.spec, replicas },
    });
  }
}

function available(set: KubeObject): number {
  return Number(set.status?.availableReplicas ?? 0);
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/** Finds or makes the ReplicaSet of the present template; going back to an older template takes the old one. */
function newestSet(workshop: Workshop, deployment: Controller): Controller {
  const sets = replicaSetsOf(workshop, deployment);
  const wanted = plainTemplate(deployment.spec.template);
  const found = sets.find(set => plainTemplate(set.spec.template) === wanted);
  const latest = Math.max(0, ...sets.map(revisionOf));
  const { store } = workshop.context;
  if (!found) {
    return createOwned(
      workshop,
      replicaSetFor(deployment, templateHash(deployment.spec.template), 0, {
        'deployment.kubernetes.io/desired-replicas': String(
          wantedReplicas(deployment),
        ),
        [revisionAnnotation]: String(latest + 1),
      }),
    ) as Controller;
  }
  if (revisionOf(found) === latest) {
    return found;
  }
  return store.update({
    ...found,
    metadata: {
      ...found.metadata,
      annotations: {
        ...found.metadata.annotations,
        [revisionAnnotation]: String(latest + 1),
      },
    },
  });
}

/** Since when the present rollout is under way; its deadline brings the Deployment back here. */
function rolloutStart(
  workshop: Workshop,
  deployment: Controller,
  newest: KubeObject,
): number {
  const { settling, state } = workshop.context;
  const { uid } = deployment.metadata;
  const known = workshop.rollouts.get(uid);
  if (known?.set === newest.metadata.uid) {
    return known.since;
  }
  const since = (settling?.createdAt ?? state.clock.now()).getTime();
  workshop.rollouts.set(uid, { set: newest.metadata.uid, since });
  workshop.later(
    deployment,
    Number(deployment.spec.progressDeadlineSeconds ?? 600),
  );
  return since;
}

function rollOver(workshop: Workshop, rollout: Rollout): void {
  const { newest, older, wanted, maxSurge, maxUnavailable } = rollout;
  const total =
    wantedReplicas(newest) + sum(older.map(each => wantedReplicas(each)));
  const room = wanted + maxSurge - total;
  const target =
    wantedReplicas(newest) > wanted
      ? wanted
      : wantedReplicas(newest) +
        Math.max(0, Math.min(room, wanted - wantedReplicas(newest)));
  const unavailableNew = target - Math.min(target, available(newest));
  let spare =
    total +
    (target - wantedReplicas(newest)) -
    (wanted - maxUnavailable) -
    unavailableNew;
  scale(workshop, newest, target);
  // Old pods that do not work anyway go first, then as many as availability allows.
  for (const set of older) {
    const broken = Math.max(0, wantedReplicas(set) - available(set));
    const drop = Math.min(spare, broken);
    if (drop > 0) {
      scale(workshop, set, wantedReplicas(set) - drop);
      spare -= drop;
    }
  }
  let surplus =
    available(newest) +
    sum(older.map(available)) -
    Math.max(0, wanted - maxUnavailable);
  for (const set of [...older].sort((a, b) => revisionOf(a) - revisionOf(b))) {
    const current = workshop.context.store.get(
      workshop.context.store.resource('apps/v1', 'ReplicaSet'),
      set.metadata.namespace,
      set.metadata.name,
    ) as Controller;
    const drop = Math.min(surplus, wantedReplicas(current));
    if (drop > 0) {
      scale(workshop, current, wantedReplicas(current) - drop);
      surplus -= drop;
    }
  }
}

function recreate(workshop: Workshop, rollout: Rollout): void {
  const { newest, older, wanted } = rollout;
  older.forEach(set => scale(workshop, set, 0));
  if (older.every(set => podsOf(workshop, set).length === 0)) {
    scale(workshop, newest, wanted);
  }
}

function forgetOldSets(workshop: Workshop, rollout: Rollout): void {
  const limit = Number(rollout.deployment.spec.revisionHistoryLimit ?? 10);
  const empty = rollout.older
    .filter(
      set => wantedReplicas(set) === 0 && podsOf(workshop, set).length === 0,
    )
    .sort((a, b) => revisionOf(a) - revisionOf(b));
  empty
    .slice(0, Math.max(0, empty.length - limit))
    .forEach(set => workshop.context.store.remove(set));
}

type Condition = { type: string; status: string; [member: string]: unknown };

/** A condition; its times stay while it says the same. */
function condition(
  workshop: Workshop,
  deployment: KubeObject,
  next: { type: string; status: string; reason: string; message: string },
): Condition {
  const before = ((deployment.status?.conditions ?? []) as Condition[]).find(
    ({ type }) => type === next.type,
  );
  const { settling, state } = workshop.context;
  const now = timestamp(settling?.createdAt ?? state.clock.now());
  const same =
    before?.status === next.status &&
    before.reason === next.reason &&
    before.message === next.message;
  return {
    ...next,
    lastUpdateTime: same ? before.lastUpdateTime : now,
    lastTransitionTime:
      before?.status === next.status ? before.lastTransitionTime : now,
  };
}

function progress(
  workshop: Workshop,
  deployment: Controller,
  newest: KubeObject,
  complete: boolean,
) {
  const name = newest.metadata.name;
  if (complete) {
    return {
      type: 'Progressing',
      status: 'True',
      reason: 'NewReplicaSetAvailable',
      message: `ReplicaSet "${name}" has successfully progressed.`,
    };
  }
  const { clock } = workshop.context.state;
  const deadline = clock.scaled(
    Number(deployment.spec.progressDeadlineSeconds ?? 600),
  );
  const age =
    clock.now().getTime() - rolloutStart(workshop, deployment, newest);
  return age >= deadline
    ? {
        type: 'Progressing',
        status: 'False',
        reason: 'ProgressDeadlineExceeded',
        message: `ReplicaSet "${name}" has timed out progressing.`,
      }
    : {
        type: 'Progressing',
        status: 'True',
        reason: 'ReplicaSetUpdated',
        message: `ReplicaSet "${name}" is progressing.`,
      };
}

function writeStatus(workshop: Workshop, rollout: Rollout): void {
  const { wanted, maxUnavailable } = rollout;
  const { store } = workshop.context;
  const deployment = store.update({
    ...rollout.deployment,
    metadata: {
      ...rollout.deployment.metadata,
      annotations: {
        ...rollout.deployment.metadata.annotations,
        [revisionAnnotation]: String(revisionOf(rollout.newest)),
      },
    },
  });
  const sets = replicaSetsOf(workshop, deployment);
  const newest = sets.find(
    ({ metadata }) => metadata.uid === rollout.newest.metadata.uid,
  );
  const count = (member: string) =>
    sum(sets.map(set => Number(set.status?.[member] ?? 0)));
  const replicas = count('replicas');
  const updated = Number(newest?.status?.replicas ?? 0);
  const ready = count('availableReplicas');
  const complete = updated === wanted && replicas === wanted && ready >= wanted;
  const enough = ready >= wanted - maxUnavailable;
  setStatus(workshop, deployment, {
    observedGeneration: deployment.metadata.generation,
    ...(replicas > 0 && { replicas }),
    ...(updated > 0 && { updatedReplicas: updated }),
    ...(ready > 0 && { readyReplicas: ready, availableReplicas: ready }),
    ...(wanted > ready && { unavailableReplicas: wanted - ready }),
    conditions: [
      condition(workshop, deployment, {
        type: 'Available',
        status: enough ? 'True' : 'False',
        reason: enough
          ? 'MinimumReplicasAvailable'
          : 'MinimumReplicasUnavailable',
        message: enough
          ? 'Deployment has minimum availability.'
          : 'Deployment does not have minimum availability.',
      }),
      condition(
        workshop,
        deployment,
        progress(workshop, deployment, rollout.newest, complete),
      ),
    ],
  });
}

/** Rolls a Deployment (or a custom controller of its shape) over to its template, as its strategy says. */
export const reconcileDeployment: Reconcile = (workshop, object) => {
  const deployment = object as Controller;
  const wanted = wantedReplicas(deployment);
  const strategy = (deployment.spec.strategy ?? {}) as {
    type?: string;
    rollingUpdate?: { maxSurge?: unknown; maxUnavailable?: unknown };
  };
  const { maxSurge = '25%', maxUnavailable = '25%' } =
    strategy.rollingUpdate ?? {};
  const newest = newestSet(workshop, deployment);
  rolloutStart(workshop, deployment, newest);
  const surge = resolveShare(maxSurge, wanted, 'up');
  const rollout: Rollout = {
    deployment,
    newest,
    older: replicaSetsOf(workshop, deployment).filter(
      ({ metadata }) => metadata.uid !== newest.metadata.uid,
    ),
    wanted,
    maxSurge: surge,
    // Kubernetes lets one be unavailable where both shares round to nothing.
    maxUnavailable: Math.max(
      resolveShare(maxUnavailable, wanted, 'down'),
      surge === 0 ? 1 : 0,
    ),
  };
  if (deployment.spec.paused !== true) {
    if (strategy.type === 'Recreate') {
      recreate(workshop, rollout);
    } else {
      rollOver(workshop, rollout);
    }
    forgetOldSets(workshop, rollout);
  }
  writeStatus(workshop, rollout);
};
