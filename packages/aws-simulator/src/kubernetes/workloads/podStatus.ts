import type { WorkloadSpec } from '../../account/schema';
import { stableHex } from '../names';
import { timestamp, type Container, type Pod, type PodSpec } from '../objects';

type PodStatusName = NonNullable<WorkloadSpec['podStatus']>;

function condition(type: string, holds: boolean, at: Date, reason?: string) {
  return {
    type,
    status: holds ? 'True' : 'False',
    lastProbeTime: null,
    lastTransitionTime: timestamp(at),
    ...(reason && { reason }),
  };
}

function imageId(container: Container): string {
  const repository = container.image.replace(/[:@][^/]*$/, '');
  return `${repository}@sha256:${stableHex(container.image, 64)}`;
}

type ContainerState = 'waiting' | 'running' | 'crashing' | 'completed';

function containerStatus(
  container: Container,
  state: ContainerState,
  pod: { uid: string; since: Date },
) {
  const since = timestamp(pod.since);
  const terminated = (exitCode: number, reason: string) => ({
    terminated: { exitCode, reason, startedAt: since, finishedAt: since },
  });
  const states = {
    waiting: { waiting: { reason: 'ContainerCreating' } },
    running: { running: { startedAt: since } },
    crashing: {
      waiting: {
        reason: 'CrashLoopBackOff',
        message: `back-off 5m0s restarting failed container=${container.name}`,
      },
    },
    completed: terminated(0, 'Completed'),
  };
  return {
    name: container.name,
    image: container.image,
    imageID: state === 'waiting' ? '' : imageId(container),
    ...(state !== 'waiting' && {
      containerID: `containerd://${stableHex(
        `${pod.uid}:${container.name}`,
        64,
      )}`,
    }),
    ready: state === 'running',
    started: state === 'running',
    restartCount: state === 'crashing' ? 7 : 0,
    state: states[state],
    lastState: state === 'crashing' ? terminated(1, 'Error') : {},
  };
}

const statesOf: Record<
  PodStatusName | 'Starting' | 'Failed',
  { phase: string; container: ContainerState; ready: boolean }
> = {
  Starting: { phase: 'Pending', container: 'waiting', ready: false },
  Pending: { phase: 'Pending', container: 'waiting', ready: false },
  Running: { phase: 'Running', container: 'running', ready: true },
  CrashLoopBackOff: { phase: 'Running', container: 'crashing', ready: false },
  Succeeded: { phase: 'Succeeded', container: 'completed', ready: false },
  Failed: { phase: 'Failed', container: 'completed', ready: false },
};

/**
 * The status of a pod that has a node.
 * @param status - `Starting`: its containers are being made; others as in the account file.
 */
export function podStatus(
  pod: { uid: string; spec: PodSpec; podIP: string; hostIP: string },
  status: keyof typeof statesOf,
  since: Date,
): Pod['status'] {
  const { phase, container: state, ready } = statesOf[status];
  const identity = { uid: pod.uid, since };
  const done = phase === 'Succeeded' ? 'PodCompleted' : undefined;
  const notReady = ready ? undefined : done ?? 'ContainersNotReady';
  return {
    phase,
    conditions: [
      condition('PodReadyToStartContainers', state !== 'waiting', since),
      condition('Initialized', true, since, done),
      condition('Ready', ready, since, notReady),
      condition('ContainersReady', ready, since, notReady),
      condition('PodScheduled', true, since),
    ],
    ...(pod.spec.initContainers && {
      initContainerStatuses: pod.spec.initContainers.map(each =>
        containerStatus(
          each,
          state === 'waiting' ? 'waiting' : 'completed',
          identity,
        ),
      ),
    }),
    containerStatuses: pod.spec.containers.map(each =>
      containerStatus(each, state, identity),
    ),
    hostIP: pod.hostIP,
    hostIPs: [{ ip: pod.hostIP }],
    ...(state !== 'waiting' && {
      podIP: pod.podIP,
      podIPs: [{ ip: pod.podIP }],
    }),
    qosClass: 'BestEffort',
    startTime: timestamp(since),
  };
}

/** The status of a pod for which there is no node. */
export function unschedulable(message: string, since: Date): Pod['status'] {
  return {
    phase: 'Pending',
    conditions: [
      {
        ...condition('PodScheduled', false, since, 'Unschedulable'),
        message,
      },
    ],
    qosClass: 'BestEffort',
  };
}

/** Is the pod ready? */
export function isPodReady(pod: Pod): boolean {
  return (
    pod.metadata.deletionTimestamp === undefined &&
    (pod.status.conditions ?? []).some(
      ({ type, status }) => type === 'Ready' && status === 'True',
    )
  );
}

/** Does the pod still count for its controller: neither on its way out nor done? */
export function isActive(pod: Pod): boolean {
  return (
    pod.metadata.deletionTimestamp === undefined &&
    pod.status.phase !== 'Succeeded' &&
    pod.status.phase !== 'Failed'
  );
}
