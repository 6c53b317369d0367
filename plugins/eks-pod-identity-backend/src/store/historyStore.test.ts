import { testDatabases } from '../__testUtils__/databases';
import {
  addon,
  assessment,
  cluster,
  failing,
  service,
  workload,
} from '../router/__testUtils__/assessment';
import { Assessment } from '../readiness/assessment';
import { createHistoryStore } from './historyStore';
import { migrate } from './migrate';
import { allVisible } from './visible';

const databases = testDatabases();

const day = (date: number, parts: Partial<Assessment>) =>
  assessment({
    ...parts,
    assessedAt: `2026-11-${String(date).padStart(2, '0')}T09:00:00.000Z`,
  });
const orders = (
  verdict: 'ready' | 'action-required',
  findings = verdict === 'ready'
    ? []
    : [failing('sdk-version', '3.400.0 is too old')],
) => ({
  clusters: [cluster('main')],
  addons: [addon('vpc-cni')],
  workloads: [
    workload('orders', {
      verdict,
      findings,
      services: ['component:default/orders'],
      armed: verdict !== 'ready',
    }),
  ],
  services: [service('orders', { verdict, workloadIds: ['workload-orders'] })],
});

async function historyOf(id: any, assessments: Assessment[]) {
  const knex = await databases.init(id);
  await migrate(knex);
  const store = createHistoryStore(knex, { accountId: '111122223333' });
  for (const one of assessments) {
    await knex.transaction(transaction => store.record(one, transaction));
  }
  return { store, knex };
}
const range = { today: '2026-11-24', days: 30 };
const fleet = { scope: 'fleet' as const, key: '' };

describe.each(databases.eachSupportedId())('the history on %s', id => {
  it('has one point per day, however often a day is read', async () => {
    const { store } = await historyOf(id, [
      day(22, orders('action-required')),
      day(23, orders('action-required')),
      day(23, orders('ready')),
      day(23, orders('ready')),
    ]);
    const { points } = await store.read(fleet, range, allVisible);
    expect(
      points.map(({ date, services, armed, imported }) => [
        date,
        services.ready,
        services['action-required'],
        armed,
        imported,
      ]),
    ).toEqual([
      ['2026-11-22', 0, 1, 1, false],
      ['2026-11-23', 1, 0, 0, false],
    ]);
  });

  it('tells what changed since the day before, and why', async () => {
    const { store } = await historyOf(id, [
      day(22, orders('action-required')),
      day(23, { ...orders('ready'), addons: [] }),
    ]);
    const { changes } = await store.read(fleet, range, allVisible);
    expect(changes).toEqual([
      {
        kind: 'addon',
        subject: 'vpc-cni in main',
        from: 'ready',
        to: null,
        because: [],
      },
      {
        kind: 'service',
        subject: 'component:default/orders',
        from: 'action-required',
        to: 'ready',
        because: ['Title of sdk-version: does not fail any more'],
      },
      {
        kind: 'workload',
        subject: 'apps/orders in main',
        from: 'action-required',
        to: 'ready',
        because: ['Title of sdk-version: does not fail any more'],
      },
    ]);
  });

  it('compares a day with the end of the day before, not with an earlier hour', async () => {
    const { store } = await historyOf(id, [
      day(22, orders('ready')),
      day(23, orders('action-required')),
      day(23, orders('ready')),
    ]);
    expect((await store.read(fleet, range, allVisible)).changes).toEqual([]);
  });

  it('is kept for clusters, services and teams apart', async () => {
    const { store } = await historyOf(id, [
      day(22, orders('ready')),
      day(23, orders('action-required')),
    ]);
    for (const scope of [
      {
        scope: 'cluster' as const,
        key: 'arn:aws:eks:ap-northeast-2:111122223333:cluster/main',
      },
      { scope: 'service' as const, key: 'component:default/orders' },
      { scope: 'team' as const, key: 'group:default/shop' },
    ]) {
      const { points, changes } = await store.read(scope, range, allVisible);
      expect(points.map(({ workloads }) => workloads.ready)).toEqual([1, 0]);
      expect(changes).toContainEqual(
        expect.objectContaining({
          kind: 'workload',
          to: 'action-required',
          because: ['Title of sdk-version: 3.400.0 is too old'],
        }),
      );
    }
    const other = { scope: 'team' as const, key: 'group:default/other' };
    expect(await store.read(other, range, allVisible)).toEqual({
      points: [],
      changes: [],
    });
  });

  it('names changes of services only to who may see them', async () => {
    const { store } = await historyOf(id, [
      day(22, orders('ready')),
      day(23, orders('action-required')),
    ]);
    const { changes } = await store.read(fleet, range, {
      all: false,
      entityRefs: new Set(),
    });
    expect(changes).toEqual([]);
  });

  it('gives no more days than asked for, and forgets what nobody can ask for', async () => {
    const { store, knex } = await historyOf(id, [
      { ...day(1, orders('ready')), assessedAt: '2025-01-01T00:00:00.000Z' },
      day(10, orders('ready')),
      day(24, orders('ready')),
    ]);
    const { points } = await store.read(
      fleet,
      { today: '2026-11-24', days: 14 },
      allVisible,
    );
    expect(points.map(({ date }) => date)).toEqual(['2026-11-24']);
    expect(
      await knex('history_points').where('date', '<', '2026').select(),
    ).toEqual([]);
    expect(
      await knex('history_subjects').distinct().pluck('date'),
    ).toHaveLength(2);
  });
});
