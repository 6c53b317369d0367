import { createRouteRef } from '@backstage/core-plugin-api';

/** The fleet page. */
export const rootRouteRef = createRouteRef({ id: 'eks-pod-identity' });

/** The tab on entity pages. */
export const entityContentRouteRef = createRouteRef({
  id: 'eks-pod-identity:entity-content',
});
