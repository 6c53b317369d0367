import { badRequest } from '../status';
import { listMergeOf } from './mergeKeys';

type Json = unknown;
type JsonMap = Record<string, Json>;

/** No library does this in JavaScript; the rules are those of Kubernetes' strategic merge patch. */

const directiveKey = '$patch';
const deleteFromSet = '$deleteFromPrimitiveList/';
const setOrder = '$setElementOrder/';
const retainKeys = '$retainKeys';

function isMap(value: Json): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function directiveOf(value: JsonMap): string | undefined {
  const directive = value[directiveKey];
  if (directive === undefined) {
    return undefined;
  }
  if (!['replace', 'delete', 'merge'].includes(String(directive))) {
    throw badRequest(`unknown patch directive: ${JSON.stringify(directive)}`);
  }
  return String(directive);
}

function withoutDirectives(value: Json): Json {
  if (Array.isArray(value)) {
    return value.map(withoutDirectives);
  }
  if (!isMap(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, member]) => !key.startsWith('$') && member !== null)
      .map(([key, member]) => [key, withoutDirectives(member)]),
  );
}

function mergeKeyed(
  target: Json[],
  patch: Json[],
  key: string,
  path: string[],
): Json[] {
  let result = [...target];
  const additions: Json[] = [];
  if (patch.some(item => isMap(item) && directiveOf(item) === 'replace')) {
    return patch
      .filter(item => !(isMap(item) && directiveOf(item) === 'replace'))
      .map(withoutDirectives);
  }
  for (const item of patch) {
    if (!isMap(item) || item[key] === undefined) {
      throw badRequest(
        `map: ${JSON.stringify(
          item,
        )} does not contain declared merge key: ${key}`,
      );
    }
    const index = result.findIndex(
      each => isMap(each) && each[key] === item[key],
    );
    if (directiveOf(item) === 'delete') {
      result = result.filter(each => !(isMap(each) && each[key] === item[key]));
    } else if (index >= 0) {
      result[index] = mergeMaps(result[index] as JsonMap, item, path);
    } else {
      additions.push(withoutDirectives(item));
    }
  }
  return [...result, ...additions];
}

function ordered(list: Json[], order: Json[], key: string | undefined): Json[] {
  const identity = (item: Json) =>
    key && isMap(item) ? JSON.stringify(item[key]) : JSON.stringify(item);
  const positions = new Map(
    order.map((item, index) => [identity(item), index]),
  );
  return list
    .map((item, index) => ({ item, index }))
    .sort((a, b) => {
      const [first, second] = [
        positions.get(identity(a.item)),
        positions.get(identity(b.item)),
      ];
      return first !== undefined && second !== undefined
        ? first - second
        : a.index - b.index;
    })
    .map(({ item }) => item);
}

function mergeLists(target: Json, patch: Json[], path: string[]): Json[] {
  const existing = Array.isArray(target) ? target : [];
  const merge = listMergeOf(path);
  switch (merge.kind) {
    case 'map':
      return mergeKeyed(existing, patch, merge.key, path);
    case 'set':
      return [...new Set([...existing, ...patch])];
    default:
      return patch.map(withoutDirectives);
  }
}

function mergeMember(target: Json, value: Json, path: string[]): Json {
  if (Array.isArray(value)) {
    return mergeLists(target, value, path);
  }
  if (isMap(value)) {
    return mergeMaps(isMap(target) ? target : {}, value, path);
  }
  return value;
}

function mergeMaps(target: JsonMap, patch: JsonMap, path: string[]): JsonMap {
  const directive = directiveOf(patch);
  if (directive === 'replace') {
    return withoutDirectives(patch) as JsonMap;
  }
  if (directive === 'delete') {
    return {};
  }
  const kept = patch[retainKeys];
  const result: JsonMap = Array.isArray(kept)
    ? Object.fromEntries(
        Object.entries(target).filter(([key]) => kept.includes(key)),
      )
    : { ...target };
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith(deleteFromSet)) {
      const field = key.slice(deleteFromSet.length);
      const removed = Array.isArray(value) ? value : [];
      if (Array.isArray(result[field])) {
        result[field] = (result[field] as Json[]).filter(
          item => !removed.includes(item),
        );
      }
    } else if (key.startsWith('$')) {
      continue;
    } else if (value === null) {
      delete result[key];
    } else {
      result[key] = mergeMember(result[key], value, [...path, key]);
    }
  }
  for (const [key, value] of Object.entries(patch)) {
    const field = key.startsWith(setOrder) ? key.slice(setOrder.length) : '';
    if (field && Array.isArray(value) && Array.isArray(result[field])) {
      const merge = listMergeOf([...path, field]);
      result[field] = ordered(
        result[field] as Json[],
        value,
        merge.kind === 'map' ? merge.key : undefined,
      );
    }
  }
  return result;
}

/**
 * Strategic merge patch: as a merge patch, but lists with a merge key (containers, env, volumes …)
 * merge item by item, and `$patch`, `$retainKeys`, `$setElementOrder` and `$deleteFromPrimitiveList`
 * are obeyed.
 * @throws KubeError 400 for an unknown directive or an item without its key.
 */
export function strategicMergePatch(target: Json, patch: Json): Json {
  if (!isMap(patch)) {
    throw badRequest('the patch is not a JSON object');
  }
  return mergeMaps(isMap(target) ? target : {}, patch, []);
}
