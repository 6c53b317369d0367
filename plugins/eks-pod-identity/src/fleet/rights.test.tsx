import { fireEvent, screen } from '@testing-library/react';
import { expectAccessible } from '../__testUtils__/expectAccessible';
import { unreadAccount } from './__testUtils__/fakeAccount';
import { renderFleet } from './__testUtils__/renderFleet';

// Whole screens in jsdom, with every role computed: slow on a busy machine.
jest.setTimeout(60_000);

/** Lets an answer about a permission arrive. */
const settled = () => screen.findByText('Account');

// Answers about permissions are kept for as long as the page lives, so those who may are in the tests of each tab.
describe('the fleet page of somebody who may only look', () => {
  it('offers no reading of the account', async () => {
    await renderFleet('', { may: false });
    expect(await screen.findByText('Read in part')).toBeInTheDocument();
    await settled();
    expect(screen.queryByText('Read now')).not.toBeInTheDocument();
  });

  it('says who can read an account that was never read', async () => {
    await renderFleet('', { may: false, account: unreadAccount() });
    expect(
      await screen.findByText(/the platform team can also start it at once/),
    ).toBeInTheDocument();
    expect(screen.queryByText('Read now')).not.toBeInTheDocument();
  });

  it('says who may ask for the move of an add-on', async () => {
    const { container } = await renderFleet('addons?addon=main.external-dns', {
      may: false,
    });
    expect(
      await screen.findByText('The platform team may ask for the move.'),
    ).toBeInTheDocument();
    expect(screen.queryByText('Request the move')).not.toBeInTheDocument();
    await expectAccessible(container);
  });

  it('lists unclaimed workloads without a way to ask for them', async () => {
    await renderFleet('services/unclaimed', { may: false });
    expect(
      await screen.findByRole('columnheader', { name: 'Annotation' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('columnheader', { name: 'Request' }),
    ).not.toBeInTheDocument();
  });

  it('explains an error without a way to ask for its mending', async () => {
    await renderFleet('diagnosis', { may: false });
    fireEvent.change(await screen.findByLabelText('Error text'), {
      target: { value: 'Cross-account pass role is not allowed.' },
    });
    fireEvent.click(screen.getByText('Explain'));
    expect(await screen.findByText(/^Show aws-ebs-csi/)).toBeInTheDocument();
    expect(screen.queryByText(/^Request the move/)).not.toBeInTheDocument();
  });
});
