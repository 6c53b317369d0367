import {
  seen,
  unseen,
  type AccountFacts,
  type ReadMark,
  type Sight,
  type UsageFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import type { Knex } from 'knex';
import type { ClusterBase } from '../inventory/aws/eks/clusters';
import {
  usageDisabled,
  type RegionOutcome,
} from '../inventory/cloudtrail/collectUsage';
import { usageKey } from '../inventory/cloudtrail/events';
import type { Coverage } from '../inventory/cloudtrail/readRegionUsage';
import type { AccountReading } from '../inventory/collect';
import {
  clusterOf,
  clusterParts,
  kubernetesParts,
} from './inventoryStoreClusters';
import type { InventoryStore } from './inventoryStore';
import {
  anyRegion,
  failureColumns,
  keyHash,
  lostOf,
  noFailure,
  PartWriter,
  readColumns,
  sightOf,
  type ClusterRow,
  type PartRow,
  type ReadColumns,
} from './inventoryStoreRows';

interface UsageRow extends ReadColumns {
  account_id: string;
  region: string;
  usage_hash: string;
  used_at: string;
  data: string;
}

interface AccountRow extends ReadColumns {
  account_id: string;
  partition: string;
  caller_arn: string;
}

/** What the store must know of the configuration. */
export interface InventoryStoreOptions {
  accountId: string;
  regions: string[];
  cloudTrail: { enabled: boolean; lookback: number };
  clock?: () => Date;
}

/** The inventory in the plugin's database. */
export class DatabaseInventoryStore implements InventoryStore {
  readonly #clock: () => Date;

  constructor(
    private readonly knex: Knex,
    private readonly options: InventoryStoreOptions,
  ) {
    this.#clock = options.clock ?? (() => new Date());
  }

  /** Stores what a sync read. All or nothing. */
  async saveReading(reading: AccountReading, syncId: string): Promise<void> {
    const now = this.#clock().toISOString();
    await this.knex.transaction(async transaction => {
      const writer = new PartWriter(
        transaction,
        this.options.accountId,
        syncId,
        now,
      );
      await this.#saveAccount(transaction, reading, now, syncId);
      await this.#forgetGone(transaction, writer, reading);
      await this.#saveRegions(transaction, writer, reading, now, syncId);
      for (const cluster of reading.clusters) {
        await this.#saveCluster(transaction, writer, cluster, syncId);
      }
      const account = { region: anyRegion };
      await writer.write({ ...account, part: 'roles' }, reading.iam.roles);
      await writer.write(
        { ...account, part: 'oidcProviders' },
        reading.iam.oidcProviders,
      );
      await writer.write({ ...account, part: 'services' }, reading.services);
      // An empty list beside services that could not be read says nothing.
      if (reading.services.seen || reading.platformTerraform.length > 0) {
        await writer.write(
          { ...account, part: 'platformTerraform' },
          seen(reading.platformTerraform, {
            source: 'repository',
            where: 'repositories of the platform',
            readAt: now,
          }),
        );
      }
    });
  }

  /** Stores what CloudTrail told. Uses older than the lookback are forgotten. */
  async saveUsage(outcomes: RegionOutcome[], syncId: string): Promise<void> {
    const now = this.#clock();
    const at = now.toISOString();
    const { accountId } = this.options;
    await this.knex.transaction(async transaction => {
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
  async loadCoverage(): Promise<Record<string, Coverage>> {
    const rows = await this.knex<PartRow>('inventory_parts')
      .where({ account_id: this.options.accountId, part: 'usage' })
      .select();
    return Object.fromEntries(
      rows.map(row => [
        row.region,
        row.data ? (JSON.parse(row.data) as Coverage) : {},
      ]),
    );
  }

  /** When CloudTrail was last asked, with whatever success. */
  async usageReadAt(): Promise<string | undefined> {
    const rows = await this.knex<PartRow>('inventory_parts')
      .where({ account_id: this.options.accountId, part: 'usage' })
      .select('read_at', 'failed_at');
    return rows
      .flatMap(row => [row.read_at, row.failed_at])
      .flatMap(at => at ?? [])
      .sort()
      .pop();
  }

  async loadFacts(): Promise<AccountFacts | undefined> {
    const { accountId, regions } = this.options;
    const account = await this.knex<AccountRow>('inventory_accounts')
      .where({ account_id: accountId })
      .first();
    if (!account) {
      return undefined;
    }
    const [clusterRows, partRows] = await Promise.all([
      this.knex<ClusterRow>('inventory_clusters')
        .where({ account_id: accountId })
        .whereIn('region', regions)
        .orderBy('cluster_arn')
        .select(),
      this.knex<PartRow>('inventory_parts')
        .where({ account_id: accountId })
        .select(),
    ]);
    const parts = new Map<string, Map<string, PartRow>>();
    for (const row of partRows) {
      const owner = row.cluster_arn || row.region;
      parts.set(owner, (parts.get(owner) ?? new Map()).set(row.part, row));
    }
    const regionLost = (region: string) => {
      const row = parts.get(region)?.get('clusters');
      return row && lostOf(row);
    };
    const ofAccount = <T>(part: string) =>
      sightOf<T>(parts.get(anyRegion)?.get(part));
    const terraform =
      ofAccount<AccountFacts['platformTerraform']>('platformTerraform');
    return {
      accountId,
      partition: account.partition,
      regions,
      now: this.#clock().toISOString(),
      clusters: clusterRows.map(row =>
        clusterOf(row, parts.get(row.cluster_arn), regionLost(row.region)),
      ),
      unseenRegions: [
        ...regions.flatMap(region => {
          const lost = regionLost(region);
          return lost ? [{ region, ...withoutWhy(lost) }] : [];
        }),
        ...partRows
          .filter(
            row =>
              row.part === 'undescribed' &&
              row.data &&
              regions.includes(row.region),
          )
          .flatMap(row => JSON.parse(row.data ?? '[]')),
      ],
      iam: {
        roles: ofAccount('roles'),
        oidcProviders: ofAccount('oidcProviders'),
      },
      services: ofAccount('services'),
      platformTerraform: terraform.seen
        ? terraform.value
        : terraform.last?.value ?? [],
      usage: await this.#loadUsage(
        partRows.filter(row => row.part === 'usage'),
      ),
    };
  }

  /** Uses are history: that a region cannot be read today does not undo what was seen. */
  async #loadUsage(rows: PartRow[]): Promise<Sight<UsageFacts[]>> {
    if (!this.options.cloudTrail.enabled) {
      return usageDisabled;
    }
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

  #usedSince(now: Date): string {
    return new Date(
      now.getTime() - this.options.cloudTrail.lookback,
    ).toISOString();
  }

  async #saveAccount(
    transaction: Knex,
    { caller }: AccountReading,
    now: string,
    syncId: string,
  ): Promise<void> {
    await transaction<AccountRow>('inventory_accounts')
      .insert({
        account_id: this.options.accountId,
        partition: caller.partition,
        caller_arn: caller.arn,
        ...readColumns(
          { source: 'sts', where: 'sts:GetCallerIdentity', readAt: now },
          syncId,
        ),
      })
      .onConflict('account_id')
      .merge();
  }

  /**
   * Clusters that are gone: not listed in a region whose list was read whole, or re-created under their name. Nothing
   * else is ever deleted.
   */
  async #forgetGone(
    transaction: Knex,
    writer: PartWriter,
    { clusters, lostClusters, lostRegions, regions }: AccountReading,
  ): Promise<void> {
    const lost = new Set(lostRegions.map(({ region }) => region));
    const created = new Map(clusters.map(each => [each.arn, each.createdAt]));
    const kept = new Set(lostClusters.map(({ arn }) => arn));
    const rows = await transaction<ClusterRow>('inventory_clusters')
      .where({ account_id: this.options.accountId })
      .whereIn(
        'region',
        regions.filter(region => !lost.has(region)),
      )
      .select('region', 'cluster_arn', 'cluster_created_at');
    for (const row of rows) {
      const arn = row.cluster_arn;
      if (!kept.has(arn) && created.get(arn) !== row.cluster_created_at) {
        await writer.forget(arn);
        await transaction<ClusterRow>('inventory_clusters')
          .where({ account_id: this.options.accountId, cluster_arn: arn })
          .delete();
      }
    }
  }

  async #saveRegions(
    transaction: Knex,
    writer: PartWriter,
    { regions, lostRegions, lostClusters }: AccountReading,
    now: string,
    syncId: string,
  ): Promise<void> {
    for (const region of regions) {
      const lost = lostRegions.find(each => each.region === region);
      const read: ReadMark = {
        source: 'eks',
        where: `eks:ListClusters in ${region}`,
        readAt: now,
      };
      await writer.write(
        { region, part: 'clusters' },
        lost ? { seen: false, ...lost } : seen([], read),
      );
      if (!lost) {
        const undescribed = lostClusters
          .filter(each => each.region === region)
          .map(each => ({ region, ...withoutWhy(each) }));
        await writer.write(
          { region, part: 'undescribed' },
          seen(undescribed, read),
        );
      }
    }
    for (const cluster of lostClusters) {
      await transaction<ClusterRow>('inventory_clusters')
        .where({
          account_id: this.options.accountId,
          cluster_arn: cluster.arn,
        })
        .update(failureColumns(cluster, now, syncId));
    }
  }

  async #saveCluster(
    transaction: Knex,
    writer: PartWriter,
    cluster: AccountReading['clusters'][number],
    syncId: string,
  ): Promise<void> {
    const { base, parts } = clusterParts(cluster);
    const place = { region: cluster.region, clusterArn: cluster.arn };
    await transaction<ClusterRow>('inventory_clusters')
      .insert({
        account_id: this.options.accountId,
        region: cluster.region,
        cluster_arn: cluster.arn,
        cluster_created_at: cluster.createdAt,
        data: JSON.stringify(base satisfies ClusterBase),
        ...readColumns(
          {
            source: 'eks',
            where: `eks:DescribeCluster ${cluster.arn}`,
            readAt: cluster.readAt,
          },
          syncId,
        ),
        ...noFailure,
      })
      .onConflict(['account_id', 'region', 'cluster_arn'])
      .merge();
    for (const [part, sight] of Object.entries(parts)) {
      await writer.write({ ...place, part }, sight);
    }
    for (const [part, sight] of kubernetesParts(cluster.kubernetes)) {
      await writer.write({ ...place, part }, sight);
    }
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

function withoutWhy(lost: { reason: string; permission?: string }): {
  reason: string;
  permission?: string;
} {
  return {
    reason: lost.reason,
    ...(lost.permission ? { permission: lost.permission } : {}),
  };
}
