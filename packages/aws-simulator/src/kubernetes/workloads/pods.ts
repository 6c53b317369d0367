import type { PodBinding, RunningPod } from '../../state/types';
import { objectKey, podAddress, specOf, type ClusterContext } from '../context';
import { nameSuffix, stableUid } from '../names';
import {
  controllerReference,
  timestamp,
  type KubeObject,
  type Pod,
  type PodSpec,
  type PodTemplate,
} from '../objects';
import type { NewObject } from '../store/store';
import { fargateNode } from './nodes';
import { podStatus, unschedulable } from './podStatus';
import { place } from './scheduler';
import { bindingAt, forcedBinding, injected } from './webhook';

/** Seconds of AWS's time until a pod that was told to stop is gone. */
const stopSeconds = 2;

/** A pod from a controller's template. */
export function podFrom(
  template: PodTemplate,
  owner: KubeObject,
  name: string,
  extra: { labels?: Record<string, string>; generateName?: string } = {},
): NewObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      ...(extra.generateName && { generateName: extra.generateName }),
      namespace: owner.metadata.namespace,
      labels: { ...template.metadata.labels, ...extra.labels },
      ...(template.metadata.annotations && {
        annotations: template.metadata.annotations,
      }),
      ownerReferences: [controllerReference(owner)],
    },
    spec: template.spec,
  };
}

/** The next name of a series `prefix-xxxxx`, the same at each start. */
export function generatedName(context: ClusterContext, prefix: string): string {
  const series = `${context.cluster.arn}:${prefix}`;
  return `${prefix}${nameSuffix(`${series}:${context.next(series)}`)}`;
}

/** What the API server's admission adds to every pod: a service account, its token, default tolerations. */
function withDefaults(pod: NewObject): NewObject {
  const spec = pod.spec as PodSpec;
  const serviceAccount = spec.serviceAccountName ?? 'default';
  const volume = `kube-api-access-${nameSuffix(`${pod.metadata.name} token`)}`;
  const mount = {
    name: volume,
    mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
    readOnly: true,
  };
  const mounted = (containers: PodSpec['containers']) =>
    containers.map(each => ({
      ...each,
      volumeMounts: [...(each.volumeMounts ?? []), mount],
    }));
  const tolerated = new Set(
    (spec.tolerations ?? [])
      .filter(({ operator }) => operator === 'Exists')
      .map(({ key }) => key),
  );
  const tolerations = ['not-ready', 'unreachable']
    .map(name => `node.kubernetes.io/${name}`)
    .filter(key => !tolerated.has(key) && !tolerated.has(undefined))
    .map(key => ({
      key,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: 300,
    }));
  const withToken = spec.automountServiceAccountToken !== false;
  return {
    ...pod,
    spec: {
      ...spec,
      serviceAccountName: serviceAccount,
      serviceAccount,
      tolerations: [...(spec.tolerations ?? []), ...tolerations],
      enableServiceLinks: true,
      preemptionPolicy: 'PreemptLowerPriority',
      priority: 0,
      ...(withToken && {
        volumes: [
          ...(spec.volumes ?? []),
          {
            name: volume,
            projected: {
              defaultMode: 420,
              sources: [
                {
                  serviceAccountToken: {
                    expirationSeconds: 3607,
                    path: 'token',
                  },
                },
                {
                  configMap: {
                    items: [{ key: 'ca.crt', path: 'ca.crt' }],
                    name: 'kube-root-ca.crt',
                  },
                },
                {
                  downwardAPI: {
                    items: [
                      {
                        fieldRef: {
                          apiVersion: 'v1',
                          fieldPath: 'metadata.namespace',
                        },
                        path: 'namespace',
                      },
                    ],
                  },
                },
              ],
            },
          },
        ],
        containers: mounted(spec.containers),
        ...(spec.initContainers && {
          initContainers: mounted(spec.initContainers),
        }),
      }),
    },
  };
}

/** The pods of one cluster: makes them, starts them, stops them. */
export class Pods {
  /** Number of pods by node. */
  private readonly onNode = new Map<string, number>();

  constructor(private readonly context: ClusterContext) {
    context.store.subscribe(event => {
      if (event.resource.kind === 'Pod' && event.type === 'DELETED') {
        this.leave(event.object as Pod);
      }
    });
  }

  /**
   * Creates a pod as the API server does: defaults, webhook, scheduling; it becomes ready after a while.
   * While the account file's workloads are made, it is one that has been running for long.
   * @param nodeName - where a DaemonSet wants it.
   */
  create(pod: NewObject, nodeName?: string): Pod {
    const { context } = this;
    const { clock } = context.state;
    const { settling: settled } = context;
    const at = settled?.podsCreatedAt ?? clock.now();
    const injection = settled?.injection ?? 'auto';
    const binding =
      injection === 'auto'
        ? bindingAt(context, pod, at)
        : forcedBinding(context, pod, injection);
    const admitted = injected(context, withDefaults(pod), binding);
    const uid = stableUid(
      `${context.cluster.arn}:pod:${pod.metadata.namespace}/${
        pod.metadata.name
      }:${context.next('pod')}`,
    );
    const bound = this.schedule(admitted, at, nodeName);
    this.context.bindings.set(uid, binding);
    const status = this.statusOf(
      bound,
      uid,
      settled ? this.settledStatus(pod) : 'Starting',
      at,
    );
    const created = context.store.create<Pod>(
      { ...bound, metadata: { ...bound.metadata, uid }, status },
      at,
    );
    if (!settled && created.spec.nodeName) {
      this.start(created, binding);
    }
    return created;
  }

  /** Tries again to find nodes for the pods that have none. */
  scheduleWaiting(): void {
    for (const pod of this.all()) {
      if (!pod.spec.nodeName && !pod.metadata.deletionTimestamp) {
        const now = this.context.state.clock.now();
        const bound = this.schedule(pod, now);
        if ((bound.spec as PodSpec).nodeName) {
          const started = this.context.store.update<Pod>({
            ...(bound as Pod),
            status: this.statusOf(bound, pod.metadata.uid, 'Starting', now),
          });
          this.start(
            started,
            this.context.bindings.get(pod.metadata.uid) ?? { kind: 'none' },
          );
        }
      }
    }
  }

  /**
   * Tells a pod to stop; it is gone after its grace, at once where that is 0.
   * @returns the pod as it is then.
   */
  stop(pod: Pod, graceSeconds?: number): Pod {
    const { store, state } = this.context;
    if (pod.metadata.deletionTimestamp && graceSeconds !== 0) {
      return pod;
    }
    const running = pod.spec.nodeName !== undefined;
    if (graceSeconds === 0 || !running) {
      return (store.remove(pod) as Pod | undefined) ?? pod;
    }
    const grace =
      graceSeconds ?? (pod.spec.terminationGracePeriodSeconds as number) ?? 30;
    const stopping = store.update<Pod>({
      ...pod,
      metadata: {
        ...pod.metadata,
        deletionTimestamp: timestamp(
          new Date(state.clock.now().getTime() + state.clock.scaled(grace)),
        ),
        deletionGracePeriodSeconds: grace,
      },
    });
    state.clock.after(Math.min(grace, stopSeconds), () => {
      store.remove(stopping);
    });
    return stopping;
  }

  /** Removes the pods of a node that is gone. */
  evict(nodeName: string): void {
    this.all()
      .filter(pod => pod.spec.nodeName === nodeName)
      .forEach(pod => this.stop(pod, 0));
  }

  all(): Pod[] {
    const { store } = this.context;
    return store.list(store.resource('v1', 'Pod')) as Pod[];
  }

  /** What CloudTrail is to know of a pod. */
  running(pod: Pod): RunningPod {
    const spec = specOf(this.context, pod);
    const ofSpec = [
      ...(spec?.containers ?? []),
      ...(spec?.initContainers ?? []),
    ];
    return {
      namespace: pod.metadata.namespace ?? 'default',
      name: pod.metadata.name,
      uid: pod.metadata.uid,
      serviceAccount: pod.spec.serviceAccountName ?? 'default',
      nodeName: pod.spec.nodeName,
      createdAt: new Date(pod.metadata.creationTimestamp),
      binding: this.context.bindings.get(pod.metadata.uid) ?? { kind: 'none' },
      containers: pod.spec.containers.map((container, index) => {
        const known =
          ofSpec.find(({ name }) => name === container.name) ??
          (ofSpec[index]?.name === undefined ? ofSpec[index] : undefined);
        return {
          name: container.name,
          sdk: known?.sdk,
          userAgent: known?.userAgent,
          calls: known?.calls,
        };
      }),
    };
  }

  /** The last run of a CronJob is over, unless the account file says otherwise. */
  private settledStatus(pod: NewObject) {
    const spec = specOf(this.context, pod as KubeObject);
    return (
      spec?.podStatus ?? (spec?.kind === 'CronJob' ? 'Succeeded' : 'Running')
    );
  }

  private schedule(
    pod: NewObject,
    at: Date,
    nodeName = (pod.spec as PodSpec).nodeName,
  ): NewObject {
    const { context } = this;
    if (nodeName) {
      this.arrive(nodeName);
      return { ...pod, spec: { ...pod.spec, nodeName } };
    }
    const placement = place(context, pod, this.onNode);
    switch (placement.kind) {
      case 'node':
        this.arrive(placement.name);
        return { ...pod, spec: { ...pod.spec, nodeName: placement.name } };
      case 'fargate': {
        const node = fargateNode(context.cluster, podAddress(context), at);
        context.nodeKinds.set(node.metadata.name, 'fargate');
        context.store.create(node, at);
        this.arrive(node.metadata.name);
        return {
          ...pod,
          metadata: {
            ...pod.metadata,
            labels: {
              ...pod.metadata.labels,
              'eks.amazonaws.com/fargate-profile': placement.profile,
            },
          },
          spec: {
            ...pod.spec,
            nodeName: node.metadata.name,
            schedulerName: 'fargate-scheduler',
          },
        };
      }
      default:
        return { ...pod, status: { unschedulable: placement.message } };
    }
  }

  private statusOf(
    pod: NewObject,
    uid: string,
    status: Parameters<typeof podStatus>[1],
    since: Date,
  ): Pod['status'] {
    const spec = pod.spec as PodSpec;
    if (!spec.nodeName) {
      return unschedulable(String(pod.status?.unschedulable), since);
    }
    const { store } = this.context;
    const node = store.get(
      store.resource('v1', 'Node'),
      undefined,
      spec.nodeName,
    );
    const addresses = (node?.status?.addresses ?? []) as {
      type: string;
      address: string;
    }[];
    const hostIP =
      addresses.find(({ type }) => type === 'InternalIP')?.address ??
      '10.0.0.1';
    const own =
      this.context.nodeKinds.get(spec.nodeName) === 'fargate' ||
      spec.hostNetwork;
    return podStatus(
      { uid, spec, hostIP, podIP: own ? hostIP : podAddress(this.context) },
      status,
      since,
    );
  }

  private start(pod: Pod, binding: PodBinding): void {
    const { store, state } = this.context;
    const resource = store.resource('v1', 'Pod');
    const wanted = specOf(this.context, pod)?.podStatus ?? 'Running';
    if (wanted === 'Pending') {
      return;
    }
    state.clock.after(state.settings.podStartSeconds, () => {
      const current = store.get(
        resource,
        pod.metadata.namespace,
        pod.metadata.name,
      ) as Pod | undefined;
      if (
        !current ||
        current.metadata.uid !== pod.metadata.uid ||
        current.metadata.deletionTimestamp
      ) {
        return;
      }
      this.context.bindings.set(pod.metadata.uid, binding);
      const started = store.update<Pod>({
        ...current,
        status: this.statusOf(
          current,
          pod.metadata.uid,
          wanted,
          state.clock.now(),
        ),
      });
      state.events.emit(
        'pod-started',
        this.context.cluster,
        this.running(started),
      );
    });
  }

  private arrive(nodeName: string): void {
    this.onNode.set(nodeName, (this.onNode.get(nodeName) ?? 0) + 1);
  }

  private leave(pod: Pod): void {
    const { context } = this;
    const { nodeName } = pod.spec;
    context.bindings.delete(pod.metadata.uid);
    if (!nodeName) {
      return;
    }
    this.onNode.set(nodeName, (this.onNode.get(nodeName) ?? 1) - 1);
    if (context.nodeKinds.get(nodeName) === 'fargate') {
      const node = context.store.get(
        context.store.resource('v1', 'Node'),
        undefined,
        nodeName,
      );
      if (node) {
        context.store.remove(node);
      }
      context.nodeKinds.delete(nodeName);
      this.onNode.delete(nodeName);
    }
  }
}

/** Is this the pod or controller of an add-on? */
export function addonOf(
  context: ClusterContext,
  object: KubeObject,
): string | undefined {
  return context.addonObjects.get(objectKey(object));
}
