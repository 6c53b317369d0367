import type {
  KubernetesSpec,
  ServiceAccountSpec,
  WorkloadSpec,
} from '../../account/schema';
import { parseTime } from '../../account/time';
import { addonObjects } from '../../state/addonObjects';
import { roleArn, roleNameOf } from '../../state/arns';
import { associationsOwnedBy } from '../../state/associations';
import type { Addon } from '../../state/types';
import { objectKey, type ClusterContext, type Settling } from '../context';
import type { Controllers } from '../controllers';
import { stableUid } from '../names';
import type { KubeObject, OwnerReference } from '../objects';
import type { NewObject } from '../store/store';
import { manifestOf } from './manifest';
import { nodesOf } from './nodes';
import { stockDefinitions } from './stockDefinitions';
import { roleAnnotation } from './webhook';

const systemNamespaces = [
  'default',
  'kube-node-lease',
  'kube-public',
  'kube-system',
];

/** Fills a cluster with what the account file says of it. */
export class Materialiser {
  constructor(
    private readonly context: ClusterContext,
    private readonly controllers: Controllers,
  ) {}

  /** Makes everything that the account file tells, as it has been running. */
  run(): void {
    const { cluster } = this.context;
    const spec: KubernetesSpec = cluster.spec.kubernetes ?? {};
    systemNamespaces.forEach(name => this.namespace(name));
    for (const definition of stockDefinitions()) {
      this.context.store.create(definition, cluster.createdAt);
    }
    for (const each of spec.namespaces ?? []) {
      const { name, ...more } =
        typeof each === 'string' ? { name: each } : each;
      this.namespace(name, more);
    }
    for (const { node, createdAt, kind } of nodesOf(cluster, this.start)) {
      this.context.nodeKinds.set(node.metadata.name, kind);
      this.context.store.create(node, createdAt);
    }
    (spec.serviceAccounts ?? []).forEach(each => this.serviceAccount(each));
    this.objects(spec.objects ?? []);
    for (const {
      namespace,
      name,
      labels,
      spec: rules,
    } of spec.networkPolicies ?? []) {
      this.namespace(namespace);
      this.context.store.create(
        {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          metadata: { name, namespace, ...(labels && { labels }) },
          spec: rules,
        },
        cluster.createdAt,
      );
    }
    for (const addon of cluster.addons.values()) {
      this.addon(addon, this.sinceOf(addon));
    }
    (spec.workloads ?? []).forEach(each =>
      this.workload(each, this.settlingOf(each)),
    );
  }

  /**
   * Makes the objects of an add-on, those that are not there yet.
   * @param settling - for one that has been there; else its pods start now.
   */
  addon(addon: Addon, settling?: Settling): void {
    const { context } = this;
    const { namespace, serviceAccounts, workloads } = addonObjects(
      context.cluster,
      addon,
      context.state.settings,
    );
    if (workloads.length + serviceAccounts.length > 0) {
      this.namespace(namespace);
    }
    for (const each of serviceAccounts) {
      const object = this.serviceAccount(each);
      context.addonObjects.set(objectKey(object), addon.name);
    }
    for (const each of workloads) {
      const manifest = manifestOf(each);
      context.addonObjects.set(objectKey(manifest), addon.name);
      if (!this.find(manifest)) {
        this.workload(each, settling);
      }
    }
  }

  /** A namespace with its default service account, if it is not there. */
  namespace(
    name: string,
    more: {
      labels?: Record<string, string>;
      annotations?: Record<string, string>;
    } = {},
  ): void {
    const object: NewObject = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name,
        labels: { 'kubernetes.io/metadata.name': name, ...more.labels },
        ...(more.annotations && { annotations: more.annotations }),
      },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    };
    if (!this.find(object)) {
      this.context.store.create(object, this.context.cluster.createdAt);
    }
    this.bareServiceAccount(name, 'default');
  }

  private get start(): Date {
    return this.context.state.clock.start;
  }

  private find(object: NewObject): KubeObject | undefined {
    const { store } = this.context;
    return store.get(
      store.registry.ensure(object),
      object.metadata.namespace,
      object.metadata.name,
    );
  }

  private bareServiceAccount(namespace: string, name: string): void {
    const object = {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name, namespace },
    };
    if (!this.find(object)) {
      this.context.store.create(object, this.context.cluster.createdAt);
    }
  }

  private serviceAccount(spec: ServiceAccountSpec): KubeObject {
    const { store, cluster } = this.context;
    const namespace = spec.namespace ?? 'default';
    this.namespace(namespace);
    const role = spec.irsaRole && this.roleArnOf(spec.irsaRole);
    const annotations = {
      ...spec.annotations,
      ...(role && { [roleAnnotation]: role }),
    };
    const object: NewObject = {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: {
        name: spec.name,
        namespace,
        ...(spec.labels && { labels: spec.labels }),
        ...(Object.keys(annotations).length > 0 && { annotations }),
      },
    };
    const existing = this.find(object);
    if (existing) {
      return store.update({
        ...existing,
        metadata: {
          ...existing.metadata,
          labels: { ...existing.metadata.labels, ...spec.labels },
          annotations: { ...existing.metadata.annotations, ...annotations },
        },
      });
    }
    return store.create(
      object,
      spec.createdAt
        ? parseTime(spec.createdAt, this.start)
        : cluster.createdAt,
    );
  }

  private roleArnOf(reference: string): string {
    const { state } = this.context;
    return reference.startsWith('arn:')
      ? reference
      : state.roles.get(roleNameOf(reference))?.arn ??
          roleArn(state, reference);
  }

  private objects(manifests: NonNullable<KubernetesSpec['objects']>): void {
    const definitionsFirst = [...manifests].sort(
      (a, b) =>
        Number(b.kind === 'CustomResourceDefinition') -
        Number(a.kind === 'CustomResourceDefinition'),
    );
    for (const manifest of definitionsFirst as NewObject[]) {
      const { store, cluster } = this.context;
      const resource = store.registry.ensure(manifest);
      const { namespace = 'default', ...metadata } = manifest.metadata;
      if (resource.namespaced) {
        this.namespace(namespace);
      }
      const object = {
        ...manifest,
        metadata: { ...metadata, ...(resource.namespaced && { namespace }) },
      };
      if (!this.find(object)) {
        this.context.settling = {
          createdAt: cluster.createdAt,
          podsCreatedAt: cluster.createdAt,
          injection: 'auto',
        };
        store.create(object, cluster.createdAt);
        this.context.settling = undefined;
      }
    }
  }

  private settlingOf(spec: WorkloadSpec): Settling {
    const createdAt = spec.createdAt
      ? parseTime(spec.createdAt, this.start)
      : this.context.cluster.createdAt;
    return {
      createdAt,
      podsCreatedAt: spec.podsCreatedAt
        ? parseTime(spec.podsCreatedAt, this.start)
        : createdAt,
      injection: spec.injection ?? 'auto',
    };
  }

  /** EKS restarts an add-on's pods when its associations change: they are as old as the last change. */
  private sinceOf(addon: Addon): Settling {
    const times = associationsOwnedBy(this.context.cluster, addon.arn).map(
      ({ effectiveAt }) => effectiveAt.getTime(),
    );
    const changed = Math.max(addon.modifiedAt.getTime(), ...times);
    return {
      createdAt: addon.createdAt,
      podsCreatedAt: new Date(Math.min(changed, this.start.getTime())),
      injection: 'auto',
    };
  }

  private ownerReference(spec: WorkloadSpec): OwnerReference | undefined {
    if (!spec.owner) {
      return undefined;
    }
    const { store, cluster } = this.context;
    const { apiVersion, kind, name } = spec.owner;
    const resource = store.registry.byKind(apiVersion, kind);
    const namespace = spec.namespace ?? 'default';
    const existing =
      resource &&
      (store.get(resource, namespace, name) ??
        store.get(resource, undefined, name));
    return {
      apiVersion,
      kind,
      name,
      uid:
        existing?.metadata.uid ??
        stableUid(`${cluster.arn}:${kind}:${namespace}/${name}`),
      controller: true,
      blockOwnerDeletion: true,
    };
  }

  private workload(spec: WorkloadSpec, settling?: Settling): void {
    const { context } = this;
    const { store } = context;
    const manifest = manifestOf(spec);
    const { namespace = 'default' } = manifest.metadata;
    this.namespace(namespace);
    this.bareServiceAccount(namespace, spec.serviceAccount ?? 'default');
    const owner = this.ownerReference(spec);
    const object: NewObject = {
      ...manifest,
      metadata: {
        ...manifest.metadata,
        ...(owner && { ownerReferences: [owner] }),
      },
    };
    context.settling = settling;
    try {
      if (object.kind === 'Pod') {
        this.barePods(spec, object);
        return;
      }
      context.specs.set(objectKey(object), spec);
      const created = store.create(
        object,
        settling?.createdAt ?? context.state.clock.now(),
      );
      if (created.kind === 'CronJob' && settling && spec.replicas !== 0) {
        this.controllers.runLast(created);
      }
    } finally {
      context.settling = undefined;
    }
  }

  private barePods(spec: WorkloadSpec, object: NewObject): void {
    for (let number = 0; number < (spec.replicas ?? 1); number++) {
      const pod = {
        ...object,
        metadata: {
          ...object.metadata,
          name: number === 0 ? spec.name : `${spec.name}-${number}`,
        },
      };
      this.context.specs.set(objectKey(pod), spec);
      this.controllers.pods.create(pod);
    }
  }
}
