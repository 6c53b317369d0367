import { createRouteRef } from '@backstage/core-plugin-api';

/** The fleet page. */
export const rootRouteRef = createRouteRef({ id: 'eks-pod-identity' });

/** The tab on entity pages. */
export const entityContentRouteRef = createRouteRef({
  id: 'eks-pod-identity:entity-content',
});

/** The path of the tab on entity pages, relative to the entity's page. */
export const ENTITY_CONTENT_PATH = 'pod-identity';
