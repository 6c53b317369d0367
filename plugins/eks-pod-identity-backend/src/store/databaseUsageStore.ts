import {
  seen,
  unseen,
  type ReadMark,
  type Sight,
  type UsageFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import type { Knex } from 'knex';
import {
  usageDisabled,
  type RegionOutcome,
} from '../inventory/cloudtrail/collectUsage';
import { usageKey } from '../inventory/cloudtrail/events';
import type { Coverage } from '../inventory/cloudtrail/readRegionUsage';
import {
  keyHash,
  lostOf,
  PartWriter,
  readColumns,
  type PartRow,
  type ReadColumns,
} from './inventoryStoreRows';
import { inTransaction } from './transaction';

interface UsageRow extends ReadColumns {
  account_id: string;
  region: string;
  usage_hash: string;
  used_at: string;
  data: string;
}

/** What the store must know of the configuration. */
export interface UsageStoreOptions {
  accountId: string;
  cloudTrail: { enabled: boolean; lookback: number };
  clock?: () => Date;
}

/** What CloudTrail told, in the plugin's database: the newest use of each kind, and which times were read. */
export class DatabaseUsageStore {
  readonly #clock: () => Date;

  constructor(
    private readonly knex: Knex,
    private readonly options: UsageStoreOptions,
  ) {
    this.#clock = options.clock ?? (() => new Date());
  }

  /** Stores what CloudTrail told. Uses older than the lookback are forgotten. */
  async save(outcomes: RegionOutcome[], syncId: string): Promise<void> {
    const now = this.#clock();
    const at = now.toISOString();
    const { accountId } = this.options;
    await inTransaction(this.knex, async transaction => {
      const writer = new PartWriter(transaction, accountId, syncId, at);
      for (const { region, read, lost } of outcomes) {
        const mark: ReadMark = {
          source: 'cloudtrail',
          where: `LookupEvents in ${region}`,
          readAt: at,
        };
        await writer.write(
          { region, part: 'usage' },
          read
            ? seen(read.coverage, mark)
            : lost ?? unseen('absent', 'CloudTrail was not read.'),
        );
        for (const usage of read?.usage ?? []) {
          await this.#saveUse(transaction, region, usage, {
            ...readColumns(mark, syncId),
          });
        }
      }
      await transaction<UsageRow>('inventory_usage')
        .where({ account_id: accountId })
        .where('used_at', '<', this.#usedSince(now))
        .delete();
    });
  }

  /** By region: which stretches of time CloudTrail was read for. */
  async coverage(): Promise<Record<string, Coverage>> {
    const rows = await this.#parts();
    return Object.fromEntries(
      rows.map(row => [
        row.region,
        row.data ? (JSON.parse(row.data) as Coverage) : {},
      ]),
    );
  }

  /** When CloudTrail was last asked, with whatever success. */
  async readAt(): Promise<string | undefined> {
    const rows = await this.#parts();
    return rows
      .flatMap(row => [row.read_at, row.failed_at])
      .flatMap(at => at ?? [])
      .sort()
      .pop();
  }

  /** Uses are history: that a region cannot be read today does not undo what was seen. */
  async load(): Promise<Sight<UsageFacts[]>> {
    if (!this.options.cloudTrail.enabled) {
      return usageDisabled;
    }
    const rows = await this.#parts();
    const read = rows.filter(row => row.data);
    if (read.length === 0) {
      const lost = rows.map(lostOf).find(Boolean);
      return lost ?? unseen('absent', 'CloudTrail has not been read yet.');
    }
    const usage = await this.knex<UsageRow>('inventory_usage')
      .where({ account_id: this.options.accountId })
      .where('used_at', '>=', this.#usedSince(this.#clock()))
      .orderBy('used_at', 'desc')
      .select('data');
    const oldest = read.reduce((a, b) =>
      (a.read_at ?? '') < (b.read_at ?? '') ? a : b,
    );
    return seen(
      usage.map(({ data }) => JSON.parse(data) as UsageFacts),
      {
        source: 'cloudtrail',
        where: `LookupEvents in ${read.map(({ region }) => region).join(', ')}`,
        readAt: oldest.read_at ?? '',
      },
    );
  }

  #parts(): Promise<PartRow[]> {
    return this.knex<PartRow>('inventory_parts')
      .where({ account_id: this.options.accountId, part: 'usage' })
      .then(rows => rows);
  }

  #usedSince(now: Date): string {
    return new Date(
      now.getTime() - this.options.cloudTrail.lookback,
    ).toISOString();
  }

  async #saveUse(
    transaction: Knex,
    region: string,
    usage: UsageFacts,
    read: ReadColumns,
  ): Promise<void> {
    const row: UsageRow = {
      account_id: this.options.accountId,
      region,
      usage_hash: keyHash(usageKey(usage)),
      used_at: usage.at,
      data: JSON.stringify(usage),
      ...read,
    };
    await transaction<UsageRow>('inventory_usage')
      .insert(row)
      .onConflict(['account_id', 'region', 'usage_hash'])
      .merge()
      .where('inventory_usage.used_at', '<=', usage.at);
  }
}
