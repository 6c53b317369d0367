import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { EksPodIdentityApi } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { configure, RenderResult } from '@testing-library/react';
import { Route, Routes, useLocation } from 'react-router-dom';
import { eksPodIdentityApiRef } from '../../api';
import { rootRouteRef } from '../../routes';
import { FleetPage } from '../FleetPage';
import { FakeAccount, fakeAccount } from './fakeAccount';
import { fakeFleetApi } from './fakeFleetApi';

// Whole screens take their time in jsdom on a busy machine; a test that finds what it waits for is as fast as before.
configure({ asyncUtilTimeout: 15_000 });

function Address() {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{`${pathname}${search}`}</output>;
}

/**
 * Renders the fleet page in an app with catalog pages, at an address below the page's own.
 * @param path `services?verdict=ready` for example
 */
export async function renderFleet(
  path: string = '',
  options: {
    account?: FakeAccount;
    overrides?: Partial<EksPodIdentityApi>;
    /** False: someone who may look, and do nothing. */
    may?: boolean;
  } = {},
): Promise<
  RenderResult & { account: FakeAccount; api: ReturnType<typeof fakeFleetApi> }
> {
  const account = options.account ?? fakeAccount();
  const api = fakeFleetApi(account, options.overrides);
  const catalog = catalogApiMock({
    entities: ['shop', 'media', 'back-office'].map(name => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'System',
      metadata: { name, namespace: 'default' },
      spec: { owner: 'team' },
    })),
  });
  const view = await renderInTestApp(
    <TestApiProvider
      apis={[
        [eksPodIdentityApiRef, api],
        [catalogApiRef, catalog],
        [
          permissionApiRef,
          mockApis.permission({
            authorize:
              options.may === false
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
          }),
        ],
      ]}
    >
      <Address />
      <Routes>
        <Route path="/eks-pod-identity/*" element={<FleetPage />} />
      </Routes>
    </TestApiProvider>,
    {
      routeEntries: [`/eks-pod-identity/${path}`],
      mountedRoutes: {
        '/eks-pod-identity': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
  return { ...view, account, api };
}
