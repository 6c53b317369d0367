import {
  seen,
  type AccountFacts,
  type ReadMark,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import type { Knex } from 'knex';
import type { ClusterBase } from '../inventory/aws/eks/clusters';
import type { AccountReading } from '../inventory/collect';
import {
  clusterOf,
  clusterParts,
  kubernetesParts,
} from './inventoryStoreClusters';
import { DatabaseUsageStore } from './databaseUsageStore';
import type { InventoryStore } from './inventoryStore';
import {
  anyRegion,
  failureColumns,
  lostOf,
  noFailure,
  PartWriter,
  readColumns,
  sightOf,
  type ClusterRow,
  type PartRow,
  type ReadColumns,
} from './inventoryStoreRows';
import { inTransaction } from './transaction';

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
  readonly #usage: DatabaseUsageStore;

  constructor(
    private readonly knex: Knex,
    private readonly options: InventoryStoreOptions,
  ) {
    this.#clock = options.clock ?? (() => new Date());
    this.#usage = new DatabaseUsageStore(knex, options);
  }

  /** Stores what a sync read. All or nothing. */
  async saveReading(reading: AccountReading, syncId: string): Promise<void> {
    const now = this.#clock().toISOString();
    await inTransaction(this.knex, async transaction => {
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
      usage: await this.#usage.load(),
    };
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
