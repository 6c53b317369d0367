import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { fakeAccount, hugeAccount } from '../__testUtils__/fakeAccount';
import { renderFleet } from '../__testUtils__/renderFleet';

// Whole screens in jsdom, with every role computed: slow on a busy machine.
jest.setTimeout(60_000);

/** Names in the first column of the table. */
function names(container: HTMLElement): string[] {
  return [...container.querySelectorAll('tbody tr td:first-child')].map(
    cell => cell.textContent ?? '',
  );
}

describe('the list of services', () => {
  it('shows worst verdicts first, and leads to the tab of each entity', async () => {
    const { container } = await renderFleet('services');
    const payments = await screen.findByText('payments');
    expect(payments.closest('a')).toHaveAttribute(
      'href',
      '/catalog/default/component/payments/pod-identity',
    );
    expect(names(container)[0]).toBe('payments');
    expect(names(container)).toHaveLength(12);
  });

  it('marks a time bomb and an SDK that is too old in words', async () => {
    await renderFleet('services?q=orders');
    const row = (await screen.findByText('orders')).closest('tr')!;
    expect(row).toHaveTextContent('Time bomb');
    expect(row).toHaveTextContent('SDK too old');
    expect(row).toHaveTextContent('python-botocore 1.31.85');
  });

  it.each([
    ['verdict=migrated', ['thumbnails', 'invoices']],
    [
      'owner=group%3Adefault%2Fteam-discovery&sort=name',
      ['catalog-search', 'recommendations'],
    ],
    ['check=role-trust', ['uploads']],
    ['armed=true&sort=name', ['catalog-search', 'orders']],
    [
      'system=system%3Adefault%2Fback-office&sort=name',
      ['invoices', 'legacy-reports'],
    ],
    ['sdk=java-v1', ['transcoder']],
  ])('is narrowed by the address %s', async (query, expected) => {
    const { container } = await renderFleet(`services?${query}`);
    await waitFor(() => expect(names(container)).toEqual(expected));
  });

  it('writes a chosen filter into the address, and takes all of them away again', async () => {
    const { container } = await renderFleet('services');
    await screen.findByText('payments');
    fireEvent.change(screen.getByLabelText('Verdict'), {
      target: { value: 'ready' },
    });
    await waitFor(() =>
      expect(names(container)).toEqual(['cart', 'catalog-search']),
    );
    expect(screen.getByTestId('address')).toHaveTextContent(
      '/eks-pod-identity/services?verdict=ready',
    );
    fireEvent.click(screen.getByText('Clear filters'));
    await waitFor(() => expect(names(container)).toHaveLength(12));
  });

  it('says that nothing fits, and does not break on a mistyped address', async () => {
    await renderFleet('services?q=there-is-none&verdict=perfect');
    expect(
      await screen.findByText('No service fits these filters.'),
    ).toBeInTheDocument();
  });

  it('pages through two thousand services fifty at a time', async () => {
    const { container } = await renderFleet('services?sort=name', {
      account: hugeAccount({ clusters: 2, services: 2000 }),
    });
    expect(await screen.findByText('1–50 of 2000')).toBeInTheDocument();
    const first = names(container)[0];
    fireEvent.click(screen.getByLabelText('Next page'));
    expect(await screen.findByText('51–100 of 2000')).toBeInTheDocument();
    expect(names(container)).toHaveLength(50);
    expect(names(container)).not.toContain(first);
    fireEvent.click(screen.getByLabelText('Previous page'));
    await waitFor(() => expect(names(container)[0]).toBe(first));
  });

  it('says how many services are counted whose names the reader may not see', async () => {
    const account = fakeAccount();
    await renderFleet('services', {
      account,
      overrides: {
        listServices: async () => ({
          items: account.services.slice(0, 5),
          totalItems: 5,
        }),
      },
    });
    expect(
      await screen.findByText(/^7 more services are counted/),
    ).toBeInTheDocument();
  });

  it('downloads the table as CSV', async () => {
    const saved: Blob[] = [];
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => `blob:${saved.push(blob)}`,
      revokeObjectURL: () => undefined,
    });
    const exportTable = jest.fn(async () => 'name,verdict\n');
    await renderFleet('services', { overrides: { exportTable } });
    fireEvent.click(await screen.findByText('Export as CSV'));
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(exportTable).toHaveBeenCalledWith({ params: { table: 'services' } });
    expect(saved[0].type).toBe('text/csv');
  });

  it('is accessible', async () => {
    const { container } = await renderFleet('services');
    expect(await screen.findByText('payments')).toBeInTheDocument();
    await expectAccessible(container);
  });
});

describe('workloads that nobody claims', () => {
  it('are a list of their own, each with the annotation that claims it', async () => {
    const { container } = await renderFleet('services/unclaimed');
    expect(await screen.findByText('velero/velero-server')).toBeInTheDocument();
    expect(names(container)).toEqual([
      'monitoring/grafanaDeployment grafana',
      'velero/velero-serverDeployment velero-server',
      'karpenter/karpenterDeployment karpenter',
    ]);
    expect(
      screen.getByText(/aws.amazon.com\/eks-service-accounts: NAMESPACE/),
    ).toBeInTheDocument();
    expect(
      screen.getByLabelText(
        'Copy the annotation that claims velero/velero-server',
      ),
    ).toBeInTheDocument();
    await expectAccessible(container);
  });
});
