import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { mockApis } from '@backstage/frontend-test-utils';
import { render, screen } from '@testing-library/react';
import { fakeApi } from './__testUtils__/fakeApi';
import { pendingRequest } from './__testUtils__/requests';
import { cartService } from './__testUtils__/services';
import { fakeAccount } from './fleet/__testUtils__/fakeAccount';
import { fakeFleetApi } from './fleet/__testUtils__/fakeFleetApi';
import plugin from './alpha';
import { eksPodIdentityApiRef } from './api';

jest.setTimeout(120_000);

const patience = { timeout: 60_000 };

function entity(kind: string, name: string, annotated: boolean) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      namespace: 'default',
      annotations: annotated
        ? { 'aws.amazon.com/eks-service-accounts': `shop/${name}` }
        : undefined,
    },
    spec: { type: 'service', owner: 'team-checkout', lifecycle: 'production' },
  };
}

/** An app on the new frontend system with the catalog and the plugin, as it comes out of feature discovery. */
function openApp(path: string, language?: string) {
  window.history.pushState({}, '', path);
  if (language) {
    window.localStorage.setItem('language', language);
  } else {
    window.localStorage.removeItem('language');
  }
  const request = pendingRequest();
  const { api } = fakeApi({ services: [cartService()], requests: [request] });
  const app = createApp({
    features: [
      catalogPlugin,
      plugin,
      createFrontendModule({
        pluginId: 'catalog',
        extensions: [
          ApiBlueprint.make({
            params: defineParams =>
              defineParams({
                api: catalogApiRef,
                deps: {},
                factory: () =>
                  catalogApiMock({
                    entities: [
                      entity('Component', 'cart', true),
                      entity('Component', 'website', false),
                      entity('Group', 'team-checkout', false),
                    ],
                  }),
              }),
          }),
        ],
      }),
      createFrontendModule({
        pluginId: 'eks-pod-identity',
        extensions: [
          ApiBlueprint.make({
            params: defineParams =>
              defineParams({
                api: eksPodIdentityApiRef,
                deps: {},
                factory: () => ({ ...fakeFleetApi(fakeAccount()), ...api }),
              }),
          }),
        ],
      }),
    ],
    advanced: {
      configLoader: async () => ({
        config: mockApis.config({
          data: {
            app: {
              baseUrl: 'http://localhost',
              extensions: [
                { 'sign-in-page:app': false },
                {
                  'api:app/app-language': {
                    config: { availableLanguages: ['en', 'ko'] },
                  },
                },
              ],
            },
            backend: { baseUrl: 'http://localhost' },
          },
        }),
      }),
    },
  });
  render(app.createRoot());
  return { request };
}

describe('the plugin on the new frontend system', () => {
  it('shows the tab on an entity page', async () => {
    openApp('/catalog/default/component/cart/pod-identity');
    expect(
      await screen.findByRole('button', { name: 'Request the move' }, patience),
    ).toBeInTheDocument();
  });

  it('shows the card on the overview of an annotated entity', async () => {
    openApp('/catalog/default/component/cart');
    expect(
      await screen.findByText('Nothing is in the way.', {}, patience),
    ).toBeInTheDocument();
  });

  it('explains itself on a component without annotation', async () => {
    openApp('/catalog/default/component/website/pod-identity');
    expect(
      await screen.findByText(
        'No workload belongs to this entity yet',
        {},
        patience,
      ),
    ).toBeInTheDocument();
  });

  it('mounts the fleet page with the pages of single requests', async () => {
    const { request } = openApp(
      '/eks-pod-identity/requests/9a3c1d52-6f0b-4a57-8a7e-1c2d3e4f5a6b',
    );
    expect(
      await screen.findByRole(
        'heading',
        { name: `Move ${request.subject}` },
        patience,
      ),
    ).toBeInTheDocument();
  });

  it('speaks Korean where the reader does', async () => {
    openApp('/catalog/default/component/cart/pod-identity', 'ko');
    expect(
      await screen.findByRole('button', { name: '전환 요청' }, patience),
    ).toBeInTheDocument();
  });
});
