// This is an app, though in a plugin's package.
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend
import '@backstage/ui/css/styles.css';
import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import {
  AlertDisplay,
  Sidebar,
  SidebarDivider,
  SidebarItem,
  SidebarPage,
  SidebarSpace,
} from '@backstage/core-components';
import { configApiRef, createApiFactory } from '@backstage/core-plugin-api';
import {
  CatalogEntityPage,
  CatalogIndexPage,
  catalogPlugin,
  EntityLayout,
} from '@backstage/plugin-catalog';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  Settings as SidebarSettings,
  UserSettingsPage,
} from '@backstage/plugin-user-settings';
import PodIdentityIcon from '@material-ui/icons/VpnKey';
import { createRoot } from 'react-dom/client';
import { Navigate, Route } from 'react-router-dom';
import {
  eksPodIdentityApiRef,
  EksPodIdentityPage,
  ENTITY_CONTENT_PATH,
  EntityPodIdentityCard,
  EntityPodIdentityContent,
} from '../src';
import { fakeCatalog, fakePortalApi } from './fakePortal';

const app = createApp({
  apis: [
    createApiFactory({
      api: eksPodIdentityApiRef,
      deps: { config: configApiRef },
      factory: fakePortalApi,
    }),
    createApiFactory({
      api: catalogApiRef,
      deps: { config: configApiRef },
      factory: fakeCatalog,
    }),
  ],
  plugins: [catalogPlugin],
  bindRoutes: ({ bind }) =>
    bind(catalogPlugin.externalRoutes, { createComponent: false }),
  configLoader: async () => [
    {
      context: 'dev',
      data: {
        app: { title: 'EKS Pod Identity', baseUrl: window.location.origin },
        backend: { baseUrl: window.location.origin },
        auth: {},
      },
    },
  ],
  __experimentalTranslations: { availableLanguages: ['en', 'ko'] },
});

const entityPage = (
  <EntityLayout>
    <EntityLayout.Route path="/" title="Overview">
      <EntityPodIdentityCard />
    </EntityLayout.Route>
    <EntityLayout.Route path={`/${ENTITY_CONTENT_PATH}`} title="Pod Identity">
      <EntityPodIdentityContent />
    </EntityLayout.Route>
  </EntityLayout>
);

/** The plugin alone, on data in memory. */
const Dev = app.createRoot(
  <>
    <AlertDisplay />
    <AppRouter>
      <SidebarPage>
        <Sidebar>
          <SidebarItem
            icon={PodIdentityIcon}
            to="eks-pod-identity"
            text="EKS Pod Identity"
          />
          <SidebarSpace />
          <SidebarDivider />
          <SidebarSettings />
        </Sidebar>
        <FlatRoutes>
          <Route path="/" element={<Navigate to="eks-pod-identity" />} />
          <Route path="/eks-pod-identity" element={<EksPodIdentityPage />} />
          <Route path="/catalog" element={<CatalogIndexPage />} />
          <Route
            path="/catalog/:namespace/:kind/:name"
            element={<CatalogEntityPage />}
          >
            {entityPage}
          </Route>
          <Route path="/settings" element={<UserSettingsPage />} />
        </FlatRoutes>
      </SidebarPage>
    </AppRouter>
  </>,
);

createRoot(document.getElementById('root')!).render(<Dev />);
