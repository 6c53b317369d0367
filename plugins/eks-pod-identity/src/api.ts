import { createApiRef } from '@backstage/core-plugin-api';
import type { EksPodIdentityApi } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';

/** The backend's HTTP API, one method per route. */
export const eksPodIdentityApiRef = createApiRef<EksPodIdentityApi>({
  id: 'plugin.eks-pod-identity.service',
});
