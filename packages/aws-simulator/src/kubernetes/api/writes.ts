import { parse as parseYaml } from 'yaml';
import type { ClusterContext } from '../context';
import type { Controllers } from '../controllers';
import { timestamp, type KubeObject, type Pod } from '../objects';
import { applyConfiguration, trackUpdate } from '../patch/apply';
import { jsonPatch } from '../patch/jsonPatch';
import { mergePatch } from '../patch/mergePatch';
import { strategicMergePatch } from '../patch/strategicMerge';
import { badRequest, conflict, KubeError, notFound } from '../status';
import { apiVersionOf, type Resource } from '../store/resources';
import type { NewObject } from '../store/store';
import {
  checkChange,
  checkKind,
  checkNamespace,
  checkObject,
  withDefaults,
} from './admission';
import { flagOf, type ApiRequest } from './request';

/** Where a write goes. */
export interface Target {
  resource: Resource;
  namespace?: string;
  name?: string;
  subresource?: string;
}

/** An answer to a write. */
export interface Written {
  code: 200 | 201;
  object: KubeObject;
}

function mediaTypeOf(request: ApiRequest): string {
  return (request.headers['content-type'] ?? 'application/json')
    .split(';')[0]
    .trim();
}

/** The body as data. @throws KubeError 400 where it does not parse, 415 for a type that is not served. */
export function parseBody(request: ApiRequest): unknown {
  const text = request.body.toString('utf8');
  const type = mediaTypeOf(request);
  try {
    if (type.endsWith('yaml')) {
      return parseYaml(text);
    }
    if (type.endsWith('json')) {
      return text === '' ? {} : JSON.parse(text);
    }
  } catch (error) {
    throw badRequest(
      `the body of the request does not parse: ${(error as Error).message}`,
    );
  }
  throw new KubeError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: application/json, application/yaml`,
  );
}

function managerOf(request: ApiRequest): string {
  return (
    request.query.get('fieldManager') ||
    (request.headers['user-agent'] ?? 'unknown').split('/')[0]
  );
}

function isDryRun({ query }: ApiRequest): boolean {
  return query.get('dryRun') === 'All';
}

/** The writes of one cluster's API. */
export class Writes {
  constructor(
    private readonly context: ClusterContext,
    private readonly controllers: Controllers,
  ) {}

  /** POST of a new object. */
  create(request: ApiRequest, target: Target): Written {
    const { resource, namespace } = target;
    const { store } = this.context;
    const object = checkObject(resource, parseBody(request), target);
    checkNamespace(this.context, resource, namespace);
    const filled = withDefaults(object);
    checkKind(resource, filled);
    return { code: 201, object: this.store(request, filled, store.revision) };
  }

  /** PUT of an object or its status. */
  update(request: ApiRequest, target: Target): Written {
    const body = checkObject(target.resource, parseBody(request), target);
    return this.change(request, target, () => body as KubeObject);
  }

  /** PATCH, in any of the four ways. */
  patch(request: ApiRequest, target: Target): Written {
    const patch = parseBody(request);
    const type = mediaTypeOf(request);
    switch (type) {
      case 'application/merge-patch+json':
        return this.change(request, target, current =>
          mergePatch(current, patch),
        );
      case 'application/json-patch+json':
        return this.change(request, target, current =>
          jsonPatch(current, patch),
        );
      case 'application/strategic-merge-patch+json':
        if (!target.resource.custom) {
          return this.change(request, target, current =>
            strategicMergePatch(current, patch),
          );
        }
        break;
      case 'application/apply-patch+yaml':
        return this.apply(request, target, patch);
      default:
    }
    throw new KubeError(
      415,
      'UnsupportedMediaType',
      `the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml${
        target.resource.custom ? '' : ', application/strategic-merge-patch+json'
      }`,
    );
  }

  /** DELETE of one object: what it owns goes with it, unless it is to be orphaned. */
  delete(
    request: ApiRequest,
    target: Target,
  ): KubeObject | Record<string, unknown> {
    const object = this.find(target);
    const options = this.deleteOptions(request);
    const { uid, resourceVersion } = options.preconditions ?? {};
    if (
      (uid && uid !== object.metadata.uid) ||
      (resourceVersion && resourceVersion !== object.metadata.resourceVersion)
    ) {
      throw conflict(
        target.resource,
        object.metadata.name,
        'the precondition of the deletion does not hold',
      );
    }
    if (isDryRun(request)) {
      return object;
    }
    return this.remove(object, options);
  }

  /** DELETE of all objects that fit. @returns those that were there. */
  deleteAll(request: ApiRequest, objects: KubeObject[]): void {
    const options = this.deleteOptions(request);
    if (!isDryRun(request)) {
      objects.forEach(object => this.remove(object, options));
    }
  }

  /** Evicts a pod: what `kubectl drain` asks. */
  evict(target: Target): Record<string, unknown> {
    const pod = this.find(target) as Pod;
    this.controllers.pods.stop(pod);
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      code: 201,
    };
  }

  /** The object that a path names. @throws KubeError 404 */
  find({ resource, namespace, name = '' }: Target): KubeObject {
    const object = this.context.store.get(resource, namespace, name);
    if (!object) {
      throw notFound(resource, name);
    }
    return object;
  }

  private now(): string {
    return timestamp(this.context.state.clock.now());
  }

  private store(
    request: ApiRequest,
    object: NewObject,
    revision: number,
  ): KubeObject {
    const { store } = this.context;
    const tracked = trackUpdate(
      undefined,
      object as KubeObject,
      managerOf(request),
      this.now(),
    ) as NewObject;
    if (isDryRun(request)) {
      return {
        ...tracked,
        metadata: {
          uid: '00000000-0000-4000-8000-000000000000',
          creationTimestamp: this.now(),
          resourceVersion: String(revision),
          ...tracked.metadata,
        },
      };
    }
    if (object.kind === 'Pod' && object.apiVersion === 'v1') {
      return this.controllers.pods.create(tracked);
    }
    const { resourceVersion: _, ...metadata } = tracked.metadata;
    const created = store.create({ ...tracked, metadata });
    if (created.kind === 'Namespace') {
      store.create({
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'default', namespace: created.metadata.name },
      });
    }
    return this.current(created);
  }

  private change(
    request: ApiRequest,
    target: Target,
    changed: (current: KubeObject) => unknown,
  ): Written {
    const current = this.find(target);
    const wanted = checkObject(
      target.resource,
      changed(current),
      target,
    ) as KubeObject;
    const next: KubeObject =
      target.subresource === 'status'
        ? {
            ...current,
            metadata: {
              ...current.metadata,
              resourceVersion: wanted.metadata.resourceVersion,
            },
            status: wanted.status,
          }
        : { ...wanted, ...(current.status && { status: current.status }) };
    const identity = {
      ...next,
      metadata: {
        ...next.metadata,
        uid: next.metadata.uid ?? current.metadata.uid,
        managedFields: current.metadata.managedFields,
        ...(current.metadata.deletionTimestamp && {
          deletionTimestamp: current.metadata.deletionTimestamp,
        }),
      },
    };
    return { code: 200, object: this.save(request, target, current, identity) };
  }

  private save(
    request: ApiRequest,
    target: Target,
    current: KubeObject,
    next: KubeObject,
    tracks = true,
  ): KubeObject {
    checkKind(target.resource, next as NewObject);
    checkChange(target.resource, current, next);
    const same =
      JSON.stringify({ ...current, status: undefined }) ===
      JSON.stringify({ ...next, status: undefined });
    const tracked =
      tracks && !same && target.subresource !== 'status'
        ? trackUpdate(current, next, managerOf(request), this.now())
        : next;
    if (isDryRun(request)) {
      return tracked;
    }
    const saved = this.context.store.update(tracked);
    if (
      saved.metadata.deletionTimestamp &&
      saved.kind !== 'Pod' &&
      !saved.metadata.finalizers?.length
    ) {
      this.context.store.remove(saved);
      return saved;
    }
    return this.current(saved);
  }

  private apply(
    request: ApiRequest,
    target: Target,
    configuration: unknown,
  ): Written {
    const { resource, namespace, name = '' } = target;
    const { store } = this.context;
    const manager = request.query.get('fieldManager');
    if (!manager) {
      throw badRequest(
        'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
      );
    }
    const wanted = checkObject(resource, configuration, target);
    if (wanted.metadata.managedFields?.length) {
      throw badRequest('metadata.managedFields must be nil');
    }
    const options = {
      manager,
      force: flagOf(request.query, 'force'),
      now: this.now(),
    };
    const current = store.get(resource, namespace, name);
    if (current) {
      const next = applyConfiguration(
        current,
        wanted as unknown as Record<string, unknown>,
        options,
      );
      return {
        code: 200,
        object: this.save(request, target, current, next, false),
      };
    }
    checkNamespace(this.context, resource, namespace);
    const filled = withDefaults(wanted);
    checkKind(resource, filled);
    const { managedFields } = applyConfiguration(
      {
        apiVersion: apiVersionOf(resource),
        kind: resource.kind,
        metadata: { name, uid: '', resourceVersion: '', creationTimestamp: '' },
      },
      wanted as unknown as Record<string, unknown>,
      options,
    ).metadata;
    const created = this.store(request, filled, store.revision);
    if (isDryRun(request)) {
      return { code: 201, object: created };
    }
    return {
      code: 201,
      object: store.update({
        ...created,
        metadata: { ...created.metadata, managedFields },
      }),
    };
  }

  private deleteOptions(request: ApiRequest): {
    gracePeriodSeconds?: number;
    propagationPolicy?: string;
    preconditions?: { uid?: string; resourceVersion?: string };
  } {
    const body =
      request.body.length > 0
        ? (parseBody(request) as Record<string, unknown>)
        : {};
    const grace = request.query.get('gracePeriodSeconds');
    return {
      ...body,
      ...(grace && { gracePeriodSeconds: Number(grace) }),
      ...(request.query.get('propagationPolicy') && {
        propagationPolicy: request.query.get('propagationPolicy') as string,
      }),
    };
  }

  private remove(
    object: KubeObject,
    options: { gracePeriodSeconds?: number; propagationPolicy?: string },
  ): KubeObject | Record<string, unknown> {
    const { store } = this.context;
    if (object.kind === 'Pod' && object.apiVersion === 'v1') {
      return this.controllers.pods.stop(
        object as Pod,
        options.gracePeriodSeconds,
      );
    }
    if (options.propagationPolicy === 'Orphan') {
      this.orphan(object);
    }
    if (object.metadata.finalizers?.length) {
      return store.update({
        ...object,
        metadata: { ...object.metadata, deletionTimestamp: this.now() },
      });
    }
    if (object.kind === 'Namespace') {
      this.empty(object.metadata.name);
    }
    store.remove(object);
    const resource = store.registry.ensure(object);
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: {
        name: object.metadata.name,
        ...(resource.group && { group: resource.group }),
        kind: resource.plural,
        uid: object.metadata.uid,
      },
    };
  }

  private orphan(owner: KubeObject): void {
    const { store } = this.context;
    for (const dependent of store.dependents(owner.metadata.uid)) {
      store.update({
        ...dependent,
        metadata: {
          ...dependent.metadata,
          ownerReferences: dependent.metadata.ownerReferences?.filter(
            ({ uid }) => uid !== owner.metadata.uid,
          ),
        },
      });
    }
  }

  /** Removes everything in a namespace: controllers before what they would replace. */
  private empty(namespace: string): void {
    const { store } = this.context;
    const all = store.registry
      .list()
      .filter(({ namespaced }) => namespaced)
      .flatMap(resource => store.list(resource))
      .filter(({ metadata }) => metadata.namespace === namespace);
    all
      .sort((a, b) => Number(a.kind === 'Pod') - Number(b.kind === 'Pod'))
      .forEach(object =>
        object.kind === 'Pod'
          ? this.controllers.pods.stop(object as Pod, 0)
          : store.remove(object),
      );
  }

  private current(object: KubeObject): KubeObject {
    return (
      this.context.store.get(
        this.context.store.registry.ensure(object),
        object.metadata.namespace,
        object.metadata.name,
      ) ?? object
    );
  }
}
