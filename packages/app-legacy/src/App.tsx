import { Navigate, Route } from 'react-router-dom';
import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import { OAuthRequestDialog } from '@backstage/core-components';
import {
  CatalogEntityPage,
  CatalogIndexPage,
  catalogPlugin,
} from '@backstage/plugin-catalog';
import { NotificationsPage } from '@backstage/plugin-notifications';
import { SignalsDisplay } from '@backstage/plugin-signals';
import { UserSettingsPage } from '@backstage/plugin-user-settings';
import { EksPodIdentityPage } from '@leaving-irsa/backstage-plugin-eks-pod-identity';
import { DemoSignInPage } from '@leaving-irsa/demo-sign-in';
import { apis } from './apis';
import { entityPage } from './entityPage';
import { Root } from './Root';

const app = createApp({
  apis,
  // The plugin brings its Korean along: an app only lists the language.
  __experimentalTranslations: { availableLanguages: ['en', 'ko'] },
  components: { SignInPage: DemoSignInPage },
  bindRoutes({ bind }) {
    bind(catalogPlugin.externalRoutes, { createComponent: false });
  },
});

/** The same portal on the legacy frontend system, kept small: what an existing portal adds is marked by its imports. */
export default app.createRoot(
  <>
    <OAuthRequestDialog />
    <SignalsDisplay />
    <AppRouter>
      <Root>
        <FlatRoutes>
          <Route path="/" element={<Navigate to="/eks-pod-identity" />} />
          <Route path="/catalog" element={<CatalogIndexPage />} />
          <Route
            path="/catalog/:namespace/:kind/:name"
            element={<CatalogEntityPage />}
          >
            {entityPage}
          </Route>
          <Route path="/eks-pod-identity" element={<EksPodIdentityPage />} />
          <Route path="/notifications" element={<NotificationsPage />} />
          <Route path="/settings" element={<UserSettingsPage />} />
        </FlatRoutes>
      </Root>
    </AppRouter>
  </>,
);
