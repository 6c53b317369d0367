import { mockServices } from '@backstage/backend-test-utils';
import type { Simulator } from '@leaving-irsa/aws-simulator';
import type { Sync } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  seen,
  unseen,
  type AccountFacts,
  type ClusterFacts,
  type ServiceFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import type { Knex } from 'knex';
import { testDatabases } from '../__testUtils__/databases';
import type { Assessment } from '../readiness/assessment';
import { deadAfter } from '../store/databaseSyncStore';
import { migrate } from '../store/migrate';
import {
  clientsFor,
  configFor,
  now,
  startStopped,
} from './__testUtils__/simulated';
import type { ReadServices } from './collect';
import { createSyncService, type RunningSyncService } from './syncService';

const databases = testDatabases();
const minute = 60_000;

jest.setTimeout(minute);

/** A small account: these tests are about what is kept, not about what is read. */
const account = {
  accountId: '111122223333',
  regions: ['ap-northeast-2', 'us-east-1'],
  settings: { cloudTrailDelaySeconds: 0 },
  faults: { throttling: false },
  callers: [
    {
      accessKeyId: 'AKIAOTHER',
      arn: 'arn:aws:iam::444455556666:user/somebody',
    },
  ],
  iam: { roles: [{ name: 'app', trust: { podIdentity: true } }] },
  clusters: [
    {
      name: 'shop',
      createdAt: '300 days ago',
      nodegroups: [{ name: 'general', nodes: 1 }],
      podIdentityAssociations: [
        {
          namespace: 'shop',
          serviceAccount: 'pay',
          role: 'app',
          createdAt: '20 days ago',
        },
      ],
      kubernetes: {
        workloads: [
          {
            name: 'pay',
            namespace: 'shop',
            serviceAccount: 'pay',
            podsCreatedAt: '10 days ago',
            containers: [{ sdk: 'js-v3 3.600.0' }],
          },
        ],
      },
    },
    { name: 'far', region: 'us-east-1' },
  ],
};

let simulator: Simulator;
const services: RunningSyncService[] = [];

beforeAll(async () => {
  simulator = await startStopped(account);
}, 60_000);

beforeEach(() => simulator.control.reset(account));

afterEach(async () => {
  await Promise.all(services.splice(0).map(service => service.stop()));
});

afterAll(() => simulator?.close());

function clusterOf(
  facts: AccountFacts | undefined,
  name = 'shop',
): ClusterFacts {
  const cluster = facts?.clusters.find(each => each.name === name);
  if (!cluster) {
    throw new Error(`no cluster ${name}`);
  }
  return cluster;
}

/** The whole of a sync service, and what it was asked to judge. */
class World {
  at = now;
  readonly judged: { facts: AccountFacts; syncId: string }[] = [];

  constructor(readonly knex: Knex) {}

  service(
    options: {
      config?: object;
      accessKeyId?: string;
      readServices?: ReadServices;
      catalogWait?: number;
      onAssessed?: () => Promise<void>;
    } = {},
  ): RunningSyncService {
    let facts: AccountFacts;
    const service = createSyncService({
      config: configFor(simulator, {
        cloudTrail: { enabled: false },
        ...options.config,
      }),
      clients: clientsFor(simulator, options.accessKeyId),
      logger: mockServices.logger.mock(),
      database: this.knex,
      readServices: options.readServices,
      catalogWait: options.catalogWait,
      assess: async given => {
        facts = given;
        return { accountId: given.accountId } as Assessment;
      },
      onAssessed: async (_assessment, syncId) => {
        this.judged.push({ facts, syncId });
        await options.onAssessed?.();
      },
      clock: () => this.at,
      lookupsPerSecond: 1000,
    });
    services.push(service);
    return service;
  }

  /** Runs a sync to its end. */
  async sync(service: RunningSyncService): Promise<Sync> {
    const { id } = await service.startSync({ trigger: 'demand' });
    await service.whenIdle();
    const sync = await service.getSync(id);
    if (!sync) {
      throw new Error('the sync is gone');
    }
    return sync;
  }
}

describe.each(databases.eachSupportedId())('on %s', id => {
  let world: World;

  beforeEach(async () => {
    const knex = await databases.init(id);
    await migrate(knex);
    world = new World(knex);
  });

  it('a sync reads, stores and assesses, and tells how far it is', async () => {
    const service = world.service();
    expect(await service.loadFacts()).toBeUndefined();
    expect(await service.newestSync()).toBeUndefined();

    const started = await service.startSync({
      trigger: 'demand',
      requestedBy: 'user:default/mina',
    });
    expect(started).toMatchObject({
      state: 'running',
      trigger: 'demand',
      requestedBy: 'user:default/mina',
      startedAt: now.toISOString(),
    });
    await service.whenIdle();

    const ended = await service.getSync(started.id);
    expect(ended).toMatchObject({
      state: 'succeeded',
      finishedAt: now.toISOString(),
    });
    expect(ended?.error).toBeUndefined();
    expect(ended?.progress).toEqual({ done: 9, total: 9 });
    expect(ended?.parts).toContainEqual({
      scope: 'kubernetes:us-east-1/far',
      state: 'ok',
      startedAt: now.toISOString(),
      finishedAt: now.toISOString(),
    });
    expect(world.judged).toEqual([
      { facts: await service.loadFacts(), syncId: started.id },
    ]);
    expect(await service.listSyncs({ offset: 0, limit: 10 })).toEqual({
      items: [ended],
      totalItems: 1,
    });
  });

  it('facts come back as they were read, with where and when', async () => {
    const service = world.service();
    await world.sync(service);
    const facts = await service.loadFacts();
    expect(facts).toMatchObject({
      accountId: '111122223333',
      partition: 'aws',
      unseenRegions: [],
      usage: { seen: false, why: 'disabled' },
      services: { seen: false, why: 'absent' },
    });
    const shop = clusterOf(facts);
    expect(shop.stale).toBeUndefined();
    expect(shop.associations).toMatchObject({
      seen: true,
      value: [{ namespace: 'shop', serviceAccount: 'pay' }],
      read: {
        source: 'eks',
        where: `eks:ListPodIdentityAssociations ${shop.arn}`,
        readAt: now.toISOString(),
      },
    });
    expect(shop.kubernetes).toMatchObject({
      seen: true,
      value: {
        pods: { seen: true, read: { source: 'kubernetes' } },
        networkPolicies: { seen: true, value: [] },
      },
    });
    expect(facts?.iam.roles.seen).toBe(true);
  });

  it('every row says its account and region, and what it was read by', async () => {
    const service = world.service();
    const { id: syncId } = await world.sync(service);
    const rows = await world.knex('inventory_parts').select();
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) {
      expect(row.account_id).toBe('111122223333');
      expect(['ap-northeast-2', 'us-east-1', '*']).toContain(row.region);
      expect(row.sync_id ?? row.failed_sync_id).toBe(syncId);
    }
  });

  it('a cluster that hangs keeps what was known, marked as stale since then', async () => {
    const service = world.service({
      config: { kubernetes: { timeout: { seconds: 3 } } },
    });
    await world.sync(service);
    world.at = new Date(now.getTime() + 15 * minute);
    simulator.control.changeFaults({ hangingClusters: ['shop'] });
    const sync = await world.sync(service);
    expect(sync.state).toBe('partial');
    expect(sync.parts).toContainEqual(
      expect.objectContaining({
        scope: 'kubernetes:ap-northeast-2/shop',
        state: 'failed',
        message: expect.stringContaining('did not answer within 3 s'),
      }),
    );
    const facts = await service.loadFacts();
    expect(clusterOf(facts)).toMatchObject({
      stale: {
        since: now.toISOString(),
        reason: expect.stringContaining('did not answer'),
      },
      kubernetes: {
        seen: false,
        why: 'unreachable',
        last: {
          read: { readAt: now.toISOString() },
          value: { pods: { seen: true, value: [{ namespace: 'shop' }] } },
        },
      },
      addons: { seen: true, read: { readAt: world.at.toISOString() } },
    });
    expect(clusterOf(facts, 'far').stale).toBeUndefined();

    simulator.control.clearFaults();
    simulator.control.changeFaults({ throttling: false });
    expect((await world.sync(service)).state).toBe('succeeded');
    const mended = clusterOf(await service.loadFacts());
    expect(mended.stale).toBeUndefined();
    expect(mended.kubernetes.seen).toBe(true);
  });

  it('a lost region keeps its clusters, marked as stale, and the other region is fresh', async () => {
    const service = world.service();
    await world.sync(service);
    world.at = new Date(now.getTime() + 15 * minute);
    simulator.control.changeFaults({ lostRegions: ['us-east-1'] });
    expect((await world.sync(service)).state).toBe('partial');
    const facts = await service.loadFacts();
    expect(facts?.unseenRegions).toEqual([
      { region: 'us-east-1', reason: expect.stringContaining('ListClusters') },
    ]);
    expect(clusterOf(facts, 'far')).toMatchObject({
      stale: { since: now.toISOString() },
      addons: { seen: false, why: 'unreachable', last: { value: [] } },
      kubernetes: { seen: false, why: 'unreachable' },
    });
    expect(clusterOf(facts).addons.seen).toBe(true);
  });

  it('a denied list keeps what an earlier sync saw, as what it was', async () => {
    const service = world.service();
    await world.sync(service);
    simulator.control.changeFaults({
      denyActions: ['eks:ListPodIdentityAssociations', 'iam:ListRoles'],
    });
    await world.sync(service);
    const facts = await service.loadFacts();
    expect(clusterOf(facts).associations).toMatchObject({
      seen: false,
      why: 'denied',
      permission: 'eks:ListPodIdentityAssociations',
      last: { value: [{ serviceAccount: 'pay' }] },
    });
    expect(facts?.iam.roles).toMatchObject({
      seen: false,
      permission: 'iam:ListRoles',
      last: { value: expect.arrayContaining([expect.anything()]) },
    });
  });

  it('a cluster that cannot be described is stale, one that is not listed is forgotten', async () => {
    const service = world.service();
    await world.sync(service);
    simulator.control.changeFaults({ denyActions: ['eks:DescribeCluster'] });
    await world.sync(service);
    const denied = await service.loadFacts();
    expect(denied?.clusters).toHaveLength(2);
    expect(clusterOf(denied).stale).toMatchObject({
      reason: expect.stringContaining('eks:DescribeCluster'),
    });
    expect(denied?.unseenRegions).toHaveLength(2);

    await simulator.control.reset({
      ...account,
      clusters: account.clusters.slice(0, 1),
    });
    await world.sync(service);
    const facts = await service.loadFacts();
    expect(facts?.clusters.map(({ name }) => name)).toEqual(['shop']);
    expect(facts?.unseenRegions).toEqual([]);
    const left = await world
      .knex('inventory_parts')
      .where('cluster_arn', 'like', '%cluster/far')
      .select();
    expect(left).toEqual([]);
  });

  it('a cluster that was re-created under its name is another: nothing of the old one is told', async () => {
    const service = world.service();
    await world.sync(service);
    const [shop, far] = account.clusters;
    await simulator.control.reset({
      ...account,
      clusters: [
        {
          ...shop,
          createdAt: '1 hour ago',
          kubernetes: { enforceAccess: true },
        },
        far,
      ],
    });
    simulator.control.changeFaults({
      denyActions: ['eks:ListPodIdentityAssociations'],
    });
    await world.sync(service);
    const recreated = clusterOf(await service.loadFacts());
    expect(recreated.createdAt).toBe('2026-06-01T11:00:00.000Z');
    expect(recreated.associations).toMatchObject({ seen: false });
    expect(recreated.associations).not.toHaveProperty('last');
    expect(recreated.kubernetes).not.toHaveProperty('last');
  });

  it('credentials of another account are refused, and nothing that is known is touched', async () => {
    await world.sync(world.service());
    const before = await world.service().loadFacts();
    const sync = await world.sync(world.service({ accessKeyId: 'AKIAOTHER' }));
    expect(sync).toMatchObject({
      state: 'refused',
      error: expect.stringContaining(
        'The AWS credentials are of account 444455556666',
      ),
    });
    expect(await world.service().loadFacts()).toEqual(before);
    expect(world.judged).toHaveLength(1);
  });

  it('a sync that STS does not answer fails, says so, and touches nothing', async () => {
    await world.sync(world.service());
    simulator.control.changeFaults({
      lostRegions: ['ap-northeast-2', 'us-east-1'],
    });
    const service = world.service();
    expect(await world.sync(service)).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(
        /^sts:GetCallerIdentity in ap-northeast-2, us-east-1 was not answered/,
      ),
    });
    expect(clusterOf(await service.loadFacts()).stale).toBeUndefined();
    expect(world.judged).toHaveLength(1);
  });

  it('services that cannot be read leave those of the last time', async () => {
    const reading = {
      services: seen([], {
        source: 'catalog' as const,
        where: 'catalog',
        readAt: now.toISOString(),
      }),
      platformTerraform: [],
    };
    await world.sync(world.service({ readServices: async () => reading }));
    const failing = world.service({
      readServices: async () => {
        throw new Error('the catalog is down');
      },
    });
    const sync = await world.sync(failing);
    expect(sync.state).toBe('partial');
    expect(sync.parts).toContainEqual(
      expect.objectContaining({ scope: 'repositories', state: 'failed' }),
    );
    expect((await failing.loadFacts())?.services).toMatchObject({
      seen: false,
      reason: expect.stringContaining('the catalog is down'),
      last: { value: [] },
    });
    const unreadable = world.service({
      readServices: async () => ({
        services: unseen('unreachable', 'no catalog'),
        platformTerraform: [],
      }),
    });
    expect((await world.sync(unreadable)).state).toBe('partial');
  });

  it('one sync runs at a time, over all instances of the backend', async () => {
    const one = world.service();
    const other = world.service();
    const first = await one.startSync({ trigger: 'schedule' });
    const second = await other.startSync({ trigger: 'demand' });
    const third = await one.startSync({ trigger: 'demand' });
    expect([second.id, third.id]).toEqual([first.id, first.id]);
    await one.whenIdle();
    expect((await other.listSyncs({ offset: 0, limit: 9 })).totalItems).toBe(1);
    const next = await other.startSync({ trigger: 'demand' });
    expect(next.id).not.toBe(first.id);
    await other.whenIdle();
  });

  it('many at once agree on one', async () => {
    const all = [world.service(), world.service(), world.service()];
    const started = await Promise.all(
      all.map(service => service.startSync({ trigger: 'demand' })),
    );
    expect(new Set(started.map(sync => sync.id)).size).toBe(1);
    await Promise.all(all.map(service => service.whenIdle()));
  });

  it('a sync that died with its process is found and ended when its heart has stopped', async () => {
    const service = world.service();
    await world.knex('syncs').insert({
      id: 'dead',
      account_id: '111122223333',
      state: 'running',
      trigger: 'schedule',
      started_at: now.toISOString(),
      heartbeat_at: now.toISOString(),
      progress: '{"done":1,"total":4}',
      parts: '[]',
      running_account: '111122223333',
    });
    world.at = new Date(now.getTime() + deadAfter - 1);
    expect((await service.startSync({ trigger: 'demand' })).id).toBe('dead');
    world.at = new Date(now.getTime() + deadAfter + 1);
    expect(await service.newestSync()).toMatchObject({
      id: 'dead',
      state: 'failed',
      error: expect.stringContaining('the process that ran it is gone'),
      finishedAt: world.at.toISOString(),
    });
    expect((await world.sync(service)).state).toBe('succeeded');
  });

  it('a sync that was given up for dead stores nothing when it wakes up', async () => {
    let wake: () => void = () => undefined;
    const asleep = new Promise<void>(resolve => {
      wake = resolve;
    });
    const sleeper = world.service({
      readServices: async () => {
        await asleep;
        return { services: unseen('absent', ''), platformTerraform: [] };
      },
    });
    const { id: lost } = await sleeper.startSync({ trigger: 'demand' });
    world.at = new Date(now.getTime() + deadAfter + 1);
    const other = world.service();
    const taken = await world.sync(other);
    expect(taken.id).not.toBe(lost);
    world.at = new Date(now.getTime() + 2 * deadAfter);
    wake();
    await sleeper.whenIdle();
    expect((await other.getSync(lost))?.state).toBe('failed');
    expect(world.judged.map(({ syncId }) => syncId)).toEqual([taken.id]);
  });

  it('an assessment that cannot be stored makes the sync fail, and the facts are kept', async () => {
    const service = world.service({
      onAssessed: async () => {
        throw new Error('the disk is full');
      },
    });
    expect(await world.sync(service)).toMatchObject({
      state: 'failed',
      error: 'the disk is full',
    });
    expect((await service.loadFacts())?.clusters).toHaveLength(2);
  });

  it('stopping the backend ends the sync as failed', async () => {
    simulator.control.changeFaults({ hangingClusters: ['shop', 'far'] });
    const service = world.service();
    const { id: started } = await service.startSync({ trigger: 'schedule' });
    await service.stop();
    expect(await service.getSync(started)).toMatchObject({
      state: 'failed',
      error: 'Backstage was stopped during the sync.',
    });
  });

  it('CloudTrail is read after the first sync, kept newest per use, and judged', async () => {
    const service = world.service({ config: { cloudTrail: {} } });
    await world.sync(service);
    await service.readUsage();
    const facts = await service.loadFacts();
    expect(facts?.usage).toMatchObject({
      seen: true,
      read: { source: 'cloudtrail', readAt: now.toISOString() },
      value: expect.arrayContaining([
        expect.objectContaining({
          kind: 'pod-identity',
          namespace: 'shop',
          serviceAccount: 'pay',
        }),
        expect.objectContaining({
          kind: 'call',
          serviceAccount: 'pay',
          userAgent: expect.stringContaining('aws-sdk-js/3.600.0'),
        }),
      ]),
    });
    expect(world.judged).toHaveLength(2);
    expect(world.judged[1].facts.usage.seen).toBe(true);

    const lookups = () =>
      simulator
        .state()
        .trail.filter(({ eventName }) => eventName === 'LookupEvents').length;
    const before = lookups();
    world.at = new Date(now.getTime() + minute);
    await service.readUsage();
    // Only what is new is asked for: per region the sweep, and the role of the association.
    expect(lookups() - before).toBeLessThanOrEqual(4);
    expect((await service.loadFacts())?.usage).toMatchObject({ seen: true });

    simulator.control.changeFaults({
      denyActions: ['cloudtrail:LookupEvents'],
    });
    await service.readUsage();
    expect((await service.loadFacts())?.usage).toMatchObject({ seen: true });

    world.at = new Date(now.getTime() + 40 * 24 * 60 * minute);
    expect((await service.loadFacts())?.usage).toMatchObject({ value: [] });
  });

  it('CloudTrail that was never readable is unseen with the permission', async () => {
    simulator.control.changeFaults({
      denyActions: ['cloudtrail:LookupEvents'],
    });
    const service = world.service({ config: { cloudTrail: {} } });
    await world.sync(service);
    await service.readUsage();
    expect((await service.loadFacts())?.usage).toMatchObject({
      seen: false,
      why: 'denied',
      permission: 'cloudtrail:LookupEvents',
    });
  });

  describe('on its schedule', () => {
    type Task = { id: string; fn: (signal: AbortSignal) => Promise<void> };

    /** A scheduler that runs nothing by itself. */
    async function tasksOf(service: RunningSyncService): Promise<Task[]> {
      const tasks: Task[] = [];
      await service.schedule({
        ...mockServices.scheduler.mock(),
        scheduleTask: async task => {
          tasks.push(task as Task);
        },
      });
      return tasks;
    }

    const run = (tasks: Task[], task: string) =>
      tasks
        .find(each => each.id === `eks-pod-identity-${task}`)!
        .fn(new AbortController().signal);

    it('an account is read at the start, and again when it is time, whoever asks', async () => {
      const one = world.service();
      const tasks = await tasksOf(one);
      await run(tasks, 'sync');
      expect(await one.newestSync()).toMatchObject({
        trigger: 'start',
        state: 'succeeded',
      });

      world.at = new Date(now.getTime() + 10 * minute);
      await run(await tasksOf(world.service()), 'sync');
      expect((await one.listSyncs({ offset: 0, limit: 9 })).totalItems).toBe(1);

      world.at = new Date(now.getTime() + 15 * minute);
      await run(tasks, 'sync');
      expect(await one.newestSync()).toMatchObject({ trigger: 'schedule' });
      expect((await one.listSyncs({ offset: 0, limit: 9 })).totalItems).toBe(2);
    });

    it('a start before the catalog is filled is followed by another sync', async () => {
      let asked = 0;
      const read = { source: 'catalog' as const, where: '', readAt: '' };
      const filledAt =
        (attempt: number): ReadServices =>
        async () => {
          asked += 1;
          const value =
            asked < attempt ? [] : [{ name: 'orders' } as ServiceFacts];
          return { services: seen(value, read), platformTerraform: [] };
        };
      const service = world.service({
        readServices: filledAt(2),
        catalogWait: 1,
      });
      await run(await tasksOf(service), 'sync');
      expect(asked).toBe(2);
      expect((await service.loadFacts())?.services).toMatchObject({
        value: [{ name: 'orders' }],
      });
    });

    it('a sync that failed is tried again at the next turn', async () => {
      let isFull = true;
      const service = world.service({
        onAssessed: async () => {
          if (isFull) {
            throw new Error('the disk is full');
          }
        },
      });
      const tasks = await tasksOf(service);
      await run(tasks, 'sync');
      isFull = false;
      world.at = new Date(now.getTime() + minute);
      await run(tasks, 'sync');
      expect((await service.newestSync())?.state).toBe('succeeded');
    });

    it('a turn that is ended while another instance reads starts nothing', async () => {
      await world.knex('syncs').insert({
        id: 'elsewhere',
        account_id: '111122223333',
        state: 'running',
        trigger: 'schedule',
        started_at: now.toISOString(),
        heartbeat_at: now.toISOString(),
        progress: '{"done":1,"total":4}',
        parts: '[]',
        running_account: '111122223333',
      });
      const service = world.service();
      const [task] = await tasksOf(service);
      const turn = new AbortController();
      const ended = task.fn(turn.signal);
      turn.abort();
      await ended;
      expect(
        (await service.listSyncs({ offset: 0, limit: 9 })).totalItems,
      ).toBe(1);
    });

    it('CloudTrail has a task of its own, and asks no more often than it should', async () => {
      expect(await tasksOf(world.service())).toHaveLength(1);
      const service = world.service({ config: { cloudTrail: {} } });
      const tasks = await tasksOf(service);
      await run(tasks, 'cloudtrail');
      expect(await service.loadFacts()).toBeUndefined();
      await world.sync(service);
      await service.readUsage();
      const asked = () =>
        simulator
          .state()
          .trail.filter(({ eventName }) => eventName === 'LookupEvents').length;
      const before = asked();
      await run(tasks, 'cloudtrail');
      expect(asked()).toBe(before);
      world.at = new Date(now.getTime() + 60 * minute);
      await run(tasks, 'cloudtrail');
      expect(asked()).toBeGreaterThan(before);
    });
  });
});
