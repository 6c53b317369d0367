import { Cron } from 'croner';
import { secondsUntil } from '../context';
import { controllerReference, timestamp, type KubeObject } from '../objects';
import { stableUid } from '../names';
import {
  createOwned,
  setStatus,
  type Reconcile,
  type Workshop,
} from './controller';
import { jobLabels } from './job';

interface CronJobSpec {
  schedule: string;
  timeZone?: string;
  suspend?: boolean;
  successfulJobsHistoryLimit?: number;
  jobTemplate: {
    metadata?: { labels?: Record<string, string> };
    spec: Record<string, unknown> & {
      template: { metadata: { labels?: Record<string, string> } };
    };
  };
}

function scheduleOf(job: KubeObject): Cron | undefined {
  const { schedule, timeZone } = job.spec as unknown as CronJobSpec;
  try {
    return new Cron(schedule, {
      paused: true,
      timezone: timeZone ?? 'Etc/UTC',
    });
  } catch {
    // The real controller leaves a CronJob whose schedule does not parse alone, too.
    return undefined;
  }
}

const day = 86_400_000;

/** The last time at or before `now` that a schedule names, at most a year ago. */
export function lastRun(schedule: Cron, now: Date): Date | undefined {
  for (const reach of [day / 24, day, 8 * day, 32 * day, 366 * day]) {
    let found: Date | undefined;
    for (
      let next = schedule.nextRun(new Date(now.getTime() - reach));
      next && next <= now;
      next = schedule.nextRun(next)
    ) {
      found = next;
    }
    if (found) {
      return found;
    }
  }
  return undefined;
}

/** The Job of a CronJob for a scheduled time, made now. */
export function jobFor(cronJob: KubeObject, scheduled: Date) {
  const { jobTemplate } = cronJob.spec as unknown as CronJobSpec;
  const { namespace, name: cronName } = cronJob.metadata;
  const name = `${cronName}-${Math.floor(scheduled.getTime() / 60_000)}`;
  const uid = stableUid(`${cronJob.metadata.uid}:${name}`);
  const { template } = jobTemplate.spec;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      namespace,
      uid,
      labels: { ...jobTemplate.metadata?.labels },
      annotations: {
        'batch.kubernetes.io/cronjob-scheduled-timestamp': timestamp(scheduled),
      },
      ownerReferences: [controllerReference(cronJob)],
    },
    spec: {
      ...jobTemplate.spec,
      selector: {
        matchLabels: { 'batch.kubernetes.io/controller-uid': uid },
      },
      template: {
        ...template,
        metadata: {
          ...template.metadata,
          labels: { ...template.metadata.labels, ...jobLabels(name, uid) },
        },
      },
    },
  };
}

function isComplete(job: KubeObject): boolean {
  return job.status?.completionTime !== undefined;
}

function jobsOf({ context }: Workshop, cronJob: KubeObject): KubeObject[] {
  return context.store
    .dependents(cronJob.metadata.uid)
    .filter(({ kind }) => kind === 'Job');
}

function run(workshop: Workshop, cronJob: KubeObject, scheduled: Date): void {
  const { store } = workshop.context;
  const job = jobFor(cronJob, scheduled);
  const resource = store.resource('batch/v1', 'Job');
  if (!store.get(resource, job.metadata.namespace, job.metadata.name)) {
    createOwned(workshop, job);
  }
}

function arm(workshop: Workshop, cronJob: KubeObject): void {
  const { context, alarms } = workshop;
  const { uid } = cronJob.metadata;
  const { schedule: text, suspend } = cronJob.spec as unknown as CronJobSpec;
  const known = alarms.get(uid);
  const purpose = suspend ? 'suspended' : text;
  if (known?.purpose === purpose) {
    return;
  }
  known?.task?.cancel();
  alarms.delete(uid);
  const next = suspend
    ? undefined
    : scheduleOf(cronJob)?.nextRun(context.state.clock.now());
  if (!next) {
    alarms.set(uid, { purpose });
    return;
  }
  const task = context.state.clock.after(
    secondsUntil(context.state, next),
    () => {
      alarms.delete(uid);
      const { namespace, name } = cronJob.metadata;
      const current = context.store.get(
        context.store.resource('batch/v1', 'CronJob'),
        namespace,
        name,
      );
      if (current && current.metadata.uid === uid) {
        run(workshop, current, next);
        arm(workshop, current);
      }
    },
  );
  alarms.set(uid, { purpose, task });
}

function forgetOldJobs(workshop: Workshop, cronJob: KubeObject): void {
  const limit =
    (cronJob.spec as unknown as CronJobSpec).successfulJobsHistoryLimit ?? 3;
  const done = jobsOf(workshop, cronJob)
    .filter(isComplete)
    .sort((a, b) =>
      a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp),
    );
  done
    .slice(0, Math.max(0, done.length - limit))
    .forEach(job => workshop.context.store.remove(job));
}

/** Makes the last run of a CronJob that has been there before the simulator started. */
export function runLast(workshop: Workshop, cronJob: KubeObject): void {
  const { state, settling } = workshop.context;
  const schedule = scheduleOf(cronJob);
  const at = schedule && lastRun(schedule, state.clock.now());
  if (at && settling) {
    const pods =
      settling.podsCreatedAt > settling.createdAt ? settling.podsCreatedAt : at;
    workshop.context.settling = {
      ...settling,
      createdAt: pods,
      podsCreatedAt: pods,
    };
    run(workshop, cronJob, pods);
  }
}

/** Starts Jobs at their times (those of the clock as it stands, not sped up: a schedule names points in time). */
export const reconcileCronJob: Reconcile = (workshop, cronJob) => {
  arm(workshop, cronJob);
  forgetOldJobs(workshop, cronJob);
  const jobs = jobsOf(workshop, cronJob);
  const latest = (times: (string | undefined)[]) =>
    times
      .filter((time): time is string => time !== undefined)
      .sort()
      .pop();
  const active = jobs.filter(job => !isComplete(job));
  const scheduled = latest([
    cronJob.status?.lastScheduleTime as string | undefined,
    ...jobs.map(
      job =>
        job.metadata.annotations?.[
          'batch.kubernetes.io/cronjob-scheduled-timestamp'
        ],
    ),
  ]);
  const successful = latest([
    cronJob.status?.lastSuccessfulTime as string | undefined,
    ...jobs.map(job => job.status?.completionTime as string | undefined),
  ]);
  setStatus(workshop, cronJob, {
    ...(active.length > 0 && {
      active: active.map(job => ({
        apiVersion: job.apiVersion,
        kind: job.kind,
        name: job.metadata.name,
        namespace: job.metadata.namespace,
        uid: job.metadata.uid,
      })),
    }),
    ...(scheduled && { lastScheduleTime: scheduled }),
    ...(successful && { lastSuccessfulTime: successful }),
  });
};
