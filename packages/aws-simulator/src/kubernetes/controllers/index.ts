import type { ClusterContext } from '../context';
import { findController, objectKey } from '../context';
import { controllerOf, type KubeObject } from '../objects';
import type { StoreEvent } from '../store/store';
import { Pods } from '../workloads/pods';
import type { Reconcile, Workshop } from './controller';
import { reconcileCronJob, runLast } from './cronJob';
import { reconcileCustom } from './custom';
import { reconcileDaemonSet } from './daemonSet';
import { reconcileDeployment } from './deployment';
import { reconcileJob } from './job';
import { reconcileReplicaSet } from './replicaSet';
import { reconcileStatefulSet } from './statefulSet';

/** Who looks after which kind. */
const reconciles: Record<string, Reconcile> = {
  'apps/v1 Deployment': reconcileDeployment,
  'apps/v1 ReplicaSet': reconcileReplicaSet,
  'apps/v1 StatefulSet': reconcileStatefulSet,
  'apps/v1 DaemonSet': reconcileDaemonSet,
  'batch/v1 Job': reconcileJob,
  'batch/v1 CronJob': reconcileCronJob,
  // Argo Rollouts own ReplicaSets, as Deployments do.
  'argoproj.io/v1alpha1 Rollout': reconcileDeployment,
};

function reconcileOf(
  context: ClusterContext,
  object: KubeObject,
): Reconcile | undefined {
  const known = reconciles[`${object.apiVersion} ${object.kind}`];
  if (known) {
    return known;
  }
  const isWorkload =
    context.specs.has(objectKey(object)) && object.kind !== 'Pod';
  return isWorkload ? reconcileCustom : undefined;
}

/** The controllers of one cluster. They act at once on every change, and on the clock. */
export class Controllers {
  readonly pods: Pods;
  private readonly workshop: Workshop;
  private readonly queue = new Map<string, KubeObject>();
  private working = false;

  constructor(private readonly context: ClusterContext) {
    this.pods = new Pods(context);
    this.workshop = {
      context,
      pods: this.pods,
      rollouts: new Map(),
      finishing: new Set(),
      alarms: new Map(),
      templates: new Map(),
      later: (object, seconds) => {
        context.state.clock.after(seconds, () => {
          this.enqueue(object);
          this.work();
        });
      },
    };
    context.store.subscribe(event => {
      this.follow(event);
      this.work();
    });
  }

  /** Makes the last run of a CronJob of the account file. */
  runLast(cronJob: KubeObject): void {
    runLast(this.workshop, cronJob);
  }

  private follow(event: StoreEvent): void {
    const { object, type, resource } = event;
    if (type === 'DELETED') {
      this.collect(object);
    } else {
      this.enqueue(object);
    }
    const owner = controllerOf(object) && findController(this.context, object);
    if (owner) {
      this.enqueue(owner);
    }
    if (resource.kind === 'Node') {
      const { store } = this.context;
      store
        .list(store.resource('apps/v1', 'DaemonSet'))
        .forEach(each => this.enqueue(each));
      if (type === 'DELETED') {
        this.pods.evict(object.metadata.name);
      } else {
        this.pods.scheduleWaiting();
      }
    }
  }

  /** Removes what a removed object owned. */
  private collect(owner: KubeObject): void {
    const { store } = this.context;
    for (const dependent of store.dependents(owner.metadata.uid)) {
      if (dependent.kind === 'Pod') {
        this.pods.stop(dependent as Parameters<Pods['stop']>[0]);
      } else {
        store.remove(dependent);
      }
    }
  }

  private enqueue(object: KubeObject): void {
    if (reconcileOf(this.context, object)) {
      this.queue.set(objectKey(object), object);
    }
  }

  private work(): void {
    if (this.working) {
      return;
    }
    this.working = true;
    try {
      for (
        let next = this.queue.entries().next();
        !next.done;
        next = this.queue.entries().next()
      ) {
        const [key, object] = next.value;
        this.queue.delete(key);
        this.reconcile(object);
      }
    } finally {
      this.working = false;
    }
  }

  private reconcile(object: KubeObject): void {
    const { store } = this.context;
    const current = store.get(
      store.registry.ensure(object),
      object.metadata.namespace,
      object.metadata.name,
    );
    if (current && !current.metadata.deletionTimestamp) {
      reconcileOf(this.context, current)?.(this.workshop, current);
    }
  }
}
