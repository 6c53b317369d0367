import { fireEvent, screen, within } from '@testing-library/react';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { responseError } from '../../__testUtils__/responseError';
import {
  fakeAccount,
  fakeSync,
  hugeAccount,
  unreadAccount,
} from '../__testUtils__/fakeAccount';
import { renderFleet } from '../__testUtils__/renderFleet';

// Whole screens in jsdom, with every role computed: slow on a busy machine.
jest.setTimeout(60_000);

const hoursAgo = (hours: number) =>
  new Date(Date.now() - hours * 3_600_000).toISOString();

/** The tile or link around a text. */
async function linkOf(text: string | RegExp): Promise<HTMLElement> {
  return (await screen.findByText(text)).closest('a')!;
}

describe('the overview of the fleet', () => {
  it('tells time bombs first, then what is armed, each with the way to the services', async () => {
    await renderFleet();
    const bombs = await linkOf('Time bombs');
    const armed = await linkOf('Armed');
    expect(bombs).toHaveTextContent('Time bombs1');
    expect(armed).toHaveTextContent('Armed2');
    expect(
      bombs.compareDocumentPosition(armed) & Node.DOCUMENT_POSITION_FOLLOWING,
    ).toBeTruthy();
    expect(bombs).toHaveAttribute(
      'href',
      '/eks-pod-identity/services?timeBomb=true',
    );
    expect(armed).toHaveAttribute(
      'href',
      '/eks-pod-identity/services?armed=true&sort=armed',
    );
  });

  it.each([
    ['stale', [0], 'Clusters2', '1 stale'],
    ['read in part', [1], 'Clusters2', '1 read in part'],
  ])('counts clusters that are %s', async (_, places, count, text) => {
    const account = fakeAccount();
    account.clusters = account.clusters.slice(0, 2).map((cluster, index) => ({
      ...cluster,
      stale:
        text === '1 stale' && places.includes(index)
          ? { since: hoursAgo(24), reason: 'No answer' }
          : null,
      missing: places.includes(index)
        ? [{ what: 'Kubernetes API', reason: 'No answer' }]
        : [],
    }));
    await renderFleet('', { account });
    const tile = (await screen.findByText(text)).closest('a')!;
    expect(tile).toHaveTextContent(`${count}${text}`);
  });

  it('leads from each obstacle, team and verdict to the services behind it', async () => {
    const { container } = await renderFleet();
    expect(await linkOf('AWS SDK version')).toHaveAttribute(
      'href',
      '/eks-pod-identity/services?check=sdk-version',
    );
    expect(await linkOf('team-media')).toHaveAttribute(
      'href',
      '/eks-pod-identity/services?owner=group%3Adefault%2Fteam-media',
    );
    expect(
      container.querySelector(
        'a[href="/eks-pod-identity/services?verdict=blocked"]',
      ),
    ).toHaveTextContent('Blocked1');
  });

  it('says what changed, what was imported, and where the observed days lead', async () => {
    await renderFleet();
    expect(
      await screen.findByText(/At the pace of the 14 observed days/),
    ).toBeInTheDocument();
    expect(screen.getByText(/Hatched days, before/)).toBeInTheDocument();
    expect(
      screen.getByText('AWS SDK version: botocore 1.31.85 is below 1.34.41'),
    ).toBeInTheDocument();
    fireEvent.click(screen.getByText('Show as a table'));
    const rows = within(
      screen.getByRole('table', { name: 'History of services' }),
    ).getAllByRole('row');
    expect(rows).toHaveLength(43);
    expect(rows[1]).toHaveTextContent('Observed');
    expect(rows[42]).toHaveTextContent('Imported');
  });

  it('gives no forecast from six observed days', async () => {
    const account = fakeAccount();
    account.history.points = account.history.points.map((point, index) => ({
      ...point,
      imported: index < account.history.points.length - 6,
    }));
    await renderFleet('', { account });
    expect(
      await screen.findByText(/it needs 7 observed days, and 6 are on record/),
    ).toBeInTheDocument();
  });

  it('names what could not be seen and the permission that would show it', async () => {
    await renderFleet();
    expect(
      await screen.findByText('eks:ListPodIdentityAssociations'),
    ).toBeInTheDocument();
  });

  it('reads now on demand and shows the parts while it runs', async () => {
    await renderFleet();
    fireEvent.click(await screen.findByText('Read now'));
    expect(
      await screen.findByText(
        /Reading: 2 of 6 parts, now eks:ap-northeast-2\/batch/,
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('progressbar')).toHaveAttribute(
      'aria-valuenow',
      '33',
    );
    fireEvent.click(screen.getByText('Show the parts'));
    expect(
      screen.getByText('eks:ap-northeast-2/batch').closest('tr'),
    ).toHaveTextContent('Reading');
  });

  it('says why a part could not be read', async () => {
    await renderFleet();
    expect(
      await screen.findByText(/1 part could not be read/),
    ).toBeInTheDocument();
    fireEvent.click(screen.getByText('Show the parts'));
    const failed = screen.getByText('kubernetes:us-east-1/edge').closest('tr')!;
    expect(failed).toHaveTextContent(
      'FailedThe Kubernetes API did not answer within 30 s',
    );
    expect(failed.previousElementSibling).toBeNull();
  });

  it('tells a refused sync from a failed one, with the reason', async () => {
    await renderFleet('', {
      account: {
        ...fakeAccount(),
        lastSync: fakeSync(hoursAgo, {
          state: 'refused',
          error: 'The caller is of account 444455556666',
        }),
      },
    });
    expect(
      await screen.findByText('The caller is of account 444455556666'),
    ).toBeInTheDocument();
    expect(screen.getByText(/Nothing was read/)).toBeInTheDocument();
  });

  it('says that a person may not start a sync', async () => {
    await renderFleet('', {
      overrides: {
        startSync: async () => {
          throw await responseError(403, 'administer is needed');
        },
      },
    });
    fireEvent.click(await screen.findByText('Read now'));
    expect(
      await screen.findByText('You may not do this: administer is needed'),
    ).toBeInTheDocument();
  });

  it('says before the first sync that there is nothing yet, and starts it', async () => {
    await renderFleet('', { account: unreadAccount() });
    expect(
      await screen.findByText('The account has not been read yet'),
    ).toBeInTheDocument();
    fireEvent.click(await screen.findByText('Read now'));
    expect(await screen.findByText(/Reading: 2 of 6/)).toBeInTheDocument();
    expect(screen.getByText('eks:ap-northeast-2/batch')).toBeInTheDocument();
  });

  it('tells a reader without permission whom to ask, and shows nothing else', async () => {
    await renderFleet('', {
      overrides: {
        getFleetSummary: async () => {
          throw await responseError(403, 'no');
        },
      },
    });
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
    expect(screen.queryByText('Services')).not.toBeInTheDocument();
  });

  it('offers to try again where the numbers did not come', async () => {
    let broken = true;
    const account = fakeAccount();
    const { summaryOf } = await import('../__testUtils__/fakeAccount');
    await renderFleet('', {
      account,
      overrides: {
        getFleetSummary: async () => {
          if (broken) throw await responseError(500, 'The database is away');
          return summaryOf(account);
        },
      },
    });
    fireEvent.click(await screen.findByText('Try again', { exact: true }));
    broken = false;
    fireEvent.click(await screen.findByText('Try again', { exact: true }));
    expect(await screen.findByText('Time bombs')).toBeInTheDocument();
  });

  it('shows the first of many teams, and all when asked', async () => {
    await renderFleet('', {
      account: hugeAccount({ clusters: 2, services: 80 }),
    });
    const teams = await screen.findByRole('table', { name: 'By team' });
    expect(within(teams).getAllByRole('row')).toHaveLength(11);
    fireEvent.click(screen.getByText('30 more'));
    expect(
      within(screen.getByRole('table', { name: 'By team' })).getAllByRole(
        'row',
      ),
    ).toHaveLength(41);
  });

  it('is accessible', async () => {
    const { container } = await renderFleet();
    expect(await screen.findByText('Time bombs')).toBeInTheDocument();
    await expectAccessible(container);
  });
});
