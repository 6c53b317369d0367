import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import type { ServiceDetail } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { screen } from '@testing-library/react';
import { expectAccessible } from '../__testUtils__/expectAccessible';
import { fakeApi } from '../__testUtils__/fakeApi';
import { ordersService } from '../__testUtils__/services';
import { eksPodIdentityApiRef } from '../api';
import { rootRouteRef } from '../routes';
import { EntityPodIdentityContent } from './EntityPodIdentityContent';

// Whole screens in jsdom, with every role computed: slow on a busy machine.
jest.setTimeout(60_000);

/** A service of its own for each test: answers about a service are kept for as long as the page lives. */
function show(
  name: string,
  authorize: () => Promise<{
    result: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
  }>,
  change: Partial<ServiceDetail> = {},
) {
  const asked = jest.fn(authorize);
  const service = {
    ...ordersService(),
    entityRef: `component:default/${name}`,
    name,
    ...change,
  };
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [eksPodIdentityApiRef, fakeApi({ services: [service] }).api],
        [permissionApiRef, { authorize: asked as never }],
      ]}
    >
      <EntityProvider
        entity={{
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name },
        }}
      >
        <EntityPodIdentityContent />
      </EntityProvider>
    </TestApiProvider>,
    {
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/eks-pod-identity': rootRouteRef,
      },
    },
  ).then(view => ({ ...view, asked }));
}

const buttons = () =>
  screen.queryAllByRole('button', { name: /^Request the move/ });

describe('the way to a request', () => {
  it('is there for whoever has the permission for this service, above and in the rows', async () => {
    const { asked } = await show('may-ask', async () => ({
      result: AuthorizeResult.ALLOW,
    }));
    expect(
      await screen.findByRole('button', { name: 'Request the move' }),
    ).toBeInTheDocument();
    expect(buttons().length).toBeGreaterThan(1);
    expect(asked).toHaveBeenCalledWith({
      permission: expect.objectContaining({ name: 'eks-pod-identity.request' }),
      resourceRef: 'component:default/may-ask',
    });
  });

  it('is not there for others; they are told who may ask', async () => {
    const { container } = await show(
      'may-not-ask',
      async () => ({ result: AuthorizeResult.DENY }),
      { owner: 'group:default/orders-team' },
    );
    expect(
      await screen.findByText('Its owner, orders-team, may ask for the move.'),
    ).toBeInTheDocument();
    expect(buttons()).toEqual([]);
    await expectAccessible(container);
  });

  it('of a service without an owner leads to the platform team', async () => {
    await show('nobodys', async () => ({ result: AuthorizeResult.DENY }), {
      owner: undefined,
    });
    expect(
      await screen.findByText(/Nobody owns it; the platform team may ask/),
    ).toBeInTheDocument();
  });

  it('is not offered while nobody knows, nor refused', async () => {
    await show('not-known-yet', () => new Promise(() => undefined));
    expect(
      await screen.findByRole('heading', { name: /The AWS SDK is too old/ }),
    ).toBeInTheDocument();
    expect(buttons()).toEqual([]);
    expect(screen.queryByText(/may ask for the move/)).toBeNull();
  });
});
