import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { EksPodIdentityApi } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { fakeApi } from '../src/__testUtils__/fakeApi';
import { pendingRequest } from '../src/__testUtils__/requests';
import { responseError } from '../src/__testUtils__/responseError';
import {
  cartService,
  ordersService,
  paymentsService,
  tenantsService,
  thumbnailsService,
} from '../src/__testUtils__/services';
import {
  fakeAccount,
  hugeAccount,
  unreadAccount,
} from '../src/fleet/__testUtils__/fakeAccount';
import { fakeFleetApi } from '../src/fleet/__testUtils__/fakeFleetApi';

const services = [
  ordersService(),
  cartService(),
  paymentsService(),
  thumbnailsService(),
  tenantsService(),
];

/** Accounts to look at: `?account=huge` in the address chooses one until the tab is closed. */
const accounts: Record<string, () => EksPodIdentityApi> = {
  demo: () => fakeFleetApi(fakeAccount()),
  huge: () => fakeFleetApi(hugeAccount()),
  unread: () => fakeFleetApi(unreadAccount()),
  denied: () =>
    fakeFleetApi(fakeAccount(), {
      getFleetSummary: async () => {
        throw await responseError(403, 'Missing eks-pod-identity.read');
      },
    }),
  broken: () =>
    fakeFleetApi(fakeAccount(), {
      getFleetSummary: async () => {
        throw await responseError(500, 'The database does not answer');
      },
    }),
};

/** The HTTP API from memory: the fleet of the chosen account, and services with all their detail. */
export function fakePortalApi(): EksPodIdentityApi {
  const wanted = new URLSearchParams(window.location.search).get('account');
  if (wanted) sessionStorage.setItem('account', wanted);
  const name = sessionStorage.getItem('account') ?? 'demo';
  const account = (accounts[name] ?? accounts.demo)();
  const { api } = fakeApi({ services, requests: [pendingRequest()] });
  return {
    ...account,
    ...api,
    // Requests of both: the fleet's to look at, and those that are made here.
    listRequests: async input =>
      input?.query?.entityRef
        ? api.listRequests(input)
        : account.listRequests(input),
    getRequest: async (input, options) =>
      api
        .getRequest(input, options)
        .catch(() => account.getRequest(input, options)),
  };
}

/** The catalog entities that the screens link to. */
export function fakeCatalog() {
  return catalogApiMock({
    entities: [
      ...services.map(({ name }) => ({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name,
          namespace: 'default',
          annotations: {
            'aws.amazon.com/eks-service-accounts': `shop/${name}`,
          },
        },
        spec: { type: 'service', lifecycle: 'production', owner: 'team' },
      })),
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'website', namespace: 'default' },
        spec: { type: 'website', lifecycle: 'production', owner: 'team' },
      },
      ...['shop', 'media', 'back-office'].map(name => ({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'System',
        metadata: { name, namespace: 'default' },
        spec: { owner: 'team' },
      })),
    ],
  });
}
