import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { fakeAccount, hugeAccount } from '../__testUtils__/fakeAccount';
import { renderFleet } from '../__testUtils__/renderFleet';

// Whole screens in jsdom, with every role computed: slow on a busy machine.
jest.setTimeout(60_000);

const ebs =
  'aws-ebs-csi-driver on main: IRSA v1.48.0-eksbuild.1, Action required';

describe('the matrix of add-ons', () => {
  it('tells identity, version and verdict of every cell in words', async () => {
    const { container } = await renderFleet('addons');
    const cell = await screen.findByLabelText(ebs);
    expect(cell).toHaveTextContent('IRSA');
    expect(cell).toHaveTextContent('v1.48.0-eksbuild.1');
    expect(
      screen.getByLabelText('aws-ebs-csi-driver is not installed on edge'),
    ).toBeInTheDocument();
    await expectAccessible(container);
  });

  it('is one stop for the tab key, and the arrows move inside', async () => {
    const { container } = await renderFleet('addons');
    const first = await waitFor(() => {
      const cell = container.querySelector<HTMLElement>('[data-cell="0:0"]');
      expect(cell).not.toBeNull();
      return cell!;
    });
    first.focus();
    fireEvent.keyDown(first, { key: 'ArrowRight' });
    fireEvent.keyDown(document.activeElement!, { key: 'ArrowDown' });
    expect(document.activeElement).toHaveAttribute('data-cell', '1:1');
    expect(
      container.querySelectorAll('[data-cell][tabindex="0"]'),
    ).toHaveLength(1);
    fireEvent.keyDown(document.activeElement!, { key: 'End' });
    expect(document.activeElement).toHaveAttribute('data-cell', '1:2');
  });

  it('opens a cell with findings, remedy and associations at an address of its own', async () => {
    await renderFleet('addons');
    fireEvent.click(await screen.findByLabelText(ebs));
    expect(
      await screen.findByText('Add-on aws-ebs-csi-driver on main'),
    ).toBeInTheDocument();
    expect(screen.getByTestId('address')).toHaveTextContent(
      '?addon=main.aws-ebs-csi-driver',
    );
    const drawer = within(screen.getByRole('dialog'));
    expect(
      await drawer.findByText('Terraform’s empty role ARN'),
    ).toBeInTheDocument();
    expect(
      drawer.getByText('Update the add-on in place, then the code'),
    ).toBeInTheDocument();
    expect(drawer.getByText('platform/eks.tf:41')).toBeInTheDocument();
    expect(drawer.getByText('It has no association.')).toBeInTheDocument();
    fireEvent.click(drawer.getByLabelText('Close'));
    await waitFor(() =>
      expect(screen.getByTestId('address')).not.toHaveTextContent('addon='),
    );
  });

  it.each([
    ['main.aws-efs-csi-driver', 'Made beside the add-on'],
    ['main.vpc-cni', 'Owned by the add-on'],
  ])('says of the association of %s: %s', async (id, text) => {
    await renderFleet(`addons?addon=${id}`);
    expect(await screen.findByText(text)).toBeInTheDocument();
  });

  it('asks for the move of an add-on in the same dialog as for a service', async () => {
    const previewRequest = jest.fn(async () => ({
      plan: fakeAccount().requests[1].plan,
      obstacles: [],
      obstacleFindings: [],
      formats: [],
    }));
    await renderFleet('addons?addon=main.external-dns', {
      overrides: { previewRequest },
    });
    fireEvent.click(await screen.findByText('Request the move'));
    await waitFor(() =>
      expect(previewRequest).toHaveBeenCalledWith(
        expect.objectContaining({
          body: expect.objectContaining({
            kind: 'addon',
            subjectId: 'main.external-dns',
          }),
        }),
        expect.anything(),
      ),
    );
  });

  it('offers no request where nothing is left to move', async () => {
    await renderFleet('addons?addon=main.vpc-cni');
    await screen.findByText('Owned by the add-on');
    expect(screen.queryByText('Request the move')).not.toBeInTheDocument();
  });

  it('says that an add-on of an old link is not known', async () => {
    await renderFleet('addons?addon=main.gone');
    expect(
      await screen.findByText(/This add-on is not known/),
    ).toBeInTheDocument();
  });

  it('is narrowed by filters in the address, and says where nothing fits', async () => {
    await renderFleet('addons?identity=both');
    expect(
      await screen.findByText('1 add-on on 1 cluster'),
    ).toBeInTheDocument();
    fireEvent.change(screen.getByLabelText('Verdict'), {
      target: { value: 'migrated' },
    });
    expect(
      await screen.findByText('No add-on fits these filters.'),
    ).toBeInTheDocument();
  });

  it('shows many clusters in narrow cells that still tell everything by name', async () => {
    await renderFleet('addons', {
      account: hugeAccount({ clusters: 20, services: 10 }),
    });
    const cell = await screen.findByLabelText(
      'PI: vpc-cni on cluster-0: Pod Identity v1.20.3-eksbuild.1, Migrated',
    );
    expect(cell).toHaveTextContent(/^PI/);
    expect(cell).not.toHaveTextContent('v1.20.3');
  });
});
