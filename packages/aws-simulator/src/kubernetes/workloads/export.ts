import type {
  ContainerSpec,
  KubernetesSpec,
  ServiceAccountSpec,
  WorkloadSpec,
} from '../../account/schema';
import {
  objectKey,
  specOf,
  topController,
  type ClusterContext,
} from '../context';
import {
  controllerOf,
  type Container,
  type Controller,
  type KubeObject,
  type Pod,
  type PodTemplate,
} from '../objects';
import { isStockDefinition } from './stockDefinitions';

const workloadKinds = [
  ['apps/v1', 'Deployment'],
  ['apps/v1', 'StatefulSet'],
  ['apps/v1', 'DaemonSet'],
  ['apps/v1', 'ReplicaSet'],
  ['batch/v1', 'CronJob'],
  ['batch/v1', 'Job'],
] as const;

/** Objects that other parts of the export tell, or that the simulator makes by itself. */
const notExported = new Set([
  'ControllerRevision',
  'CronJob',
  'DaemonSet',
  'Deployment',
  'Event',
  'Job',
  'Namespace',
  'NetworkPolicy',
  'Node',
  'Pod',
  'ReplicaSet',
  'Secret',
  'ServiceAccount',
  'StatefulSet',
]);

/** Members of a container that the simulator fills in itself. */
const containerDefaults = new Set([
  'imagePullPolicy',
  'resources',
  'terminationMessagePath',
  'terminationMessagePolicy',
]);

function some<T extends object>(value: T | undefined): T | undefined {
  return value && Object.keys(value).length > 0 ? value : undefined;
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== undefined),
  ) as T;
}

function containerSpecOf(
  container: Container,
  known: ContainerSpec | undefined,
): ContainerSpec {
  const kept = Object.fromEntries(
    ['env', 'envFrom', 'command', 'args', 'volumeMounts']
      .filter(name => !containerDefaults.has(name) && container[name])
      .map(name => [name, container[name]]),
  );
  return withoutUndefined({
    name: container.name,
    image: container.image,
    ...kept,
    sdk: known?.sdk,
    userAgent: known?.userAgent,
    calls: known?.calls,
  });
}

function templateOf(object: KubeObject): PodTemplate | undefined {
  const spec = object.spec as {
    template?: PodTemplate;
    jobTemplate?: { spec: { template: PodTemplate } };
  };
  return spec.jobTemplate?.spec.template ?? spec.template;
}

function without(
  labels: Record<string, string> | undefined,
  others: Record<string, string> | undefined,
): Record<string, string> | undefined {
  return some(
    Object.fromEntries(
      Object.entries(labels ?? {}).filter(([key]) => !(key in (others ?? {}))),
    ),
  );
}

function carries(
  context: ClusterContext,
  pods: Pod[],
): Pick<WorkloadSpec, 'podsCreatedAt' | 'injection'> {
  if (pods.length === 0) {
    return {};
  }
  const oldest = pods
    .map(({ metadata }) => metadata.creationTimestamp)
    .sort()[0];
  const kinds = pods.map(
    ({ metadata }) => context.bindings.get(metadata.uid)?.kind ?? 'none',
  );
  const kind = kinds.includes('none') ? 'none' : kinds[0];
  return {
    podsCreatedAt: oldest,
    injection: kind === 'none' ? 'missed' : kind,
  };
}

function workloadOf(
  context: ClusterContext,
  object: KubeObject,
  pods: Pod[],
): WorkloadSpec {
  const known = specOf(context, object);
  const template =
    templateOf(object) ??
    ({
      metadata: object.metadata,
      spec: object.spec,
    } as unknown as PodTemplate);
  const { spec } = template;
  const { replicas, strategy, updateStrategy, schedule, suspend } =
    object.spec as Partial<Controller['spec']> & {
      strategy?: { type: WorkloadSpec['strategy'] };
      updateStrategy?: { type: WorkloadSpec['strategy'] };
      schedule?: string;
      suspend?: boolean;
    };
  const custom = !workloadKinds.some(([, kind]) => kind === object.kind);
  const { 'deployment.kubernetes.io/revision': _, ...annotations } =
    object.metadata.annotations ?? {};
  const find = (container: Container) =>
    [...(known?.containers ?? []), ...(known?.initContainers ?? [])].find(
      each => (each.name ?? known?.name) === container.name,
    );
  return withoutUndefined<WorkloadSpec>({
    kind: object.kind,
    apiVersion: custom && object.kind !== 'Pod' ? object.apiVersion : undefined,
    namespace: object.metadata.namespace,
    name: object.metadata.name,
    serviceAccount: spec.serviceAccountName,
    replicas:
      object.kind === 'CronJob' && pods.length === 0
        ? known?.replicas
        : replicas,
    strategy: strategy?.type ?? updateStrategy?.type,
    schedule,
    suspended: object.kind === 'CronJob' ? suspend : undefined,
    labels: some(object.metadata.labels),
    annotations: some(annotations),
    podLabels:
      object.kind === 'Pod'
        ? undefined
        : without(template.metadata.labels, object.metadata.labels),
    podAnnotations:
      object.kind === 'Pod' ? undefined : some(template.metadata.annotations),
    nodeSelector: spec.nodeSelector,
    affinity: spec.affinity,
    tolerations: (known ?? spec).tolerations as WorkloadSpec['tolerations'],
    hostNetwork: spec.hostNetwork,
    os: spec.os?.name as WorkloadSpec['os'],
    runsOn: known?.runsOn,
    createdAt: object.metadata.creationTimestamp,
    ...carries(context, pods),
    podStatus: known?.podStatus,
    containers:
      object.kind === 'Pod' && known?.containers
        ? known.containers
        : spec.containers.map(each => containerSpecOf(each, find(each))),
    initContainers:
      object.kind === 'Pod'
        ? known?.initContainers
        : spec.initContainers?.map(each => containerSpecOf(each, find(each))),
    volumes: object.kind === 'Pod' ? known?.volumes : spec.volumes,
    owner: known?.owner,
  });
}

function serviceAccountOf(object: KubeObject): ServiceAccountSpec {
  return withoutUndefined({
    namespace: object.metadata.namespace,
    name: object.metadata.name,
    annotations: some(object.metadata.annotations),
    labels: some(object.metadata.labels),
    createdAt: object.metadata.creationTimestamp,
  });
}

function manifestOf(object: KubeObject) {
  const { name, namespace, labels, annotations } = object.metadata;
  const { status: _, ...rest } = object;
  return {
    ...rest,
    metadata: withoutUndefined({ name, namespace, labels, annotations }),
  };
}

/** What is in a cluster now, in the form of the account file; what add-ons brought is left out. */
export function exportKubernetes(context: ClusterContext): KubernetesSpec {
  const { store, addonObjects, specs, cluster } = context;
  const list = (apiVersion: string, kind: string) =>
    store
      .list(store.resource(apiVersion, kind))
      .filter(object => !addonObjects.has(objectKey(object)));
  const podsByTop = new Map<string, Pod[]>();
  for (const pod of list('v1', 'Pod') as Pod[]) {
    const key = objectKey(topController(context, pod));
    podsByTop.set(key, [...(podsByTop.get(key) ?? []), pod]);
  }
  const podsOf = (object: KubeObject) => podsByTop.get(objectKey(object)) ?? [];
  const all = store.registry
    .list()
    .flatMap(resource => store.list(resource))
    .filter(object => !addonObjects.has(objectKey(object)));
  const isWorkload = (object: KubeObject) =>
    workloadKinds.some(([, kind]) => kind === object.kind)
      ? !controllerOf(object) || specs.has(objectKey(object))
      : object.kind !== 'Pod' && specs.has(objectKey(object));
  // Calico and others have kinds of the same names.
  const isBuiltIn = ({ apiVersion, kind }: KubeObject) =>
    store.registry.byKind(apiVersion, kind)?.custom === false;
  const isBarePod = (object: KubeObject) =>
    object.kind === 'Pod' &&
    (!controllerOf(object) || specs.has(objectKey(object))) &&
    !object.metadata.deletionTimestamp;
  const { enforceAccess, forbidden } = cluster.spec.kubernetes ?? {};
  return withoutUndefined<KubernetesSpec>({
    namespaces: list('v1', 'Namespace')
      .filter(({ metadata }) => Object.keys(metadata.labels ?? {}).length > 1)
      .map(({ metadata: { name, labels, annotations } }) =>
        withoutUndefined({ name, labels, annotations }),
      ),
    serviceAccounts: list('v1', 'ServiceAccount')
      .filter(
        ({ metadata }) => metadata.name !== 'default' || metadata.annotations,
      )
      .map(serviceAccountOf),
    workloads: [...all.filter(isWorkload), ...all.filter(isBarePod)].map(
      object =>
        workloadOf(
          context,
          object,
          object.kind === 'Pod' ? [object as Pod] : podsOf(object),
        ),
    ),
    networkPolicies: list('networking.k8s.io/v1', 'NetworkPolicy').map(
      ({ metadata, spec }) =>
        withoutUndefined({
          namespace: metadata.namespace ?? 'default',
          name: metadata.name,
          labels: metadata.labels,
          spec: spec ?? {},
        }),
    ),
    objects: all
      .filter(
        object =>
          !(notExported.has(object.kind) && isBuiltIn(object)) &&
          !isStockDefinition(object) &&
          !specs.has(objectKey(object)),
      )
      .map(manifestOf),
    enforceAccess,
    forbidden,
  });
}
