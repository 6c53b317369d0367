import {
  timestamp,
  type KubeObject,
  type Pod,
  type PodTemplate,
} from '../objects';
import { specOf } from '../context';
import { isActive, podStatus } from '../workloads/podStatus';
import { generatedName, podFrom } from '../workloads/pods';
import { isPodReady } from '../workloads/podStatus';
import { podsOf, setStatus, type Reconcile, type Workshop } from './controller';

/** Seconds of AWS's time that a Job's pod works. */
const workSeconds = 30;

/** Labels that the Job controller gives its pods. */
export function jobLabels(name: string, uid: string): Record<string, string> {
  return {
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': uid,
    'job-name': name,
  };
}

function finish(workshop: Workshop, pod: Pod): void {
  const { store, state } = workshop.context;
  const hostIP = String(pod.status.hostIP);
  store.update<Pod>({
    ...pod,
    status: podStatus(
      {
        uid: pod.metadata.uid,
        spec: pod.spec,
        hostIP,
        podIP: String(pod.status.podIP ?? hostIP),
      },
      'Succeeded',
      state.clock.now(),
    ),
  });
}

/** Pods of the account file that are said to be running keep running; all others end after their work. */
function endsByItself(workshop: Workshop, job: KubeObject): boolean {
  const spec = specOf(workshop.context, job);
  return spec?.kind !== 'Job';
}

function completion(
  workshop: Workshop,
  job: KubeObject,
  succeeded: Pod[],
): Record<string, unknown> {
  const { settling, state } = workshop.context;
  const time =
    (job.status?.completionTime as string | undefined) ??
    timestamp(settling?.podsCreatedAt ?? state.clock.now());
  const condition = (type: string) => ({
    type,
    status: 'True',
    lastProbeTime: time,
    lastTransitionTime: time,
    reason: 'CompletionsReached',
    message: 'Reached expected number of succeeded pods',
  });
  return {
    succeeded: succeeded.length,
    ready: 0,
    completionTime: time,
    conditions: [condition('SuccessCriteriaMet'), condition('Complete')],
  };
}

/** Runs a Job's pods to their end. */
export const reconcileJob: Reconcile = (workshop, job) => {
  const { context, pods } = workshop;
  const spec = job.spec as {
    completions?: number;
    parallelism?: number;
    suspend?: boolean;
    template: PodTemplate;
  };
  const completions = spec.completions ?? 1;
  const own = podsOf(workshop, job);
  const succeeded = own.filter(({ status }) => status.phase === 'Succeeded');
  const wanted = spec.suspend
    ? 0
    : Math.min(spec.parallelism ?? 1, completions - succeeded.length);
  const prefix = `${job.metadata.name}-`;
  for (let count = own.filter(isActive).length; count < wanted; count++) {
    pods.create(
      podFrom(spec.template, job, generatedName(context, prefix), {
        generateName: prefix,
        labels: jobLabels(job.metadata.name, job.metadata.uid),
      }),
    );
  }
  const active = podsOf(workshop, job).filter(isActive);
  for (const pod of active) {
    if (
      isPodReady(pod) &&
      endsByItself(workshop, job) &&
      !workshop.finishing.has(pod.metadata.uid)
    ) {
      workshop.finishing.add(pod.metadata.uid);
      context.state.clock.after(workSeconds, () => {
        workshop.finishing.delete(pod.metadata.uid);
        const current = podsOf(workshop, job).find(
          ({ metadata }) => metadata.uid === pod.metadata.uid,
        );
        if (current && isPodReady(current)) {
          finish(workshop, current);
        }
      });
    }
  }
  const done = podsOf(workshop, job).filter(
    ({ status }) => status.phase === 'Succeeded',
  );
  setStatus(workshop, job, {
    startTime:
      job.status?.startTime ??
      timestamp(context.settling?.podsCreatedAt ?? context.state.clock.now()),
    terminating: 0,
    uncountedTerminatedPods: {},
    ...(done.length >= completions
      ? completion(workshop, job, done)
      : {
          ...(active.length > 0 && { active: active.length }),
          ...(done.length > 0 && { succeeded: done.length }),
          ready: active.filter(isPodReady).length,
        }),
  });
};
