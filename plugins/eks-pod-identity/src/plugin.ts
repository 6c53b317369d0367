import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createEksPodIdentityClient } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { eksPodIdentityApiRef } from './api';
import { entityContentRouteRef, rootRouteRef } from './routes';

/** The plugin for apps on the legacy frontend system. */
export const eksPodIdentityPlugin = createPlugin({
  id: 'eks-pod-identity',
  apis: [
    createApiFactory({
      api: eksPodIdentityApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        createEksPodIdentityClient({ discoveryApi, fetchApi }),
    }),
  ],
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
});

/** The fleet page with its tabs and the pages of single requests. Mount it at a path of its own. */
export const EksPodIdentityPage = eksPodIdentityPlugin.provide(
  createRoutableExtension({
    name: 'EksPodIdentityPage',
    component: () => import('./fleet').then(m => m.FleetPage),
    mountPoint: rootRouteRef,
  }),
);

/** The tab of an entity page; mount it at {@link ENTITY_CONTENT_PATH}, which links from other screens lead to. */
export const EntityPodIdentityContent = eksPodIdentityPlugin.provide(
  createRoutableExtension({
    name: 'EntityPodIdentityContent',
    component: () => import('./entity').then(m => m.EntityPodIdentityContent),
    mountPoint: entityContentRouteRef,
  }),
);

/** The card for an entity's overview. */
export const EntityPodIdentityCard = eksPodIdentityPlugin.provide(
  createComponentExtension({
    name: 'EntityPodIdentityCard',
    component: {
      lazy: () => import('./card').then(m => m.EntityPodIdentityCard),
    },
  }),
);
