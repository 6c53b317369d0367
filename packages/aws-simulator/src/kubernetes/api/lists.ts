import type { ClusterContext } from '../context';
import { keyOf, type KubeObject } from '../objects';
import { badRequest, expired } from '../status';
import type { Resource } from '../store/resources';
import {
  parseFieldSelector,
  parseLabelSelector,
  type Predicate,
} from '../store/selectors';
import type { ListMeta } from './present';
import { numberOf } from './request';

/** Which objects of a kind a request wants. */
export function predicateOf(
  resource: Resource,
  query: URLSearchParams,
  namespace: string | undefined,
  name?: string,
): Predicate {
  const labels = query.get('labelSelector');
  const fields = query.get('fieldSelector');
  const tests: Predicate[] = [];
  if (namespace !== undefined) {
    tests.push(({ metadata }) => metadata.namespace === namespace);
  }
  if (name !== undefined) {
    tests.push(({ metadata }) => metadata.name === name);
  }
  if (labels) {
    tests.push(parseLabelSelector(labels));
  }
  if (fields) {
    tests.push(parseFieldSelector(fields, resource.kind));
  }
  return object => tests.every(test => test(object));
}

interface Continuation {
  /** The revision of the first page. */
  rv: number;
  /** Key of the last object that was shown. */
  start: string;
}

function encode(continuation: Continuation): string {
  return Buffer.from(
    JSON.stringify({ v: 'meta.k8s.io/v1', ...continuation }),
  ).toString('base64url');
}

function decode(text: string): Continuation {
  try {
    const { rv, start } = JSON.parse(
      Buffer.from(text, 'base64url').toString('utf8'),
    );
    if (typeof rv === 'number' && typeof start === 'string') {
      return { rv, start };
    }
  } catch {
    // Told below, as for every other token that is not ours.
  }
  throw badRequest('continue key is not valid: it was not made by this server');
}

function byKey(a: KubeObject, b: KubeObject): number {
  const [first, second] = [keyOf(a), keyOf(b)];
  if (first === second) {
    return 0;
  }
  return first < second ? -1 : 1;
}

function objectsAt(
  context: ClusterContext,
  resource: Resource,
  revision: number,
): KubeObject[] {
  try {
    return [...context.store.listAt(resource, revision).values()];
  } catch {
    throw expired(
      'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results.',
    );
  }
}

/**
 * A page of a list. All pages show the objects as they were at the first one.
 * @throws KubeError 400 for a broken parameter, 410 for a token that is too old.
 */
export function listPage(
  context: ClusterContext,
  resource: Resource,
  query: URLSearchParams,
  namespace: string | undefined,
): { objects: KubeObject[]; metadata: ListMeta } {
  const { store } = context;
  const fits = predicateOf(resource, query, namespace);
  const limit = numberOf(query, 'limit') ?? 0;
  const token = query.get('continue');
  const continuation = token ? decode(token) : undefined;
  const asked = numberOf(query, 'resourceVersion');
  const exact =
    query.get('resourceVersionMatch') === 'Exact' ? asked : undefined;
  const revision = continuation?.rv ?? exact ?? store.revision;
  const all = (
    continuation || exact
      ? objectsAt(context, resource, revision)
      : store.list(resource)
  )
    .filter(fits)
    .sort(byKey);
  const rest = continuation
    ? all.filter(object => keyOf(object) > continuation.start)
    : all;
  const objects = limit > 0 ? rest.slice(0, limit) : rest;
  const remaining = rest.length - objects.length;
  const selects = query.get('labelSelector') || query.get('fieldSelector');
  return {
    objects,
    metadata: {
      resourceVersion: String(revision),
      ...(remaining > 0 && {
        continue: encode({
          rv: revision,
          start: keyOf(objects[objects.length - 1]),
        }),
        ...(!selects && { remainingItemCount: remaining }),
      }),
    },
  };
}
