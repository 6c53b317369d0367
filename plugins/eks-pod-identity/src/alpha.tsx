import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { createEksPodIdentityClient } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import PodIdentityIcon from '@material-ui/icons/VpnKey';
import { eksPodIdentityApiRef } from './api';
import { hasPodIdentityAnnotation, isPodIdentityAvailable } from './conditions';
import {
  ENTITY_CONTENT_PATH,
  entityContentRouteRef,
  rootRouteRef,
} from './routes';

/** The fleet page; its title and icon are also those of the entry in the sidebar. */
const fleetPage = PageBlueprint.make({
  params: {
    path: '/eks-pod-identity',
    title: 'EKS Pod Identity',
    icon: <PodIdentityIcon fontSize="inherit" />,
    routeRef: rootRouteRef,
    noHeader: true,
    loader: () => import('./fleet').then(m => <m.FleetPage />),
  },
});

const entityContent = EntityContentBlueprint.make({
  params: {
    path: `/${ENTITY_CONTENT_PATH}`,
    title: 'Pod Identity',
    group: 'deployment',
    icon: <PodIdentityIcon fontSize="inherit" />,
    routeRef: entityContentRouteRef,
    filter: isPodIdentityAvailable,
    loader: () => import('./entity').then(m => <m.EntityPodIdentityContent />),
  },
});

const entityCard = EntityCardBlueprint.make({
  params: {
    type: 'info',
    filter: hasPodIdentityAnnotation,
    loader: () => import('./card').then(m => <m.EntityPodIdentityCard />),
  },
});

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: eksPodIdentityApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        createEksPodIdentityClient({ discoveryApi, fetchApi }),
    }),
});

/** The plugin for apps on the new frontend system. */
export default createFrontendPlugin({
  pluginId: 'eks-pod-identity',
  title: 'EKS Pod Identity',
  icon: <PodIdentityIcon fontSize="inherit" />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
  extensions: [api, fleetPage, entityContent, entityCard],
});

export { eksPodIdentityTranslationRef } from './translation/ref';
