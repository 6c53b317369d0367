import type { Sync } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type { Knex } from 'knex';
import { databaseFault } from '../faults/database';
import type { SyncStore } from './syncStore';

interface SyncRow {
  id: string;
  account_id: string;
  state: Sync['state'];
  trigger: Sync['trigger'];
  requested_by: string | null;
  started_at: string;
  finished_at: string | null;
  heartbeat_at: string;
  error: string | null;
  progress: string;
  parts: string;
  running_account: string | null;
}

/** A sync whose heart has not beaten for this long has died with its process; milliseconds. */
export const deadAfter = 90_000;

/** Older ones are forgotten. */
const keptSyncs = 200;

/** What became of a sync. */
export type SyncEnd = Pick<Sync, 'state' | 'progress' | 'parts'> & {
  error?: string;
};

function syncOf(row: SyncRow): Sync {
  return {
    id: row.id,
    state: row.state,
    trigger: row.trigger,
    ...(row.requested_by ? { requestedBy: row.requested_by } : {}),
    startedAt: row.started_at,
    ...(row.finished_at ? { finishedAt: row.finished_at } : {}),
    ...(row.error ? { error: row.error } : {}),
    progress: JSON.parse(row.progress),
    parts: JSON.parse(row.parts),
  };
}

function isTaken(error: unknown): boolean {
  const { code } = error as { code?: string };
  return code === '23505' || (code?.startsWith('SQLITE_CONSTRAINT') ?? false);
}

/** The syncs in the plugin's database, which also lets one run at a time over all instances of the backend. */
export class DatabaseSyncStore implements SyncStore {
  /** Ends that the database did not take: they are written at the next chance, and shown until then. */
  readonly #unwritten = new Map<string, SyncEnd & { finishedAt: string }>();

  constructor(
    private readonly knex: Knex,
    private readonly accountId: string,
    private readonly clock: () => Date = () => new Date(),
  ) {}

  /**
   * Begins a sync.
   * @returns true when it may run; false and the running one where there is one.
   */
  async begin(
    id: string,
    by: { trigger: Sync['trigger']; requestedBy?: string },
  ): Promise<{ isNew: boolean; sync: Sync }> {
    const now = this.clock().toISOString();
    const row: SyncRow = {
      id,
      account_id: this.accountId,
      state: 'running',
      trigger: by.trigger,
      requested_by: by.requestedBy ?? null,
      started_at: now,
      finished_at: null,
      heartbeat_at: now,
      error: null,
      progress: JSON.stringify({ done: 0, total: 0 }),
      parts: '[]',
      running_account: this.accountId,
    };
    // The one that runs may end between the two questions: then the place is free at the next try.
    for (let attempt = 1; ; attempt++) {
      await this.endDead();
      try {
        await this.#table.insert(row);
        return { isNew: true, sync: syncOf(row) };
      } catch (error) {
        if (!isTaken(error)) {
          throw error;
        }
        const running = await this.#table
          .where({ running_account: this.accountId })
          .first();
        if (running) {
          return { isNew: false, sync: syncOf(running) };
        }
        if (attempt === 5) {
          throw error;
        }
      }
    }
  }

  /**
   * Tells that a sync is alive, and how far it is.
   * @returns false when it was given up for dead: it must stop, and store nothing.
   */
  async beat(
    id: string,
    change: Partial<Pick<Sync, 'progress' | 'parts'>> = {},
  ): Promise<boolean> {
    const updated = await this.#table
      .where({ id, running_account: this.accountId })
      .update({
        heartbeat_at: this.clock().toISOString(),
        ...(change.progress
          ? { progress: JSON.stringify(change.progress) }
          : {}),
        ...(change.parts ? { parts: JSON.stringify(change.parts) } : {}),
      });
    return updated > 0;
  }

  /**
   * Ends a sync.
   * @returns false when it had been ended already, as dead.
   */
  async finish(id: string, end: SyncEnd): Promise<boolean> {
    const finishedAt = this.clock().toISOString();
    this.#unwritten.set(id, { ...end, finishedAt });
    const isWritten = await this.#writeEnd(id);
    await this.#forgetOld();
    return isWritten;
  }

  async #writeEnd(id: string): Promise<boolean> {
    const end = this.#unwritten.get(id);
    if (!end) {
      return false;
    }
    const updated = await this.#table
      .where({ id, running_account: this.accountId })
      .update({
        state: end.state,
        finished_at: end.finishedAt,
        error: end.error ?? null,
        progress: JSON.stringify(end.progress),
        parts: JSON.stringify(end.parts),
        running_account: null,
      });
    this.#unwritten.delete(id);
    return updated > 0;
  }

  /** Before reading: a database that takes no writes can still be read. */
  async #tidyUp(): Promise<void> {
    try {
      await this.endDead();
    } catch (error) {
      if (!databaseFault(error)) {
        throw error;
      }
    }
  }

  #syncOf(row: SyncRow): Sync {
    const end = this.#unwritten.get(row.id);
    return { ...syncOf(row), ...end };
  }

  /** Ends a sync that died with its process: its heart stopped. */
  async endDead(): Promise<void> {
    for (const id of [...this.#unwritten.keys()]) {
      await this.#writeEnd(id);
    }
    const now = this.clock();
    await this.#table
      .where({ running_account: this.accountId })
      .where(
        'heartbeat_at',
        '<',
        new Date(now.getTime() - deadAfter).toISOString(),
      )
      .update({
        state: 'failed',
        finished_at: now.toISOString(),
        error:
          'The sync stopped without an end: the process that ran it is gone. What it had read by then was not stored.',
        running_account: null,
      });
  }

  async listSyncs(page: {
    offset: number;
    limit: number;
  }): Promise<{ items: Sync[]; totalItems: number }> {
    await this.#tidyUp();
    const [{ count }] = await this.#table
      .where({ account_id: this.accountId })
      .count({ count: '*' });
    const rows = await this.#newestFirst()
      .offset(page.offset)
      .limit(page.limit);
    return {
      items: rows.map(row => this.#syncOf(row)),
      totalItems: Number(count),
    };
  }

  async getSync(id: string): Promise<Sync | undefined> {
    await this.#tidyUp();
    const row = await this.#table
      .where({ id, account_id: this.accountId })
      .first();
    return row && this.#syncOf(row);
  }

  async newestSync(): Promise<Sync | undefined> {
    await this.#tidyUp();
    const row = await this.#newestFirst().first();
    return row && this.#syncOf(row);
  }

  get #table() {
    return this.knex<SyncRow>('syncs');
  }

  #newestFirst() {
    return this.#table
      .where({ account_id: this.accountId })
      .orderBy([
        { column: 'started_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .select('*');
  }

  async #forgetOld(): Promise<void> {
    const oldest = await this.#newestFirst().offset(keptSyncs).first();
    if (oldest) {
      await this.#table
        .where({ account_id: this.accountId, running_account: null })
        .where('started_at', '<=', oldest.started_at)
        .delete();
    }
  }
}
