import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import type {
  EksPodIdentityApi,
  ServiceDetail,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeApi, FakeState } from '../__testUtils__/fakeApi';
import { expectAccessible } from '../__testUtils__/expectAccessible';
import { pendingRequest } from '../__testUtils__/requests';
import { responseError } from '../__testUtils__/responseError';
import {
  cartService,
  ordersService,
  paymentsService,
  tenantsService,
  thumbnailsService,
} from '../__testUtils__/services';
import { eksPodIdentityApiRef } from '../api';
import { rootRouteRef } from '../routes';
import { EntityPodIdentityContent } from './EntityPodIdentityContent';

// Whole screens in jsdom, with every role computed: slow on a busy machine.
jest.setTimeout(60_000);

const annotations = { 'aws.amazon.com/eks-service-accounts': 'shop/orders' };

async function show(
  initial: Partial<FakeState>,
  options: {
    name?: string;
    annotations?: Record<string, string>;
    overrides?: Partial<EksPodIdentityApi>;
  } = {},
) {
  const fake = fakeApi(initial, options.overrides);
  const rendered = await renderInTestApp(
    <TestApiProvider
      apis={[
        [eksPodIdentityApiRef, fake.api],
        [permissionApiRef, mockApis.permission()],
      ]}
    >
      <EntityProvider
        entity={{
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: {
            name: options.name ?? initial.services?.[0]?.name ?? 'orders',
            annotations: options.annotations ?? annotations,
          },
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
  );
  return { ...fake, ...rendered };
}

const showService = (service: ServiceDetail) => show({ services: [service] });

describe('the tab of a service that is not ready', () => {
  it('says the verdict in one sentence, and warns of the time bomb before it', async () => {
    await showService(ordersService());
    const sentence = await screen.findByRole('heading', {
      name: /The AWS SDK is too old/,
    });
    const bomb = screen.getByText(/1 workload is a time bomb/);
    expect(
      bomb.compareDocumentPosition(sentence) & Node.DOCUMENT_POSITION_FOLLOWING,
    ).toBeTruthy();
    expect(
      screen.getByText('3 workloads in 3 clusters', { exact: false }),
    ).toBeInTheDocument();
  });

  it('shows each workload below its cluster with both bindings, role, association and controllers', async () => {
    await showService(ordersService());
    const table = within(
      await screen.findByRole('table', { name: 'Workloads: batch' }),
    );
    expect(table.getByText('shop/orders-nightly')).toBeInTheDocument();
    expect(table.getByText('IRSA')).toBeInTheDocument();
    expect(table.getByText('Pod Identity')).toBeInTheDocument();
    expect(table.getByText('shop-orders-nightly')).toBeInTheDocument();
    expect(table.getByText('a-0c1d2e3f4a5b6c7d8')).toBeInTheDocument();
    expect(table.getByText('CronJob orders-nightly')).toBeInTheDocument();
    expect(table.getByText('Time bomb')).toBeInTheDocument();
  });

  it('opens the failing finding with its evidence, the way there, and commands to copy', async () => {
    await showService(ordersService());
    const panel = await screen.findByRole('region', {
      name: /AWS SDK version/,
    });
    expect(
      within(panel).getAllByText(/poetry.lock:412/, { selector: 'code' })[0]
        .parentElement,
    ).toHaveAttribute(
      'href',
      'https://git.example.org/shop/orders/blob/main/services/orders/poetry.lock#L412',
    );
    expect(
      within(panel).getByText('poetry update boto3 botocore', {
        selector: 'pre code',
      }),
    ).toBeInTheDocument();
    expect(
      within(panel).getByText(
        'shop/orders · main, shop/orders-nightly · batch',
      ),
    ).toBeInTheDocument();
  });

  it('puts failing findings before unknown ones and folds the passes', async () => {
    await showService(ordersService());
    const titles = (
      await screen.findAllByRole('button', {
        name: /AWS SDK version|Trust policy admits|lean on IRSA|Trust policy size/,
      })
    ).map(button => button.textContent);
    expect(titles).toEqual([
      expect.stringMatching(/^Fails.*Trust policy admits/),
      expect.stringMatching(/^Fails.*AWS SDK version/),
      expect.stringMatching(/^Could not look.*lean on IRSA/),
      expect.stringMatching(/^Warning.*Trust policy size/),
    ]);
  });

  it('shows passing checks when asked', async () => {
    await showService(ordersService());
    const fold = await screen.findByRole('button', { name: '4 checks pass' });
    expect(fold).toHaveAttribute('aria-expanded', 'false');
    expect(screen.queryByText('Pod Identity Agent present')).toBeNull();
    await userEvent.click(fold);
    expect(screen.getByText('Pod Identity Agent present')).toBeInTheDocument();
  });

  it('names what could not be seen once, with the permission that would show it', async () => {
    await showService(ordersService());
    const title = await screen.findByRole('heading', {
      name: 'What could not be seen',
    });
    const section = title.closest<HTMLElement>('.MuiCard-root')!;
    expect(
      within(section).getAllByText('iam:GetRolePolicy', { selector: 'code' }),
    ).toHaveLength(1);
    expect(
      within(section).getByText('eksPodIdentity.source.codeSearch'),
    ).toBeInTheDocument();
  });

  it('shows the findings of one workload when chosen', async () => {
    await showService(ordersService());
    await userEvent.selectOptions(
      await screen.findByRole('combobox', { name: 'Concerns' }),
      'shop/orders-nightly · batch',
    );
    expect(
      screen.getByRole('button', { name: /AWS SDK version/ }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Trust policy admits/ })).toBe(
      null,
    );
  });

  it('says which facts are old and why, and who else claims a workload', async () => {
    await showService(ordersService());
    expect(
      await screen.findByText(/did not answer within 30 s/),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'orders-admin' })).toHaveAttribute(
      'href',
      '/catalog/default/component/orders-admin/pod-identity',
    );
  });

  it('judges each SDK: minimums side by side, what an older one does, what brings it, and files that failed', async () => {
    await showService(ordersService());
    expect(await screen.findByText('botocore 1.32.7')).toBeInTheDocument();
    const botocore = within(
      screen.getByText('botocore 1.32.7').closest<HTMLElement>('li')!,
    );
    expect(botocore.getByText('Too old')).toBeInTheDocument();
    expect(botocore.getByText('1.34.41')).toBeInTheDocument();
    expect(
      botocore.getByText(/AWS publishes 1.31.62, which is not what works/),
    ).toBeInTheDocument();
    expect(
      botocore.getByText(/fails when its token is rotated, up to a day later/),
    ).toBeInTheDocument();
    expect(
      botocore.getByText('boto3 1.29.7 → botocore 1.32.7'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Only for development: does not decide'),
    ).toBeInTheDocument();
    expect(screen.getByText('1 file could not be read')).toBeInTheDocument();
    expect(
      screen.getByText(/line 14: a hash without a version/),
    ).toBeInTheDocument();
  });

  it('has no accessibility violations', async () => {
    const { container } = await showService(ordersService());
    expect(await screen.findByText('botocore 1.32.7')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: '4 checks pass' }),
    );
    await expectAccessible(container);
  });
});

describe('the tab of other services', () => {
  it('of one on Fargate says that it can’t be mended where it runs', async () => {
    await showService(paymentsService());
    expect(
      await screen.findByRole('button', {
        name: /Compute type.* can’t be mended where it runs/,
      }),
    ).toBeInTheDocument();
  });

  it('of one that is migrated offers no request', async () => {
    await showService(thumbnailsService());
    expect(
      await screen.findByText('Nothing is left to move.'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Request/ })).toBeNull();
  });

  it('of a hundred workloads opens one cluster, pages, and finds by name', async () => {
    await showService(tenantsService());
    expect(
      await screen.findAllByRole('table', { name: /^Workloads: / }),
    ).toHaveLength(1);
    fireEvent.change(screen.getByRole('textbox', { name: 'Search' }), {
      target: { value: 'type-042' },
    });
    await waitFor(
      () => {
        const [table, ...others] = screen.getAllByRole('table');
        expect(others).toEqual([]);
        expect(within(table).getAllByRole('row')).toHaveLength(2);
      },
      { timeout: 20_000 },
    );
  });
});

describe('the request button', () => {
  it('leads through the plan to a request, whose artifacts are shown and whose state replaces the button', async () => {
    const { state } = await show({ services: [cartService()] });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Request the move' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      await dialog.findByText('Let EKS Pod Identity assume shop-cart'),
    ).toBeInTheDocument();
    expect(dialog.getByText('No interruption')).toBeInTheDocument();
    expect(
      dialog.getByText(/a change made by hand there is reverted/),
    ).toBeInTheDocument();
    expect(
      dialog.getByText(/Delete the association, then restart the pods/),
    ).toBeInTheDocument();
    await userEvent.type(
      dialog.getByRole('textbox', { name: 'Reason' }),
      'Before the sale',
    );
    await userEvent.click(
      dialog.getByRole('button', { name: 'Send the request' }),
    );
    expect(await dialog.findByText('Request sent')).toBeInTheDocument();
    expect(state.requests[0]).toMatchObject({
      subjectId: 'w-main-shop-cart',
      entityRef: 'component:default/cart',
      reason: 'Before the sale',
    });
    expect(
      await dialog.findByText('pod-identity-shop-cart.tf'),
    ).toBeInTheDocument();
    await userEvent.click(dialog.getByRole('tab', { name: 'AWS CLI' }));
    expect(await dialog.findByText('apply.sh')).toBeInTheDocument();
    await expectAccessible(document.body);
    await userEvent.click(dialog.getByRole('button', { name: 'Close' }));
    const row = within(
      await screen.findByRole('table', { name: 'Workloads: main' }),
    );
    expect(
      await row.findByRole('link', { name: 'Waiting for approval' }),
    ).toHaveAttribute(
      'href',
      `/eks-pod-identity/requests/${state.requests[0].id}`,
    );
    expect(
      screen.queryByRole('button', { name: 'Request the move' }),
    ).toBeNull();
  });

  it('says what stands in the way, and does not send', async () => {
    await showService(paymentsService());
    await userEvent.click(
      await screen.findByRole('button', { name: 'Request the move' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      await dialog.findByText('It can’t be asked for now'),
    ).toBeInTheDocument();
    expect(
      dialog.getByText(/4 of 4 pods run on AWS Fargate/),
    ).toBeInTheDocument();
    expect(
      dialog.getByRole('button', { name: 'Send the request' }),
    ).toBeDisabled();
  });

  it('shows the request of somebody who was faster instead of a second one', async () => {
    const { state } = await show({ services: [cartService()] });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Request the move' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await dialog.findByText('Let EKS Pod Identity assume shop-cart');
    state.requests = [pendingRequest()];
    await userEvent.click(
      dialog.getByRole('button', { name: 'Send the request' }),
    );
    expect(
      await dialog.findByText('There is a request for it already.'),
    ).toBeInTheDocument();
    expect(await dialog.findByText('Waiting for approval')).toBeInTheDocument();
    expect(state.requests).toHaveLength(1);
  });

  it('repeats what the backend says where no plan can be made', async () => {
    await show(
      { services: [cartService()] },
      {
        overrides: {
          previewRequest: async () => {
            throw await responseError(400, 'it has no role to take over');
          },
        },
      },
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Request the move' }),
    );
    expect(
      await screen.findByText('it has no role to take over'),
    ).toBeInTheDocument();
  });
});

describe('the tab without workloads', () => {
  it('explains how to annotate an entity that is not', async () => {
    const { container } = await show({}, { name: 'cart', annotations: {} });
    expect(
      await screen.findByText('No workload belongs to this entity yet'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/aws.amazon.com\/eks-service-accounts: default\/cart/),
    ).toBeInTheDocument();
    await expectAccessible(container);
  });

  it('says of an annotated entity that no service account fits', async () => {
    await show({}, { name: 'cart' });
    expect(
      await screen.findByText(/no service account in the clusters/),
    ).toBeInTheDocument();
  });
});

describe('the tab that cannot load', () => {
  it('shows the error and tries again', async () => {
    let broken = true;
    const service = cartService();
    await show(
      {},
      {
        name: 'cart',
        overrides: {
          getService: async () => {
            if (broken) throw await responseError(503, 'the store is away');
            return service;
          },
        },
      },
    );
    const retry = await screen.findByRole('button', { name: 'Try again' });
    broken = false;
    await userEvent.click(retry);
    expect(
      await screen.findByRole('heading', { name: 'Nothing is in the way.' }),
    ).toBeInTheDocument();
  });

  it('tells a reader without permission so', async () => {
    await show(
      {},
      {
        overrides: {
          getService: async () => {
            throw await responseError(403, 'not yours');
          },
        },
      },
    );
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
  });
});
