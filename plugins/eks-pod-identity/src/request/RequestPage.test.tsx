import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import type {
  EksPodIdentityApi,
  MigrationRequestDetail,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import { hoursAgo } from '../__testUtils__/account';
import { expectAccessible } from '../__testUtils__/expectAccessible';
import { fakeApi } from '../__testUtils__/fakeApi';
import { pendingRequest } from '../__testUtils__/requests';
import { responseError } from '../__testUtils__/responseError';
import { eksPodIdentityApiRef } from '../api';
import { rootRouteRef } from '../routes';
import { RequestPage } from './RequestPage';

// Whole screens in jsdom, with every role computed: slow on a busy machine.
jest.setTimeout(60_000);

async function show(
  request: MigrationRequestDetail | undefined,
  overrides: Partial<EksPodIdentityApi> = {},
) {
  const fake = fakeApi({ requests: request ? [request] : [] }, overrides);
  const rendered = await renderInTestApp(
    <TestApiProvider apis={[[eksPodIdentityApiRef, fake.api]]}>
      <Routes>
        <Route path="/requests/:id" element={<RequestPage />} />
      </Routes>
    </TestApiProvider>,
    {
      routeEntries: [`/requests/${request?.id ?? 'gone'}`],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/eks-pod-identity': rootRouteRef,
      },
    },
  );
  return { ...fake, ...rendered };
}

describe('the page of a request', () => {
  it('shows plan, who asked when and why, and what carries it out', async () => {
    const { container } = await show(pendingRequest());
    expect(
      await screen.findByRole('heading', { name: 'Move shop/cart' }),
    ).toBeInTheDocument();
    const steps = within(screen.getByRole('list', { name: 'Plan' }));
    expect(
      steps.getByText('Let EKS Pod Identity assume shop-cart'),
    ).toBeInTheDocument();
    expect(steps.getAllByText('Already so')).toHaveLength(1);
    const history = within(screen.getByRole('list', { name: 'History' }));
    expect(history.getByText('asked for it')).toBeInTheDocument();
    expect(
      history.getByText('Our SDK is new enough since Monday.'),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('pod-identity-shop-cart.tf'),
    ).toBeInTheDocument();
    await expectAccessible(container);
  });

  it('opens a step to what it changes, with the document that is there now', async () => {
    await show(pendingRequest());
    await userEvent.click(
      await screen.findByRole('button', { name: 'Details of step 2' }),
    );
    expect(
      screen.getByText('arn:aws:iam::111122223333:role/shop-cart'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/"Action": "sts:AssumeRoleWithWebIdentity"/),
    ).toBeInTheDocument();
  });

  it('hands a file out as a download', async () => {
    const createObjectURL = jest.fn((_: Blob) => 'blob:artifact');
    const click = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(() => {});
    Object.assign(URL, { createObjectURL, revokeObjectURL: () => {} });
    await show(pendingRequest());
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Download pod-identity-shop-cart.tf',
      }),
    );
    expect(createObjectURL.mock.calls[0][0]).toHaveProperty(
      'type',
      'text/x-hcl',
    );
    expect(click).toHaveBeenCalledTimes(1);
    click.mockRestore();
  });

  it('says so where there is no such request', async () => {
    await show(undefined);
    expect(
      await screen.findByText('There is no such request'),
    ).toBeInTheDocument();
  });
});

describe('the decision on a request', () => {
  it('offers only what the reader may do', async () => {
    await show(pendingRequest({ allowedActions: ['cancel', 'start'] }));
    expect(
      await screen.findByRole('button', { name: 'Take back' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Reject' })).toBeNull();
  });

  it('says so where the reader may do nothing', async () => {
    await show(pendingRequest({ allowedActions: [] }));
    expect(
      await screen.findByText('Nothing is left for you to decide here.'),
    ).toBeInTheDocument();
  });

  it('approves, and the history tells of it', async () => {
    const { state } = await show(pendingRequest());
    await userEvent.click(
      await screen.findByRole('button', { name: 'Approve' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await expectAccessible(document.body);
    await userEvent.click(dialog.getByRole('button', { name: 'Approve' }));
    expect(
      await within(
        await screen.findByRole('list', { name: 'History' }),
      ).findByText('approved it'),
    ).toBeInTheDocument();
    expect(state.requests[0]).toMatchObject({ state: 'approved', revision: 2 });
  });

  it('rejects only with a reason', async () => {
    const { state } = await show(pendingRequest());
    await userEvent.click(
      await screen.findByRole('button', { name: 'Reject' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const button = dialog.getByRole('button', { name: 'Reject' });
    expect(button).toBeDisabled();
    await userEvent.type(dialog.getByRole('textbox'), 'Not before the sale');
    await userEvent.click(button);
    const history = within(
      await screen.findByRole('list', { name: 'History' }),
    );
    expect(await history.findByText('Not before the sale')).toBeInTheDocument();
    expect(state.requests[0].state).toBe('rejected');
  });

  it('of somebody who was faster is told, and the page shows it', async () => {
    const request = pendingRequest();
    const { state } = await show(request);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Approve' }),
    );
    state.requests = [
      {
        ...request,
        state: 'rejected',
        revision: 2,
        allowedActions: [],
        events: [
          ...request.events,
          {
            at: hoursAgo(0.1),
            actor: 'user:default/hana',
            action: 'reject',
            from: 'pending-approval',
            to: 'rejected',
            reason: 'Not before the sale',
          },
        ],
      },
    ];
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Approve',
      }),
    );
    expect(
      await screen.findByText(/^hana rejected it 6 minutes ago\./),
    ).toBeInTheDocument();
    expect(screen.getAllByText('Rejected').length).toBeGreaterThan(0);
    expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
  });

  it('on a plan that no longer fits needs a look at what changed', async () => {
    await show(
      pendingRequest({ drift: ['The role’s trust policy was changed.'] }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Approve' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const button = dialog.getByRole('button', { name: 'Approve' });
    expect(button).toBeDisabled();
    await userEvent.click(dialog.getByRole('checkbox'));
    expect(button).toBeEnabled();
  });

  it('that is refused keeps the dialog and repeats why', async () => {
    await show(pendingRequest(), {
      approveRequest: async () => {
        throw await responseError(403, 'you asked for it yourself');
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Approve' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Approve' }));
    expect(
      await dialog.findByText('You may not do this: you asked for it yourself'),
    ).toBeInTheDocument();
  });
});

describe('a comment', () => {
  it('is added to the history', async () => {
    await show(pendingRequest());
    const button = await screen.findByRole('button', { name: 'Add' });
    expect(button).toBeDisabled();
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Comment' }),
      'Looks fine to me',
    );
    await userEvent.click(button);
    const history = within(screen.getByRole('list', { name: 'History' }));
    expect(await history.findByText('Looks fine to me')).toBeInTheDocument();
  });
});
