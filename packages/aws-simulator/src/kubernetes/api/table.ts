import type { KubeObject } from '../objects';
import type { Resource } from '../store/resources';
import { columnsOf, type Column } from './columns';
import { partialOf, type ListMeta } from './present';

/**
 * The `Table` that `kubectl get` prints.
 * @param presentation - `includeObject`: None, Metadata (default) or Object; `now`: what ages count from.
 * @param withColumns - false for the later events of a watch, as Kubernetes does.
 */
export function tableOf(
  resource: Resource,
  objects: KubeObject[],
  metadata: ListMeta,
  presentation: { includeObject: string | null; now: Date },
  withColumns = true,
) {
  const columns = columnsOf(resource);
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: withColumns ? columns.map(definitionOf) : null,
    rows: objects.map(object => ({
      cells: columns.map(({ cell }) => cell(object, presentation.now)),
      ...rowObject(object, presentation.includeObject),
    })),
  };
}

function definitionOf({ name, type, format, wide }: Column) {
  return {
    name,
    type: type ?? 'string',
    format: format ?? '',
    description: name,
    priority: wide ? 1 : 0,
  };
}

function rowObject(object: KubeObject, includeObject: string | null) {
  switch (includeObject) {
    case 'None':
      return {};
    case 'Object':
      return { object };
    default:
      return { object: partialOf(object) };
  }
}
