import { screen, within } from '@testing-library/react';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { fakeAccount } from '../__testUtils__/fakeAccount';
import { renderFleet } from '../__testUtils__/renderFleet';

// Whole screens in jsdom, with every role computed: slow on a busy machine.
jest.setTimeout(60_000);

describe('the clusters', () => {
  it('show version, agent, mode, staleness and what could not be seen', async () => {
    const { container } = await renderFleet('clusters');
    const edge = (await screen.findByText('edge')).closest('tr')!;
    expect(edge).toHaveTextContent('Built in (Auto Mode)');
    expect(edge).toHaveTextContent('Stale');
    expect(edge).toHaveTextContent('not seen');
    const batch = screen.getByText('batch').closest('tr')!;
    expect(batch).toHaveTextContent('1.30platform eks.41');
    expect(batch).toHaveTextContent('Absent');
    expect(batch).toHaveTextContent('1 check fails');
    await expectAccessible(container);
  });

  it('that were read in part say why, and by which permission the rest would show', async () => {
    const account = fakeAccount();
    const batch = account.clusters.find(({ name }) => name === 'batch')!;
    batch.missing = [
      {
        what: 'Kubernetes API of batch',
        reason: 'The cluster does not know this role (401).',
        permission: 'EKS access entry for this role',
      },
      { what: 'Insights of batch', reason: 'AccessDeniedException' },
    ];
    const { container } = await renderFleet('clusters', { account });
    const row = (await screen.findByText('batch')).closest('tr')!;
    expect(row).toHaveTextContent('Read in part');
    expect(row).toHaveTextContent('The cluster does not know this role (401).');
    expect(row).toHaveTextContent('EKS access entry for this role');
    expect(within(row).getByRole('link', { name: '1 more' })).toHaveAttribute(
      'href',
      '/eks-pod-identity/clusters/ap-northeast-2/batch',
    );
    await expectAccessible(container);
  });

  it('lead to their findings with evidence and remedy', async () => {
    const { container } = await renderFleet('clusters/ap-northeast-2/batch');
    expect(
      await screen.findByText('The EKS Pod Identity Agent is not installed.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/aws eks create-addon --cluster-name batch/),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Services on this cluster').closest('a'),
    ).toHaveAttribute(
      'href',
      '/eks-pod-identity/services?cluster=arn%3Aaws%3Aeks%3Aap-northeast-2%3A111122223333%3Acluster%2Fbatch',
    );
    await expectAccessible(container);
  });

  it('say since when and why their facts are old', async () => {
    await renderFleet('clusters/us-east-1/edge');
    expect(
      await screen.findByText('Its facts are from 1 day ago'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('The Kubernetes API did not answer within 30 s'),
    ).toBeInTheDocument();
  });

  it('that are not known are said to be so', async () => {
    await renderFleet('clusters/us-east-1/gone');
    expect(
      await screen.findByText('This cluster is not known'),
    ).toBeInTheDocument();
  });

  it('that fit no filter are said to be none', async () => {
    await renderFleet('clusters?region=us-east-1&q=main');
    expect(
      await screen.findByText('No cluster fits these filters.'),
    ).toBeInTheDocument();
  });
});
