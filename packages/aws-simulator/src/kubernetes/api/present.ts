import type { KubeObject } from '../objects';
import type { Resource } from '../store/resources';
import { apiVersionOf } from '../store/resources';
import { tableOf } from './table';

/** In which form a client wants objects. */
export type Form = 'plain' | 'table' | 'metadata';

/** Reads the Accept header: the first form that is served wins. */
export function formOf(accept: string | undefined): Form {
  for (const part of (accept ?? '').split(',')) {
    const parameters = new Map(
      part
        .split(';')
        .slice(1)
        .map(each => each.trim().split('=') as [string, string]),
    );
    const as = parameters.get('as');
    if (parameters.get('g') === 'meta.k8s.io' && parameters.get('v') === 'v1') {
      if (as === 'Table') {
        return 'table';
      }
      if (as?.startsWith('PartialObjectMetadata')) {
        return 'metadata';
      }
    }
    if (
      as === undefined &&
      /^\s*(?:application\/json|\*\/\*|application\/\*)/.test(part)
    ) {
      return 'plain';
    }
  }
  return 'plain';
}

/** The metadata of an object, without the rest. */
export function partialOf(object: KubeObject) {
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata: object.metadata,
  };
}

/** What a list says of itself. */
export interface ListMeta {
  resourceVersion: string;
  continue?: string;
  remainingItemCount?: number;
}

/** How an answer is to look. */
export interface Presentation {
  form: Form;
  /** Of tables: what rows carry, beside their cells. */
  includeObject: string | null;
  now: Date;
}

/** One object, as the client wants it. */
export function presentObject(
  resource: Resource,
  object: KubeObject,
  presentation: Presentation,
  withColumns = true,
): unknown {
  switch (presentation.form) {
    case 'table':
      return tableOf(
        resource,
        [object],
        { resourceVersion: object.metadata.resourceVersion },
        presentation,
        withColumns,
      );
    case 'metadata':
      return partialOf(object);
    default:
      return object;
  }
}

/** A list of objects, as the client wants it. */
export function presentList(
  resource: Resource,
  objects: KubeObject[],
  metadata: ListMeta,
  presentation: Presentation,
): unknown {
  switch (presentation.form) {
    case 'table':
      return tableOf(resource, objects, metadata, presentation);
    case 'metadata':
      return {
        kind: 'PartialObjectMetadataList',
        apiVersion: 'meta.k8s.io/v1',
        metadata,
        items: objects.map(partialOf),
      };
    default:
      return {
        kind: `${resource.kind}List`,
        apiVersion: apiVersionOf(resource),
        metadata,
        // Lists of built-in kinds name kind and version once, as Kubernetes does.
        items: resource.custom
          ? objects
          : objects.map(({ apiVersion: _a, kind: _k, ...rest }) => rest),
      };
  }
}
