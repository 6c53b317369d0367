import {
  mockServices,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import type { Simulator } from '@leaving-irsa/aws-simulator';
import type { Sync } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type { Knex } from 'knex';
import { testDatabases } from '../__testUtils__/databases';
import type { Assessment } from '../readiness/assessment';
import { migrate } from '../store/migrate';
import {
  clientsFor,
  configFor,
  now,
  startStopped,
} from './__testUtils__/simulated';
import { createSyncService, type RunningSyncService } from './syncService';

const databases = testDatabases();

jest.setTimeout(60_000);

const regions = ['ap-northeast-2', 'us-east-1'];
const account = {
  accountId: '111122223333',
  regions,
  faults: { throttling: false },
  clusters: [{ name: 'shop' }, { name: 'far', region: 'us-east-1' }],
};

let simulator: Simulator;
let service: RunningSyncService | undefined;
const logger = mockServices.logger.mock();

beforeAll(async () => {
  simulator = await startStopped(account);
});

beforeEach(async () => {
  await simulator.control.reset(account);
  jest.clearAllMocks();
});

afterEach(async () => {
  await service?.stop();
});

afterAll(() => simulator?.close());

async function start(id: TestDatabaseId, config: object = {}): Promise<Knex> {
  const knex = await databases.init(id);
  await migrate(knex);
  service = createSyncService({
    config: configFor(simulator, {
      cloudTrail: { enabled: false },
      kubernetes: { enabled: false },
      ...config,
    }),
    clients: clientsFor(simulator),
    logger,
    database: knex,
    assess: async ({ accountId }) => ({ accountId } as Assessment),
    onAssessed: async () => undefined,
    clock: () => now,
  });
  return knex;
}

async function sync(): Promise<Sync> {
  const { id } = await service!.startSync({ trigger: 'demand' });
  await service!.whenIdle();
  return (await service!.getSync(id))!;
}

const skew = (type: string, message: string) => ({
  '*': { type, status: 403, message },
});

describe('faults of the account', () => {
  const id = databases.eachSupportedId()[0][0];

  it.each([
    [
      'a clock that is wrong',
      skew(
        'SignatureDoesNotMatch',
        'Signature expired: 20260601T120000Z is now earlier than 20260601T121500Z (20260601T123000Z - 15 min.)',
      ),
      'The clock of the Backstage host is wrong',
    ],
    [
      'credentials that have expired',
      skew(
        'ExpiredToken',
        'The security token included in the request is expired',
      ),
      'The AWS credentials have expired',
    ],
    [
      'credentials that AWS does not know',
      skew(
        'InvalidClientTokenId',
        'The security token included in the request is invalid.',
      ),
      'AWS does not accept the credentials',
    ],
  ])(
    '%s ends the sync by its name, and the next one recovers',
    async (_what, errors, text) => {
      await start(id);
      await sync();
      simulator.control.changeFaults({ errors });
      const failed = await sync();
      expect(failed).toMatchObject({
        state: 'failed',
        error: expect.stringContaining(text),
      });
      expect(failed.error).not.toContain('denied');
      expect((await service!.loadFacts())?.clusters).toHaveLength(2);
      simulator.control.changeFaults({ errors: {} });
      expect((await sync()).state).toBe('succeeded');
    },
  );

  it('credentials that expire in the middle are told once', async () => {
    await start(id);
    await sync();
    const expired = {
      type: 'ExpiredTokenException',
      status: 403,
      message: 'expired',
    };
    simulator.control.changeFaults({
      errors: { 'eks:*': expired, 'iam:*': expired },
    });
    const partial = await sync();
    expect(partial.state).toBe('partial');
    expect(partial.error?.match(/have expired/g)).toHaveLength(1);
    expect(JSON.stringify(partial.parts)).not.toContain('have expired');
    expect((await service!.loadFacts())?.clusters).toHaveLength(2);
  });

  it('a region that is not enabled is named, and the others are read', async () => {
    await start(id);
    simulator.control.changeFaults({ disabledRegions: ['ap-northeast-2'] });
    const { state, parts } = await sync();
    expect(state).toBe('partial');
    expect(parts).toContainEqual(
      expect.objectContaining({
        scope: 'eks:ap-northeast-2',
        message: expect.stringContaining(
          'The region ap-northeast-2 is not enabled for the account',
        ),
      }),
    );
    expect((await service!.loadFacts())?.clusters).toMatchObject([
      { name: 'far' },
    ]);
  });

  it('the only region is not enabled: a region that always is decides', async () => {
    await start(id, {
      account: {
        accountId: '111122223333',
        regions: ['ap-northeast-2'],
        endpoint: simulator.url,
      },
    });
    simulator.control.changeFaults({ disabledRegions: ['ap-northeast-2'] });
    const { state, error, parts } = await sync();
    expect([state, error]).toEqual([
      'partial',
      expect.stringContaining('No cluster was read'),
    ]);
    expect(JSON.stringify(parts)).toContain(
      'The region ap-northeast-2 is not enabled',
    );
  });

  it.each([
    [
      'has none',
      { ...account, clusters: [] },
      {},
      'No EKS cluster was found in ap-northeast-2, us-east-1',
    ],
    [
      'has none that the configuration wants',
      account,
      { clusters: { include: ['prod-*'] } },
      'all 2 clusters are left out',
    ],
  ])(
    'a sync of an account that %s does not succeed in silence',
    async (_what, given, config, text) => {
      await simulator.control.reset(given);
      await start(id, config);
      expect(await sync()).toMatchObject({
        state: 'partial',
        error: expect.stringContaining(text),
      });
    },
  );
});

/** Makes each write to the inventory fail as the database would. */
async function breakWrites(knex: Knex, kind: 'full' | 'read-only') {
  if (knex.client.config.client === 'pg') {
    const code = kind === 'full' ? '53100' : '25006';
    await knex.raw(
      `create or replace function fail() returns trigger as $$ begin raise exception 'broken' using errcode = '${code}'; end $$ language plpgsql`,
    );
    for (const table of ['inventory_accounts', 'syncs']) {
      await knex.raw(
        `create trigger fail before insert or update or delete on ${table} for each statement execute function fail()`,
      );
    }
    return async () => {
      await knex.raw('drop trigger fail on inventory_accounts');
      await knex.raw('drop trigger fail on syncs');
    };
  }
  if (kind === 'read-only') {
    await knex.raw('pragma query_only = 1');
    return () => knex.raw('pragma query_only = 0');
  }
  await knex.raw('pragma max_page_count = 1');
  return () => knex.raw('pragma max_page_count = 1000000');
}

describe.each(databases.eachSupportedId())('faults of the database, %s', id => {
  it.each([
    ['full', 'The disk of the database is full'],
    ['read-only', 'The database is read-only'],
  ] as const)(
    'a database that is %s in the middle of a sync',
    async (kind, text) => {
      const knex = await start(id);
      await sync();
      const before = await service!.loadFacts();

      // A name that is long enough to need new pages.
      await simulator.control.reset({
        ...account,
        clusters: [
          ...account.clusters,
          ...Array.from({ length: 20 }, (_, n) => ({ name: `more-${n}` })),
        ],
      });
      const { id: syncId } = await service!.startSync({ trigger: 'demand' });
      const mend = await breakWrites(knex, kind);
      await service!.whenIdle();

      // Told by its name, and readable although nothing can be written.
      const failed = await service!.getSync(syncId);
      expect(failed).toMatchObject({
        state: 'failed',
        error: expect.stringContaining(text),
      });
      expect(failed?.error).toContain('kept');
      expect(failed?.error).not.toContain('ROLLBACK');
      expect((await service!.loadFacts())?.clusters).toHaveLength(
        before!.clusters.length,
      );
      expect(
        logger.error.mock.calls.filter(([line]) =>
          line.includes(`Sync ${syncId} failed`),
        ),
      ).toHaveLength(1);

      await mend();
      expect((await sync()).state).toBe('succeeded');
      expect(await service!.getSync(syncId)).toMatchObject({
        state: 'failed',
        error: failed?.error,
      });
      expect((await service!.loadFacts())?.clusters).toHaveLength(22);
    },
  );
});
