import type { ClusterContext } from '../context';
import { jobLabels } from '../controllers/job';
import { nameSuffix, stableUid } from '../names';
import type { Controller, KubeObject } from '../objects';
import { badRequest, invalid, KubeError, notFound } from '../status';
import { apiVersionOf, type Resource } from '../store/resources';
import { matchesLabelSelector } from '../store/selectors';
import type { NewObject } from '../store/store';

/** What the API server checks and fills in before it stores an object. */

const subdomain = /^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/;
/** RBAC names may hold colons. */
const pathSegment = /^[^/%]+$/;

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStringMap(value: unknown): boolean {
  return (
    value === undefined ||
    (isMap(value) &&
      Object.values(value).every(each => typeof each === 'string'))
  );
}

function checkName(resource: Resource, name: string): void {
  const shape =
    resource.group === 'rbac.authorization.k8s.io' ? pathSegment : subdomain;
  if (!shape.test(name) || name.length > 253) {
    throw invalid(
      resource,
      name,
      'metadata.name',
      `Invalid value: ${JSON.stringify(
        name,
      )}: a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character`,
    );
  }
}

/**
 * Checks the shape of an object that came over the wire.
 * @throws KubeError 400 or 422 that names the member.
 */
export function checkObject(
  resource: Resource,
  body: unknown,
  at: { namespace?: string; name?: string },
): NewObject {
  if (!isMap(body)) {
    throw badRequest('the body of the request is not an object');
  }
  const apiVersion = apiVersionOf(resource);
  if (
    (body.apiVersion ?? apiVersion) !== apiVersion ||
    (body.kind ?? resource.kind) !== resource.kind
  ) {
    throw badRequest(
      `${resource.kind} in version "${resource.version}" cannot be handled as a ${resource.kind}: the object is a ${body.kind} of ${body.apiVersion}`,
    );
  }
  const metadata = isMap(body.metadata) ? body.metadata : {};
  const generateName = metadata.generateName;
  const name = metadata.name ?? at.name;
  if (at.name !== undefined && name !== at.name) {
    throw badRequest(
      `the name of the object (${name}) does not match the name on the URL (${at.name})`,
    );
  }
  if (
    metadata.namespace !== undefined &&
    metadata.namespace !== at.namespace &&
    resource.namespaced
  ) {
    throw badRequest(
      `the namespace of the provided object does not match the namespace sent on the request`,
    );
  }
  if (typeof name !== 'string' && typeof generateName !== 'string') {
    throw invalid(
      resource,
      '',
      'metadata.name',
      'Required value: name or generateName is required',
    );
  }
  for (const member of ['labels', 'annotations']) {
    if (!isStringMap(metadata[member])) {
      throw badRequest(
        `${resource.kind} in version "${resource.version}" cannot be handled as a ${resource.kind}: metadata.${member}: all values must be strings`,
      );
    }
  }
  if (body.spec !== undefined && !isMap(body.spec)) {
    throw badRequest(`${resource.kind}: spec is not an object`);
  }
  const named =
    typeof name === 'string'
      ? name
      : `${generateName}${nameSuffix(`${generateName}${Math.random()}`)}`;
  checkName(resource, named);
  return {
    ...body,
    apiVersion,
    kind: resource.kind,
    metadata: {
      ...metadata,
      name: named,
      ...(resource.namespaced && { namespace: at.namespace }),
    },
  } as NewObject;
}

function checkTemplate(resource: Resource, object: NewObject): void {
  const { spec } = object as unknown as Controller;
  const required = (field: string) =>
    invalid(resource, object.metadata.name, field, 'Required value');
  if (!Array.isArray(spec?.template?.spec?.containers)) {
    throw required('spec.template.spec.containers');
  }
  if (!spec.selector) {
    throw required('spec.selector');
  }
  if (!matchesLabelSelector(spec.selector, spec.template.metadata?.labels)) {
    throw invalid(
      resource,
      object.metadata.name,
      'spec.template.metadata.labels',
      `Invalid value: ${JSON.stringify(
        spec.template.metadata?.labels ?? {},
      )}: \`selector\` does not match template \`labels\``,
    );
  }
}

const templated = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'];

/** Checks what a kind demands. @throws KubeError 422 that names the field. */
export function checkKind(resource: Resource, object: NewObject): void {
  if (resource.custom) {
    return;
  }
  if (templated.includes(resource.kind)) {
    checkTemplate(resource, object);
  }
  const { containers } = (object.spec ?? {}) as { containers?: unknown };
  if (
    resource.kind === 'Pod' &&
    !(Array.isArray(containers) && containers.length > 0)
  ) {
    throw invalid(
      resource,
      object.metadata.name,
      'spec.containers',
      'Required value',
    );
  }
}

const strategies: Record<string, Record<string, unknown>> = {
  Deployment: {
    replicas: 1,
    strategy: {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
    },
    progressDeadlineSeconds: 600,
    revisionHistoryLimit: 10,
  },
  ReplicaSet: { replicas: 1 },
  StatefulSet: {
    replicas: 1,
    podManagementPolicy: 'OrderedReady',
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
  },
  DaemonSet: {
    updateStrategy: {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
    },
  },
  Job: { parallelism: 1, completions: 1, backoffLimit: 6, suspend: false },
  CronJob: {
    concurrencyPolicy: 'Allow',
    suspend: false,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 1,
  },
};

/** Fills in what the API server fills in at creation. */
export function withDefaults(object: NewObject): NewObject {
  const defaults = strategies[object.kind];
  const filled = defaults
    ? { ...object, spec: { ...defaults, ...object.spec } }
    : object;
  if (filled.kind === 'Namespace') {
    return {
      ...filled,
      metadata: {
        ...filled.metadata,
        labels: {
          ...filled.metadata.labels,
          'kubernetes.io/metadata.name': filled.metadata.name,
        },
      },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    };
  }
  return filled.kind === 'Job' ? withJobSelector(filled) : filled;
}

/** A Job selects its pods by its own uid. */
function withJobSelector(job: NewObject): NewObject {
  const { name, namespace } = job.metadata;
  const uid = stableUid(`job:${namespace}/${name}:${Math.random()}`);
  const { template } = job.spec as {
    template?: { metadata?: { labels?: Record<string, string> } };
  };
  return {
    ...job,
    metadata: { ...job.metadata, uid },
    spec: {
      ...job.spec,
      selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': uid } },
      template: {
        ...template,
        metadata: {
          ...template?.metadata,
          labels: {
            ...template?.metadata?.labels,
            ...jobLabels(name, uid),
          },
        },
      },
    },
  };
}

/** @throws KubeError 404 where the namespace of a new object does not exist. */
export function checkNamespace(
  context: ClusterContext,
  resource: Resource,
  namespace: string | undefined,
): void {
  const namespaces = context.store.resource('v1', 'Namespace');
  if (
    resource.namespaced &&
    (!namespace || !context.store.get(namespaces, undefined, namespace))
  ) {
    throw notFound(namespaces, namespace ?? '');
  }
}

function mutablePodSpec(object: KubeObject): string {
  const {
    containers,
    initContainers,
    tolerations: _,
    ...rest
  } = (object.spec ?? {}) as Record<string, unknown>;
  const withoutImages = (list: unknown) =>
    (list as { image: string }[] | undefined)?.map(
      ({ image: _image, ...others }) => others,
    );
  return JSON.stringify({
    ...rest,
    containers: withoutImages(containers),
    initContainers: withoutImages(initContainers),
  });
}

/** Checks that a change touches nothing that may not change. @throws KubeError 422 */
export function checkChange(
  resource: Resource,
  before: KubeObject,
  after: KubeObject,
): void {
  const { name } = before.metadata;
  if (
    resource.kind === 'Pod' &&
    !resource.custom &&
    mutablePodSpec(before) !== mutablePodSpec(after)
  ) {
    throw new KubeError(
      422,
      'Invalid',
      `Pod "${name}" is invalid: spec: Forbidden: pod updates may not change fields other than \`spec.containers[*].image\`,\`spec.initContainers[*].image\`,\`spec.activeDeadlineSeconds\`,\`spec.tolerations\` (only additions to existing tolerations),\`spec.terminationGracePeriodSeconds\` (allow it to be set to 1 if it was previously negative)`,
      { name, kind: 'Pod' },
    );
  }
  if (
    templated.includes(resource.kind) &&
    !resource.custom &&
    JSON.stringify(before.spec?.selector) !==
      JSON.stringify(after.spec?.selector)
  ) {
    throw invalid(
      resource,
      name,
      'spec.selector',
      `Invalid value: ${JSON.stringify(
        after.spec?.selector,
      )}: field is immutable`,
    );
  }
}
