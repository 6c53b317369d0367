import { routes } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { testDatabases } from '../__testUtils__/databases';
import {
  addon,
  assessment,
  cluster,
  failing,
  manyServices,
  service,
  workload,
} from './__testUtils__/assessment';
import { startApi } from './__testUtils__/startApi';

const databases = testDatabases();

const lists = [
  ['/v1/services?sort=verdict', routes.listServices, 'entityRef'],
  ['/v1/services?sort=name', routes.listServices, 'entityRef'],
  ['/v1/services?sort=owner', routes.listServices, 'entityRef'],
  ['/v1/services?sort=armed', routes.listServices, 'entityRef'],
  ['/v1/workloads?q=app', routes.listWorkloads, 'id'],
  ['/v1/addons?identity=irsa', routes.listAddons, 'id'],
  ['/v1/clusters?region=ap-northeast-2', routes.listClusters, 'arn'],
] as const;

describe.each(databases.eachSupportedId())('lists on %s', id => {
  it('go through everything page by page without gaps and repetitions', async () => {
    const { get } = await startApi({
      knex: await databases.init(id),
      assessment: manyServices(23),
    });
    for (const [path, route, key] of lists) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const { body } = await get(
          `${path}&limit=5${cursor ? `&cursor=${cursor}` : ''}`,
        );
        const page = route.response.parse(body);
        expect(page.totalItems).toBe(23);
        seen.push(...page.items.map(item => (item as any)[key]));
        cursor = page.nextCursor;
      } while (cursor);
      expect([path, new Set(seen).size]).toEqual([path, 23]);
      expect(seen).toHaveLength(23);
    }
  });

  it('neither repeat nor lose a service when others come and go between two pages', async () => {
    const first = manyServices(9);
    const { get, record } = await startApi({
      knex: await databases.init(id),
      assessment: first,
    });
    const { body: page } = await get('/v1/services?sort=name&limit=4');
    await record({
      ...first,
      services: [
        service('aaa-new'),
        ...first.services.filter(({ name }) => name !== 'app-0'),
      ],
    });
    const { body: next } = await get(
      `/v1/services?sort=name&limit=4&cursor=${page.nextCursor}`,
    );
    expect(page.items.concat(next.items).map(({ name }: any) => name)).toEqual(
      Array.from({ length: 8 }, (_, index) => `app-${index}`),
    );
  });

  it('filter as they are asked to', async () => {
    const { get } = await startApi({
      knex: await databases.init(id),
      assessment: assessment({
        clusters: [
          cluster('main'),
          cluster('edge', {
            stale: { since: '2026-11-23T09:00:00.000Z', reason: 'No answer' },
            missing: [{ what: 'Kubernetes API of edge', reason: 'No answer' }],
          }),
          cluster('closed', {
            missing: [{ what: 'Kubernetes API of closed', reason: '401' }],
          }),
        ],
        addons: [
          addon('vpc-cni', { verdict: 'blocked' }),
          addon('coredns', { identity: 'none-needed' }),
        ],
        workloads: [
          workload('orders', {
            services: ['component:default/orders'],
            findings: [failing('sdk-version')],
            verdict: 'action-required',
            armed: true,
            timeBomb: true,
          }),
          workload('50%_off', { namespace: 'sale' }),
        ],
        services: [
          service('orders', {
            title: 'Order Desk',
            system: 'system:default/shop',
            workloadIds: ['workload-orders'],
            failing: ['sdk-version'],
            verdict: 'action-required',
            armed: 1,
            timeBombs: 1,
            sdkSummary: {
              verdict: 'too-old',
              reason: '',
              files: [],
              sdks: [
                {
                  source: 'lockfile',
                  sdk: 'js-v3',
                  package: '@aws-sdk/client-sqs',
                  version: '3.400.0',
                  supportsPodIdentity: false,
                  reason: '',
                  evidence: { what: '', source: 'repository', where: '' },
                },
              ],
            },
          }),
          service('cart', { owner: 'group:default/cart', armed: 1 }),
          service('stray', { owner: undefined }),
        ],
      }),
    });
    const found = async (path: string, key: string) =>
      (await get(path)).body.items.map((item: any) => item[key]);

    const services = {
      'verdict=action-required': ['orders'],
      'owner=group:default/cart': ['cart'],
      'system=system:default/shop': ['orders'],
      'cluster=main': ['orders'],
      'cluster=edge': [],
      'check=sdk-version': ['orders'],
      'sdk=js-v3': ['orders'],
      'armed=true': ['orders', 'cart'],
      'armed=false': ['stray'],
      'timeBomb=true': ['orders'],
      'timeBomb=false': ['cart', 'stray'],
      'q=ORDER%20desk': ['orders'],
      'q=%25': [],
    };
    for (const [query, names] of Object.entries(services)) {
      expect([query, await found(`/v1/services?${query}`, 'name')]).toEqual([
        query,
        names,
      ]);
    }
    const workloads = {
      'unclaimed=true': ['50%_off'],
      'unclaimed=false': ['orders'],
      'namespace=sale': ['50%_off'],
      'check=sdk-version': ['orders'],
      'armed=true': ['orders'],
      'verdict=ready': ['50%_off'],
      'q=0%25_o': ['50%_off'],
      'q=0_o': [],
    };
    for (const [query, names] of Object.entries(workloads)) {
      expect([
        query,
        await found(`/v1/workloads?${query}`, 'serviceAccount'),
      ]).toEqual([query, names]);
    }
    expect(await found('/v1/addons?verdict=blocked', 'name')).toEqual([
      'vpc-cni',
    ]);
    expect(await found('/v1/addons?name=coredns&cluster=main', 'name')).toEqual(
      ['coredns'],
    );
    expect(await found('/v1/clusters?region=us-east-1', 'name')).toEqual([]);
    const { body: minimums } = await get('/v1/sdk/minimums');
    expect(
      routes.listSdkMinimums.response
        .parse(minimums)
        .items.find(({ sdk }) => sdk === 'js-v3')?.servicesBelow,
    ).toEqual([{ entityRef: 'component:default/orders', version: '3.400.0' }]);
    const { body: summary } = await get('/v1/fleet/summary');
    expect(routes.getFleetSummary.response.parse(summary)).toMatchObject({
      timeBombs: 1,
      armed: 1,
      unclaimedWorkloads: 1,
      services: { 'action-required': 1, ready: 2 },
      clusters: { total: 3, stale: 1, partial: 1 },
      obstacles: [{ check: 'sdk-version', services: 1, workloads: 1 }],
      teams: [
        { owner: '' },
        { owner: 'group:default/cart' },
        { owner: 'group:default/shop' },
      ],
    });
  });
});

it('a list of syncs is read through although new ones come first', async () => {
  const sync = (number: number) => ({
    id: `00000000-0000-4000-8000-00000000000${number}`,
    state: 'succeeded' as const,
    trigger: 'schedule' as const,
    startedAt: '2026-11-24T09:00:00.000Z',
    progress: { done: 1, total: 1 },
    parts: [],
  });
  const { get, syncs } = await startApi({
    knex: await databases.init('SQLITE_3'),
    syncs: [5, 4, 3, 2, 1].map(sync),
  });
  const { body: first } = await get('/v1/syncs?limit=2');
  syncs.unshift(sync(6));
  const { body: second } = await get(
    `/v1/syncs?limit=2&cursor=${first.nextCursor}`,
  );
  const { body: third } = await get(
    `/v1/syncs?limit=2&cursor=${second.nextCursor}`,
  );
  expect(
    [first, second, third].flatMap(({ items }) =>
      items.map(({ id }: any) => Number(id.slice(-1))),
    ),
  ).toEqual([5, 4, 3, 2, 1]);
  expect(third.nextCursor).toBeUndefined();
});
