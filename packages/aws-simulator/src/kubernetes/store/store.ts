import type { Clock } from '../../state/clock';
import { keyOf, timestamp, type KubeObject, type ObjectMeta } from '../objects';
import { stableUid } from '../names';
import { alreadyExists, conflict, expired, notFound } from '../status';
import { ResourceRegistry, type Resource } from './resources';

/** A change of the store. */
export interface StoreEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  resource: Resource;
  revision: number;
  object: KubeObject;
  previous?: KubeObject;
}

type StoreListener = (event: StoreEvent) => void;

/** An object that has no uid, version and time yet. */
export interface NewObject {
  apiVersion: string;
  kind: string;
  metadata: Partial<ObjectMeta> & { name: string };
  spec?: Record<string, unknown>;
  status?: Record<string, unknown>;
  [member: string]: unknown;
}

/** How many changes are remembered: older ones answer 410 to watches and continued lists. */
const historyLength = 10_000;

function withoutVersion(object: KubeObject): string {
  return JSON.stringify({
    ...object,
    metadata: {
      ...object.metadata,
      resourceVersion: undefined,
      generation: undefined,
    },
  });
}

function specChanged(before: KubeObject, after: KubeObject): boolean {
  return JSON.stringify(before.spec) !== JSON.stringify(after.spec);
}

/** Kubernetes leaves empty labels, annotations and owners out. */
function dropEmptyMaps(metadata: ObjectMeta): void {
  for (const member of [
    'labels',
    'annotations',
    'ownerReferences',
    'finalizers',
  ] as const) {
    const value = metadata[member];
    if (value && Object.keys(value).length === 0) {
      delete metadata[member];
    }
  }
}

/**
 * The objects of one cluster, with one revision counter as in etcd and a history of changes.
 * Objects that go in are not to be changed afterwards.
 */
export class ObjectStore {
  readonly registry = new ResourceRegistry();
  private readonly tables = new Map<string, Map<string, KubeObject>>();
  private readonly history: StoreEvent[] = [];
  private readonly listeners = new Set<StoreListener>();
  private readonly owned = new Map<string, Map<string, KubeObject>>();
  private readonly undelivered: StoreEvent[] = [];
  private delivering = false;
  private current = 1000;

  constructor(private readonly seed: string, readonly clock: Clock) {}

  /** The newest revision. */
  get revision(): number {
    return this.current;
  }

  /** Is called after every change, in order; a change made by a listener comes after it. */
  subscribe(listener: StoreListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  resource(apiVersion: string, kind: string): Resource {
    const found = this.registry.byKind(apiVersion, kind);
    if (!found) {
      throw new Error(`${apiVersion} ${kind} is not served`);
    }
    return found;
  }

  /** All objects of a kind, in no particular order. */
  list(resource: Resource): KubeObject[] {
    return [...this.table(resource).values()];
  }

  get(
    resource: Resource,
    namespace: string | undefined,
    name: string,
  ): KubeObject | undefined {
    return this.table(resource).get(keyOf({ metadata: { namespace, name } }));
  }

  /** The objects that name an owner, by its uid. */
  dependents(uid: string): KubeObject[] {
    return [...(this.owned.get(uid)?.values() ?? [])];
  }

  /**
   * The objects of a kind as they were at a revision.
   * @throws KubeError 410 where the history does not reach back so far.
   */
  listAt(resource: Resource, revision: number): Map<string, KubeObject> {
    const objects = new Map(this.table(resource));
    for (const event of this.eventsAfter(revision).reverse()) {
      if (event.resource !== resource) {
        continue;
      }
      if (event.previous) {
        objects.set(keyOf(event.previous), event.previous);
      } else {
        objects.delete(keyOf(event.object));
      }
    }
    return objects;
  }

  /**
   * The changes after a revision.
   * @throws KubeError 410 where the history does not reach back so far.
   */
  eventsAfter(revision: number): StoreEvent[] {
    const oldest = this.history[0]?.revision ?? this.current + 1;
    if (revision < oldest - 1) {
      throw expired(`too old resource version: ${revision} (${oldest - 1})`);
    }
    const first = this.history.findIndex(event => event.revision > revision);
    return first < 0 ? [] : this.history.slice(first);
  }

  /** Forgets the history, as etcd's compaction does. */
  compact(): void {
    this.history.length = 0;
  }

  /**
   * Adds an object.
   * @param at - its creation time; default now.
   * @throws KubeError 409 where one of that name exists.
   */
  create<T extends KubeObject = KubeObject>(
    object: NewObject,
    at: Date = this.clock.now(),
  ): T {
    const resource = this.registry.ensure(object);
    const key = keyOf(object);
    if (this.table(resource).has(key)) {
      throw alreadyExists(resource, object.metadata.name);
    }
    const revision = ++this.current;
    const { name, generateName, namespace, ...rest } = object.metadata;
    const created: KubeObject = {
      ...object,
      metadata: {
        name,
        ...(generateName && { generateName }),
        ...(namespace && { namespace }),
        ...rest,
        uid:
          object.metadata.uid ??
          stableUid(`${this.seed}:${resource.plural}:${key}:${revision}`),
        resourceVersion: String(revision),
        creationTimestamp: timestamp(at),
        ...(object.spec && resource.plural !== 'pods' && { generation: 1 }),
      },
    };
    dropEmptyMaps(created.metadata);
    this.table(resource).set(key, created);
    if (created.kind === 'CustomResourceDefinition') {
      this.registry.define(created);
    }
    this.emit({ type: 'ADDED', resource, revision, object: created });
    return created as T;
  }

  /**
   * Replaces an object. Its generation grows where its spec differs; nothing happens where nothing differs.
   * @throws KubeError 404 where it is gone, 409 where its resourceVersion is an older one.
   */
  update<T extends KubeObject>(object: T): T {
    const resource = this.registry.ensure(object);
    const key = keyOf(object);
    const previous = this.table(resource).get(key);
    if (!previous) {
      throw notFound(resource, object.metadata.name);
    }
    const { resourceVersion, uid } = object.metadata;
    if (
      resourceVersion &&
      resourceVersion !== previous.metadata.resourceVersion
    ) {
      throw conflict(resource, object.metadata.name);
    }
    if (uid && uid !== previous.metadata.uid) {
      throw conflict(
        resource,
        object.metadata.name,
        `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${previous.metadata.uid}`,
      );
    }
    if (withoutVersion(previous) === withoutVersion(object)) {
      return previous as T;
    }
    const revision = ++this.current;
    const { generation } = previous.metadata;
    const updated: KubeObject = {
      ...object,
      metadata: {
        ...object.metadata,
        uid: previous.metadata.uid,
        creationTimestamp: previous.metadata.creationTimestamp,
        resourceVersion: String(revision),
        ...(generation !== undefined && {
          generation: specChanged(previous, object)
            ? generation + 1
            : generation,
        }),
      },
    };
    dropEmptyMaps(updated.metadata);
    this.table(resource).set(key, updated);
    if (updated.kind === 'CustomResourceDefinition') {
      this.registry.define(updated);
    }
    this.emit({
      type: 'MODIFIED',
      resource,
      revision,
      object: updated,
      previous,
    });
    return updated as T;
  }

  /** Removes an object at once. @returns what was removed, if it was there. */
  remove(object: KubeObject): KubeObject | undefined {
    const resource = this.registry.ensure(object);
    const key = keyOf(object);
    const previous = this.table(resource).get(key);
    if (!previous || previous.metadata.uid !== object.metadata.uid) {
      return undefined;
    }
    this.table(resource).delete(key);
    const revision = ++this.current;
    const last: KubeObject = {
      ...previous,
      metadata: { ...previous.metadata, resourceVersion: String(revision) },
    };
    this.emit({
      type: 'DELETED',
      resource,
      revision,
      object: last,
      previous,
    });
    return last;
  }

  private table(resource: Resource): Map<string, KubeObject> {
    const name = `${resource.group}/${resource.plural}`;
    let table = this.tables.get(name);
    if (!table) {
      table = new Map();
      this.tables.set(name, table);
    }
    return table;
  }

  private emit(event: StoreEvent): void {
    this.indexOwners(event);
    this.history.push(event);
    if (this.history.length > historyLength * 1.1) {
      this.history.splice(0, this.history.length - historyLength);
    }
    this.undelivered.push(event);
    this.deliver();
  }

  /** Every listener sees the changes in their order, also those that other listeners make. */
  private deliver(): void {
    if (this.delivering) {
      return;
    }
    this.delivering = true;
    try {
      for (
        let event = this.undelivered.shift();
        event;
        event = this.undelivered.shift()
      ) {
        for (const listener of [...this.listeners]) {
          listener(event);
        }
      }
    } finally {
      this.delivering = false;
    }
  }

  private indexOwners({ type, object, previous }: StoreEvent): void {
    const { uid } = object.metadata;
    for (const owner of previous?.metadata.ownerReferences ?? []) {
      const siblings = this.owned.get(owner.uid);
      siblings?.delete(uid);
      if (siblings?.size === 0) {
        this.owned.delete(owner.uid);
      }
    }
    if (type === 'DELETED') {
      return;
    }
    for (const owner of object.metadata.ownerReferences ?? []) {
      const siblings = this.owned.get(owner.uid) ?? new Map();
      siblings.set(uid, object);
      this.owned.set(owner.uid, siblings);
    }
  }
}
