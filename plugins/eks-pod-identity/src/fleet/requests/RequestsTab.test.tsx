import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { responseError } from '../../__testUtils__/responseError';
import { fakeAccount } from '../__testUtils__/fakeAccount';
import { renderFleet } from '../__testUtils__/renderFleet';

// Whole screens in jsdom, with every role computed: slow on a busy machine.
jest.setTimeout(60_000);

async function section(title: string) {
  return within(await screen.findByRole('table', { name: title }));
}

describe('the requests', () => {
  it('come as those to decide, those under way, and those that ended', async () => {
    const { container } = await renderFleet('requests');
    const decide = await section('To decide');
    expect(decide.getByText('shop/cart')).toBeInTheDocument();
    expect(decide.getByText('external-dns')).toBeInTheDocument();
    expect(
      (await section('Under way')).getByText('shop/catalog-search'),
    ).toBeInTheDocument();
    expect((await section('Ended')).getByText('Rejected')).toBeInTheDocument();
    expect(decide.getByText('shop/cart').closest('a')).toHaveAttribute(
      'href',
      '/eks-pod-identity/requests/3f0a7c1e-0000-4000-8000-000000000000',
    );
    await expectAccessible(container);
  });

  it('are approved from the list, after a look at what the restart costs', async () => {
    const { account } = await renderFleet('requests');
    fireEvent.click(
      await screen.findByLabelText('Approve the move of shop/cart'),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      await dialog.findByText('One replica only: the restart interrupts it.'),
    ).toBeInTheDocument();
    expect(dialog.getByText(/Interruption certain/)).toBeInTheDocument();
    fireEvent.click(dialog.getByText('Approve'));
    expect(await screen.findByText('Approved: shop/cart')).toBeInTheDocument();
    expect(account.requests[0].state).toBe('approved');
  });

  it('are rejected with a reason only', async () => {
    const { account } = await renderFleet('requests');
    fireEvent.click(
      await screen.findByLabelText('Reject the move of shop/cart'),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const send = (await dialog.findByText('Reject')).closest('button')!;
    expect(send).toBeDisabled();
    fireEvent.change(dialog.getByRole('textbox'), {
      target: { value: 'Not before the sale' },
    });
    fireEvent.click(send);
    expect(await screen.findByText('Rejected: shop/cart')).toBeInTheDocument();
    expect(account.requests[0].state).toBe('rejected');
  });

  it('whose plan no longer fits are not approved blindly', async () => {
    await renderFleet('requests');
    fireEvent.click(
      await screen.findByLabelText('Approve the move of external-dns'),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      await dialog.findByText('The add-on was updated to v0.19.0-eksbuild.2.'),
    ).toBeInTheDocument();
    const send = dialog.getByText('Approve').closest('button')!;
    expect(send).toBeDisabled();
    fireEvent.click(dialog.getByRole('checkbox'));
    expect(send).toBeEnabled();
  });

  it('that somebody else decided first are told so', async () => {
    await renderFleet('requests', {
      overrides: {
        approveRequest: async () => {
          throw await responseError(409, 'Somebody else was faster');
        },
      },
    });
    fireEvent.click(
      await screen.findByLabelText('Approve the move of shop/cart'),
    );
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.click(await dialog.findByText('Approve'));
    expect(
      await screen.findByText(/Somebody else was faster/),
    ).toBeInTheDocument();
  });

  it('have no buttons for those who may not decide', async () => {
    const account = fakeAccount();
    account.requests.forEach(request => {
      request.allowedActions = [];
    });
    await renderFleet('requests', { account });
    await section('To decide');
    expect(screen.queryByText('Approve')).not.toBeInTheDocument();
  });

  it('are narrowed by state in the address', async () => {
    await renderFleet('requests?state=completed');
    expect(
      (await section('Completed')).getByText('media/thumbnails'),
    ).toBeInTheDocument();
    expect(screen.queryByText('To decide')).not.toBeInTheDocument();
  });

  it('say where there is none', async () => {
    await renderFleet('requests', {
      account: { ...fakeAccount(), requests: [] },
    });
    await waitFor(() =>
      expect(
        screen.getByText('Nothing waits for a decision.'),
      ).toBeInTheDocument(),
    );
  });
});
