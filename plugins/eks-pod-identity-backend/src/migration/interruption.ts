import { Plan } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  ControllerFacts,
  PodFacts,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';

/** How new pods come about for one controller. */
export interface Restart {
  kind: string;
  namespace: string;
  name: string;
  /** `rollout`: restarted by us; `next-run`: takes effect by itself; `owner`: somebody else must restart it. */
  how: 'rollout' | 'next-run' | 'owner';
  note?: string;
}

const ROLLING = ['Deployment', 'StatefulSet', 'DaemonSet'];

/** How each controller's pods are replaced: by rollout, at the next run, or by their owner. */
export function restartOf(
  controller: Pick<
    ControllerFacts,
    'kind' | 'namespace' | 'name' | 'strategy' | 'schedule'
  >,
): Restart {
  const { kind, namespace, name } = controller;
  if (ROLLING.includes(kind)) {
    return controller.strategy === 'OnDelete'
      ? {
          kind,
          namespace,
          name,
          how: 'owner',
          note: 'update strategy OnDelete: pods are replaced only when somebody deletes them',
        }
      : { kind, namespace, name, how: 'rollout' };
  }
  if (kind === 'CronJob' || kind === 'Job') {
    return {
      kind,
      namespace,
      name,
      how: 'next-run',
      note:
        kind === 'CronJob'
          ? `takes effect at the next run${
              controller.schedule ? ` (${controller.schedule})` : ''
            }`
          : 'a Job runs once: its next creation gets the new credentials',
    };
  }
  return {
    kind,
    namespace,
    name,
    how: 'owner',
    note:
      kind === 'Pod'
        ? 'a bare pod must be deleted and created again by whoever made it'
        : `a ${kind} replaces its pods itself: restart it by its own means`,
  };
}

/**
 * How every pod of a workload is replaced: by the controllers that were seen, and for pods beyond these by their owner,
 * be it a custom resource or nobody.
 */
export function restartsOf(
  workload: Pick<WorkloadSubject, 'controllers' | 'pods'>,
): Restart[] {
  const controllers = workload.controllers.seen
    ? workload.controllers.value
    : [];
  const pods = workload.pods.seen ? workload.pods.value.filter(isLive) : [];
  const restarts = new Map<string, Restart>();
  const add = (restart: Restart) => {
    const key = `${restart.kind}/${restart.namespace}/${restart.name}`;
    if (!restarts.has(key)) {
      restarts.set(key, restart);
    }
  };
  controllers.map(restartOf).forEach(add);
  for (const { namespace, name, owner } of pods) {
    add(
      restartOf({
        namespace,
        kind: owner?.kind ?? 'Pod',
        name: owner?.name ?? name,
      }),
    );
  }
  return [...restarts.values()];
}

function isLive({ phase }: PodFacts): boolean {
  return phase !== 'Succeeded' && phase !== 'Failed';
}

/** Whether the restart interrupts the service, from how its controllers replace pods. */
export function interruptionOf(
  workload: Pick<WorkloadSubject, 'controllers' | 'pods'>,
): Plan['interruption'] {
  const { controllers: sight, pods } = workload;
  if (!sight.seen) {
    return unseenInterruption(sight.reason);
  }
  if (!pods.seen) {
    return unseenInterruption(pods.reason);
  }
  const controllers = sight.value;
  const restarts = restartsOf(workload);
  if (!restarts.length) {
    return {
      expected: 'none',
      reason: 'Nothing runs with this service account today.',
    };
  }
  const recreate = controllers.filter(
    controller =>
      restartOf(controller).how === 'rollout' &&
      (controller.strategy === 'Recreate' ||
        (controller.kind === 'StatefulSet' && (controller.replicas ?? 1) <= 1)),
  );
  if (recreate.length) {
    return {
      expected: 'certain',
      reason: `${list(recreate)} ${
        recreate.length === 1 ? 'stops' : 'stop'
      } before the new pod starts (strategy Recreate, or a StatefulSet of a single replica).`,
    };
  }
  const single = controllers.filter(
    controller =>
      controller.kind === 'Deployment' && (controller.replicas ?? 1) <= 1,
  );
  const daemonSets = controllers.filter(
    controller =>
      controller.kind === 'DaemonSet' &&
      restartOf(controller).how === 'rollout',
  );
  if (single.length || daemonSets.length) {
    return {
      expected: 'possible',
      reason: [
        single.length
          ? `${list(single)} ${
              single.length === 1 ? 'has' : 'have'
            } a single replica: it is not interrupted only if the new pod becomes ready before the old one stops.`
          : '',
        daemonSets.length
          ? `${list(
              daemonSets,
            )}: each node is without its pod for the moment of its restart.`
          : '',
      ]
        .filter(Boolean)
        .join(' '),
    };
  }
  const others = restarts.filter(({ how }) => how === 'owner');
  if (others.length) {
    return {
      expected: 'unknown',
      reason: `How ${list(others)} ${
        others.length === 1 ? 'replaces its' : 'replace their'
      } pods can't be seen from here.`,
    };
  }
  return {
    expected: 'none',
    reason:
      'Every controller replaces its pods one after the other, and old pods keep their credentials until they stop.',
  };
}

function unseenInterruption(reason: string): Plan['interruption'] {
  return {
    expected: 'unknown',
    reason: `What runs with this service account could not be seen: ${reason}`,
  };
}

function list(controllers: { kind: string; name: string }[]): string {
  return controllers.map(({ kind, name }) => `${kind} ${name}`).join(', ');
}
