import type { KubeObject, ManagedFields } from '../objects';
import { KubeError } from '../status';
import { listMergeOf } from './mergeKeys';

type Json = unknown;
type JsonMap = Record<string, Json>;
/** Fields as `FieldsV1` writes them: `f:name` for members, `k:{…}` for items of keyed lists, `v:…` of sets, `.` for the thing itself. */
type FieldSet = { [step: string]: FieldSet };

function isMap(value: Json): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldsOf(value: Json, path: string[]): FieldSet {
  if (isMap(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [
        `f:${key}`,
        fieldsOf(member, [...path, key]),
      ]),
    );
  }
  if (Array.isArray(value)) {
    const merge = listMergeOf(path);
    if (merge.kind === 'map') {
      return Object.fromEntries(
        value
          .filter(isMap)
          .map(item => [
            `k:${JSON.stringify({ [merge.key]: item[merge.key] })}`,
            { '.': {}, ...fieldsOf(item, path) },
          ]),
      );
    }
    if (merge.kind === 'set') {
      return Object.fromEntries(
        value.map(item => [`v:${JSON.stringify(item)}`, {}]),
      );
    }
  }
  return {};
}

/** The fields of a configuration that its applier owns; identity is nobody's. */
export function ownedFields(configuration: JsonMap): FieldSet {
  const {
    apiVersion: _a,
    kind: _k,
    metadata,
    status: _s,
    ...rest
  } = configuration;
  const { labels, annotations, finalizers, ownerReferences } = (metadata ??
    {}) as JsonMap;
  const meta = Object.fromEntries(
    Object.entries({ labels, annotations, finalizers, ownerReferences }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  return fieldsOf(
    { ...rest, ...(Object.keys(meta).length > 0 && { metadata: meta }) },
    [],
  );
}

type Leaf = string[];

function leavesOf(fields: FieldSet, path: Leaf = []): Leaf[] {
  const steps = Object.entries(fields);
  return steps.length === 0
    ? [path]
    : steps.flatMap(([step, below]) => leavesOf(below, [...path, step]));
}

function has(fields: FieldSet, leaf: Leaf): boolean {
  let current: FieldSet | undefined = fields;
  for (const step of leaf) {
    current = current?.[step];
  }
  return current !== undefined;
}

function valueAt(object: Json, leaf: Leaf): Json {
  let value = object;
  for (const step of leaf) {
    value = child(value, step);
  }
  return value;
}

function child(value: Json, step: string): Json {
  if (step === '.') {
    return value !== undefined;
  }
  if (step.startsWith('f:')) {
    return isMap(value) ? value[step.slice(2)] : undefined;
  }
  const wanted = JSON.parse(step.slice(2));
  return Array.isArray(value)
    ? value.find(item =>
        step.startsWith('k:') ? isItem(item, wanted) : item === wanted,
      )
    : undefined;
}

function isItem(item: Json, key: JsonMap): boolean {
  return (
    isMap(item) &&
    Object.entries(key).every(([name, value]) => item[name] === value)
  );
}

function removeAt(value: Json, leaf: Leaf): Json {
  const [step, ...rest] = leaf;
  if (step === undefined || step === '.') {
    return undefined;
  }
  if (step.startsWith('f:') && isMap(value)) {
    const key = step.slice(2);
    const below = removeAt(value[key], rest);
    const { [key]: _, ...others } = value;
    return below === undefined ? others : { ...others, [key]: below };
  }
  if (Array.isArray(value)) {
    const wanted = JSON.parse(step.slice(2));
    return value.flatMap(item => {
      const fits = step.startsWith('k:')
        ? isItem(item, wanted)
        : item === wanted;
      if (!fits) {
        return [item];
      }
      const below = rest.length === 0 ? undefined : removeAt(item, rest);
      return below === undefined ? [] : [below];
    });
  }
  return value;
}

function mergeApplied(target: Json, applied: Json, path: string[]): Json {
  if (isMap(applied)) {
    const base = isMap(target) ? target : {};
    return Object.entries(applied).reduce<JsonMap>(
      (result, [key, value]) => ({
        ...result,
        [key]: mergeApplied(base[key], value, [...path, key]),
      }),
      base,
    );
  }
  if (!Array.isArray(applied)) {
    return applied;
  }
  const existing = Array.isArray(target) ? target : [];
  const merge = listMergeOf(path);
  switch (merge.kind) {
    case 'map': {
      const keyOfItem = (item: Json) => isMap(item) && item[merge.key];
      const known = existing.map(item => {
        const update = applied.find(
          each => keyOfItem(each) === keyOfItem(item),
        );
        return update === undefined ? item : mergeApplied(item, update, path);
      });
      const added = applied.filter(
        each => !existing.some(item => keyOfItem(item) === keyOfItem(each)),
      );
      return [...known, ...added];
    }
    case 'set':
      return [...new Set([...existing, ...applied])];
    default:
      return applied;
  }
}

function readable(leaf: Leaf): string {
  return leaf
    .filter(step => step !== '.')
    .map(step =>
      step.startsWith('f:')
        ? `.${step.slice(2)}`
        : `[${step.slice(2).replace(/^\{"([^"]+)":(.*)\}$/, '$1=$2')}]`,
    )
    .join('');
}

function managersOf(object: KubeObject): ManagedFields[] {
  return object.metadata.managedFields ?? [];
}

function conflictsWith(
  live: KubeObject,
  configuration: JsonMap,
  manager: string,
  leaves: Leaf[],
): { manager: string; leaf: Leaf }[] {
  return managersOf(live)
    .filter(each => !(each.manager === manager && each.operation === 'Apply'))
    .flatMap(each =>
      leaves
        .filter(
          leaf =>
            has(each.fieldsV1 as FieldSet, leaf) &&
            JSON.stringify(valueAt(live, leaf)) !==
              JSON.stringify(valueAt(configuration, leaf)),
        )
        .map(leaf => ({ manager: each.manager, leaf })),
    );
}

/**
 * Server-side apply: merges a configuration into an object, removes what its manager applied before
 * and no longer names, and remembers what it owns now.
 * @param options - `force`: takes fields over from other managers.
 * @throws KubeError 409 where another manager owns a field with another value.
 */
export function applyConfiguration(
  live: KubeObject,
  configuration: JsonMap,
  options: { manager: string; force: boolean; now: string },
): KubeObject {
  const { manager, force, now } = options;
  const fields = ownedFields(configuration);
  const leaves = leavesOf(fields);
  const conflicts = conflictsWith(live, configuration, manager, leaves);
  if (conflicts.length > 0 && !force) {
    throw new KubeError(
      409,
      'Conflict',
      `Apply failed with ${conflicts.length} conflict${
        conflicts.length === 1 ? '' : 's'
      }: ${conflicts
        .map(each => `conflict with "${each.manager}": ${readable(each.leaf)}`)
        .join('\n')}`,
      {
        causes: conflicts.map(each => ({
          reason: 'FieldManagerConflict',
          message: `conflict with "${each.manager}"`,
          field: readable(each.leaf),
        })),
      },
    );
  }
  const own = managersOf(live).find(
    each => each.manager === manager && each.operation === 'Apply',
  );
  const others = managersOf(live).filter(each => each !== own);
  const dropped = leavesOf((own?.fieldsV1 ?? {}) as FieldSet).filter(
    leaf =>
      leaf.length > 0 &&
      !has(fields, leaf) &&
      !others.some(each => has(each.fieldsV1 as FieldSet, leaf)),
  );
  const { metadata, status: _, ...rest } = configuration;
  const { labels, annotations, finalizers, ownerReferences } = (metadata ??
    {}) as JsonMap;
  const pruned = dropped.reduce<Json>(removeAt, live) as KubeObject;
  const meta = Object.fromEntries(
    Object.entries({ labels, annotations, finalizers, ownerReferences }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  const merged = mergeApplied(
    pruned,
    { ...rest, metadata: meta },
    [],
  ) as KubeObject;
  const taken = (entry: ManagedFields): ManagedFields => ({
    ...entry,
    fieldsV1: conflicts
      .filter(each => each.manager === entry.manager)
      .reduce<Json>(
        (all, { leaf }) => withoutLeaf(all as FieldSet, leaf),
        entry.fieldsV1,
      ) as FieldSet,
  });
  return {
    ...merged,
    metadata: {
      ...merged.metadata,
      managedFields: [
        ...others.map(taken),
        {
          manager,
          operation: 'Apply',
          apiVersion: live.apiVersion,
          time: now,
          fieldsType: 'FieldsV1',
          fieldsV1: fields,
        },
      ],
    },
  };
}

function withoutLeaf(fields: FieldSet, leaf: Leaf): FieldSet {
  const [step, ...rest] = leaf;
  const { [step]: below, ...others } = fields;
  if (below === undefined || rest.length === 0) {
    return others;
  }
  const left = withoutLeaf(below, rest);
  return Object.keys(left).length > 0 ? { ...others, [step]: left } : others;
}

/** Remembers which fields an ordinary change (patch, update, create) touched, so that an apply of another value is a conflict. */
export function trackUpdate(
  before: KubeObject | undefined,
  after: KubeObject,
  manager: string,
  now: string,
): KubeObject {
  const changed = leavesOf(ownedFields(after)).filter(
    leaf =>
      leaf.length > 0 &&
      JSON.stringify(before && valueAt(before, leaf)) !==
        JSON.stringify(valueAt(after, leaf)),
  );
  if (changed.length === 0) {
    return after;
  }
  const entries = managersOf(before ?? after);
  const isOwn = (entry: ManagedFields) =>
    entry.manager === manager && entry.operation === 'Update';
  const known = (entries.find(isOwn)?.fieldsV1 ?? {}) as FieldSet;
  const fields = changed.reduce<FieldSet>(withLeaf, known);
  return {
    ...after,
    metadata: {
      ...after.metadata,
      managedFields: [
        ...entries.filter(entry => !isOwn(entry)),
        {
          manager,
          operation: 'Update',
          apiVersion: after.apiVersion,
          time: now,
          fieldsType: 'FieldsV1',
          fieldsV1: fields,
        },
      ],
    },
  };
}

function withLeaf(fields: FieldSet, leaf: Leaf): FieldSet {
  const [step, ...rest] = leaf;
  return step === undefined
    ? fields
    : { ...fields, [step]: withLeaf(fields[step] ?? {}, rest) };
}
