/** A reference from an object to the one that owns it. */
export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

/** Metadata of a Kubernetes object, as far as the simulator knows it. */
export interface ObjectMeta {
  name: string;
  namespace?: string;
  generateName?: string;
  uid: string;
  resourceVersion: string;
  generation?: number;
  creationTimestamp: string;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: OwnerReference[];
  finalizers?: string[];
  managedFields?: ManagedFields[];
}

/** Who set which fields (server-side apply). */
export interface ManagedFields {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  time: string;
  fieldsType: 'FieldsV1';
  fieldsV1: Record<string, unknown>;
}

/** Any Kubernetes object. Objects in the store are never changed in place. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  spec?: Record<string, unknown>;
  status?: Record<string, unknown>;
  [member: string]: unknown;
}

/** An environment variable of a container. */
export interface EnvVar {
  name: string;
  value?: string;
  valueFrom?: Record<string, unknown>;
}

/** A container of a pod. */
export interface Container {
  name: string;
  image: string;
  env?: EnvVar[];
  envFrom?: Record<string, unknown>[];
  volumeMounts?: Record<string, unknown>[];
  [member: string]: unknown;
}

/** The spec of a pod. */
export interface PodSpec {
  containers: Container[];
  initContainers?: Container[];
  volumes?: Record<string, unknown>[];
  serviceAccountName?: string;
  nodeName?: string;
  nodeSelector?: Record<string, string>;
  affinity?: Record<string, unknown>;
  tolerations?: Toleration[];
  hostNetwork?: boolean;
  os?: { name: string };
  [member: string]: unknown;
}

/** A toleration of a pod. */
export interface Toleration {
  key?: string;
  operator?: string;
  value?: string;
  effect?: string;
  tolerationSeconds?: number;
}

/** A taint of a node. */
export interface Taint {
  key: string;
  value?: string;
  effect: string;
}

/** A pod. */
export interface Pod extends KubeObject {
  spec: PodSpec & Record<string, unknown>;
  status: {
    phase: string;
    conditions?: { type: string; status: string; [member: string]: unknown }[];
    [member: string]: unknown;
  };
}

/** A node. */
export interface Node extends KubeObject {
  spec: { taints?: Taint[]; [member: string]: unknown };
}

/** What controllers make pods from. */
export interface PodTemplate {
  metadata: {
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    [member: string]: unknown;
  };
  spec: PodSpec;
}

/** A controller with a pod template: Deployment, StatefulSet, DaemonSet, ReplicaSet, and custom ones of that shape. */
export interface Controller extends KubeObject {
  spec: {
    replicas?: number;
    template: PodTemplate;
    selector?: {
      matchLabels?: Record<string, string>;
      [member: string]: unknown;
    };
    [member: string]: unknown;
  };
}

/** `namespace/name`, or the name of an object without namespace. */
export function keyOf(object: {
  metadata: { namespace?: string; name: string };
}): string {
  const { namespace, name } = object.metadata;
  return namespace ? `${namespace}/${name}` : name;
}

/** The reference to the controller of an object, if it has one. */
export function controllerOf(object: KubeObject): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find(owner => owner.controller);
}

/** A reference to `owner` as the controller of another object. */
export function controllerReference(owner: KubeObject): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  };
}

/** A time as Kubernetes writes it: whole seconds, UTC. */
export function timestamp(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}
