import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useLoad } from '../../hooks/useLoad';

/** References of the catalog's systems that the reader may see, in order; empty until they are there. */
export function useSystems(): string[] {
  const catalog = useApi(catalogApiRef);
  const { value } = useLoad(
    async () =>
      (
        await catalog.getEntities({
          filter: { kind: 'System' },
          fields: ['kind', 'metadata.namespace', 'metadata.name'],
        })
      ).items
        .map(entity => stringifyEntityRef(entity))
        .sort(),
    [catalog],
  );
  return value ?? [];
}
