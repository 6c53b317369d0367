import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import { createApp } from '@backstage/app-defaults';
import { configApiRef, createApiFactory } from '@backstage/core-plugin-api';
import {
  CatalogEntityPage,
  CatalogIndexPage,
  catalogPlugin,
  EntityLayout,
  EntitySwitch,
} from '@backstage/plugin-catalog';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { render, screen } from '@testing-library/react';
import { Route } from 'react-router-dom';
import { fakeApi } from './__testUtils__/fakeApi';
import { ordersService } from './__testUtils__/services';
import {
  eksPodIdentityApiRef,
  eksPodIdentityPlugin,
  ENTITY_CONTENT_PATH,
  EntityPodIdentityCard,
  EntityPodIdentityContent,
  hasPodIdentityAnnotation,
  isPodIdentityAvailable,
} from '.';

jest.setTimeout(120_000);

const orders = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'orders',
    namespace: 'default',
    annotations: { 'aws.amazon.com/eks-service-accounts': 'shop/orders' },
  },
  spec: { type: 'service', owner: 'team-checkout', lifecycle: 'production' },
};

/** An app on the legacy frontend system, as an installer of the plugin would write it. */
function legacyApp() {
  const app = createApp({
    apis: [
      createApiFactory({
        api: eksPodIdentityApiRef,
        deps: { config: configApiRef },
        factory: () => fakeApi({ services: [ordersService()] }).api,
      }),
      createApiFactory({
        api: catalogApiRef,
        deps: { config: configApiRef },
        factory: () => catalogApiMock({ entities: [orders] }),
      }),
    ],
    plugins: [catalogPlugin],
    bindRoutes: ({ bind }) =>
      bind(catalogPlugin.externalRoutes, { createComponent: false }),
    configLoader: async () => [
      {
        context: 'test',
        data: {
          app: { baseUrl: 'http://localhost' },
          backend: { baseUrl: 'http://localhost' },
        },
      },
    ],
  });
  const page = (
    <EntityLayout>
      <EntityLayout.Route path="/" title="Overview">
        <EntitySwitch>
          <EntitySwitch.Case if={hasPodIdentityAnnotation}>
            <EntityPodIdentityCard />
          </EntitySwitch.Case>
        </EntitySwitch>
      </EntityLayout.Route>
      <EntityLayout.Route
        path={`/${ENTITY_CONTENT_PATH}`}
        title="Pod Identity"
        if={isPodIdentityAvailable}
      >
        <EntityPodIdentityContent />
      </EntityLayout.Route>
    </EntityLayout>
  );
  const App = app.createRoot(
    <AppRouter>
      <FlatRoutes>
        <Route path="/catalog" element={<CatalogIndexPage />} />
        <Route
          path="/catalog/:namespace/:kind/:name"
          element={<CatalogEntityPage />}
        >
          {page}
        </Route>
      </FlatRoutes>
    </AppRouter>,
  );
  return <App />;
}

describe('the plugin on the legacy frontend system', () => {
  it('brings the API client with it', () => {
    const [factory] = [...eksPodIdentityPlugin.getApis()];
    const client = factory.factory({
      discoveryApi: { getBaseUrl: async () => 'http://backend.example.org' },
      fetchApi: { fetch: async () => Response.error() },
    });
    expect(client).toHaveProperty('getService');
  });

  it('shows the tab on an entity page, in an app without the fleet page', async () => {
    window.history.pushState(
      {},
      '',
      '/catalog/default/component/orders/pod-identity',
    );
    render(legacyApp());
    expect(
      await screen.findByRole(
        'heading',
        { name: /^The AWS SDK is too old/ },
        { timeout: 30_000 },
      ),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('tab', { name: 'Pod Identity' }),
    ).toBeInTheDocument();
  });

  it('shows the card on the overview', async () => {
    window.history.pushState({}, '', '/catalog/default/component/orders');
    render(legacyApp());
    expect(
      await screen.findByText(/^2 checks in the way/, {}, { timeout: 30_000 }),
    ).toBeInTheDocument();
  });
});

describe('the conditions for tab and card', () => {
  const entity = (kind: string, annotations: Record<string, string>) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name: 'x', annotations },
  });
  it.each([
    [
      'a component without annotation has the tab only',
      'Component',
      {},
      true,
      false,
    ],
    [
      'an annotated component has both',
      'Component',
      { 'backstage.io/kubernetes-id': 'x' },
      true,
      true,
    ],
    [
      'an annotated resource has both',
      'Resource',
      { 'aws.amazon.com/eks-service-accounts': 'a/b' },
      true,
      true,
    ],
    [
      'another entity without annotation has neither',
      'Group',
      {},
      false,
      false,
    ],
    [
      'an empty annotation counts as none',
      'Resource',
      { 'backstage.io/kubernetes-id': '' },
      false,
      false,
    ],
  ] as [string, string, Record<string, string>, boolean, boolean][])(
    '%s',
    (_, kind, annotations, tab, card) => {
      expect(isPodIdentityAvailable(entity(kind, annotations))).toBe(tab);
      expect(hasPodIdentityAnnotation(entity(kind, annotations))).toBe(card);
    },
  );
});
