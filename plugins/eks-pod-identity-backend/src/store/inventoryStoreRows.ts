import { createHash } from 'node:crypto';
import {
  seen,
  type ReadMark,
  type Sight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import type { Knex } from 'knex';

/** Region of rows that belong to no single one. */
export const anyRegion = '*';

/** Columns of what was read. */
export interface ReadColumns {
  source: string | null;
  read_where: string | null;
  read_at: string | null;
  sync_id: string | null;
}

/** Columns of why it could not be read the last time; all null when it could. */
export interface FailureColumns {
  failed_why: string | null;
  failed_reason: string | null;
  failed_permission: string | null;
  failed_at: string | null;
  failed_sync_id: string | null;
}

export interface PartKey {
  account_id: string;
  region: string;
  cluster_arn: string;
  part: string;
}

export type PartRow = PartKey &
  ReadColumns &
  FailureColumns & { data: string | null; data_hash: string | null };

export type ClusterRow = ReadColumns &
  FailureColumns & {
    account_id: string;
    region: string;
    cluster_arn: string;
    cluster_created_at: string;
    data: string;
  };

export const noFailure: FailureColumns = {
  failed_why: null,
  failed_reason: null,
  failed_permission: null,
  failed_at: null,
  failed_sync_id: null,
};

/** A failure as columns. */
export function failureColumns(
  lost: { why: string; reason: string; permission?: string },
  at: string,
  syncId: string,
): FailureColumns {
  return {
    failed_why: lost.why,
    failed_reason: lost.reason,
    failed_permission: lost.permission ?? null,
    failed_at: at,
    failed_sync_id: syncId,
  };
}

/** A read mark as columns. */
export function readColumns(read: ReadMark, syncId: string): ReadColumns {
  return {
    source: read.source,
    read_where: read.where,
    read_at: read.readAt,
    sync_id: syncId,
  };
}

function readMark(row: ReadColumns): ReadMark {
  return {
    source: (row.source ?? 'eks') as ReadMark['source'],
    where: row.read_where ?? '',
    readAt: row.read_at ?? '',
  };
}

type Lost = Omit<Extract<Sight<unknown>, { seen: false }>, 'last'>;

/** Why a part could not be read the last time, if so. */
export function lostOf(row: FailureColumns): Lost | undefined {
  return row.failed_why
    ? {
        seen: false,
        why: row.failed_why as Lost['why'],
        reason: row.failed_reason ?? '',
        ...(row.failed_permission ? { permission: row.failed_permission } : {}),
      }
    : undefined;
}

/**
 * A stored part as it may be told: seen, or unseen with what an earlier sync saw.
 * @param lost - a failure of what the part belongs to, which counts before its own.
 */
export function sightOf<T>(row: PartRow | undefined, lost?: Lost): Sight<T> {
  const value =
    row?.data !== null && row?.data !== undefined
      ? (JSON.parse(row.data) as T)
      : undefined;
  const why = lost ?? (row && lostOf(row));
  if (row && value !== undefined && !why) {
    return seen(value, readMark(row));
  }
  return {
    ...(why ?? {
      seen: false,
      why: 'absent',
      reason: 'It has not been read yet.',
    }),
    ...(row && value !== undefined
      ? { last: { value, read: readMark(row) } }
      : {}),
  };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Hash of what is stored in a table of one row per kind. */
export const keyHash = hashOf;

/**
 * Stores parts. A seen part replaces what was there; an unseen one leaves it and writes down why. Unchanged documents are
 * not written again.
 */
export class PartWriter {
  readonly #hashes: Promise<Map<string, string | null>>;

  constructor(
    private readonly knex: Knex,
    private readonly accountId: string,
    private readonly syncId: string,
    private readonly now: string,
  ) {
    this.#hashes = knex<PartRow>('inventory_parts')
      .where({ account_id: accountId })
      .select('region', 'cluster_arn', 'part', 'data_hash')
      .then(
        rows => new Map(rows.map(row => [this.#keyOf(row), row.data_hash])),
      );
  }

  async write(
    place: { region: string; clusterArn?: string; part: string },
    sight: Sight<unknown>,
  ): Promise<void> {
    const key: PartKey = {
      account_id: this.accountId,
      region: place.region,
      cluster_arn: place.clusterArn ?? '',
      part: place.part,
    };
    const hashes = await this.#hashes;
    const before = hashes.get(this.#keyOf(key));
    if (!sight.seen) {
      const failure = failureColumns(sight, this.now, this.syncId);
      await this.#upsert(key, failure, before !== undefined);
      return;
    }
    const data = JSON.stringify(sight.value);
    const data_hash = hashOf(data);
    await this.#upsert(
      key,
      {
        ...noFailure,
        ...readColumns(sight.read, this.syncId),
        ...(before === data_hash ? {} : { data, data_hash }),
      },
      before !== undefined,
    );
    hashes.set(this.#keyOf(key), data_hash);
  }

  /** Tells that the parts of a cluster are gone. */
  async forget(clusterArn: string): Promise<void> {
    const hashes = await this.#hashes;
    for (const key of [...hashes.keys()]) {
      if (JSON.parse(key)[1] === clusterArn) {
        hashes.delete(key);
      }
    }
    await this.knex<PartRow>('inventory_parts')
      .where({ account_id: this.accountId, cluster_arn: clusterArn })
      .delete();
  }

  #keyOf(row: Pick<PartRow, 'region' | 'cluster_arn' | 'part'>): string {
    return JSON.stringify([row.region, row.cluster_arn, row.part]);
  }

  async #upsert(
    key: PartKey,
    columns: Partial<PartRow>,
    isThere: boolean,
  ): Promise<void> {
    const table = this.knex<PartRow>('inventory_parts');
    if (isThere) {
      await table.where(key).update(columns);
    } else {
      await table
        .insert({ ...key, ...columns } as PartRow)
        .onConflict(['account_id', 'region', 'cluster_arn', 'part'])
        .merge();
    }
  }
}
