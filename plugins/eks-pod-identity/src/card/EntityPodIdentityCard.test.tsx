import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import type { ServiceDetail } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { screen } from '@testing-library/react';
import { expectAccessible } from '../__testUtils__/expectAccessible';
import { fakeApi } from '../__testUtils__/fakeApi';
import { cartService, ordersService } from '../__testUtils__/services';
import { eksPodIdentityApiRef } from '../api';
import { EntityPodIdentityCard } from './EntityPodIdentityCard';

jest.setTimeout(60_000);

function show(services: ServiceDetail[], name: string) {
  return renderInTestApp(
    <TestApiProvider apis={[[eksPodIdentityApiRef, fakeApi({ services }).api]]}>
      <EntityProvider
        entity={{
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name },
        }}
      >
        <EntityPodIdentityCard />
      </EntityProvider>
    </TestApiProvider>,
    { mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef } },
  );
}

describe('the card on an overview', () => {
  it('says the verdict, names the checks in the way, and leads to the tab', async () => {
    const { container } = await show([ordersService()], 'orders');
    expect(
      await screen.findByText(/^The AWS SDK is too old/),
    ).toBeInTheDocument();
    expect(screen.getByText('Time bomb')).toBeInTheDocument();
    expect(
      screen.getByText(
        /^2 checks in the way: Trust policy admits Pod Identity/,
      ),
    ).toBeInTheDocument();
    expect(screen.getByText(/^1 check could not look/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Details' })).toHaveAttribute(
      'href',
      '/catalog/default/component/orders/pod-identity',
    );
    await expectAccessible(container);
  });

  it('of a ready service names nothing in the way', async () => {
    await show([cartService()], 'cart');
    expect(
      await screen.findByText('Nothing is in the way.'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/in the way:/)).toBeNull();
  });

  it('of an entity without workloads says so', async () => {
    await show([], 'unknown');
    expect(
      await screen.findByText('No workload of this entity was found.'),
    ).toBeInTheDocument();
  });
});
