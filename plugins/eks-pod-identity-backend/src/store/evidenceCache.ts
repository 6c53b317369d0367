import { createHash } from 'node:crypto';
import { Knex } from 'knex';
import {
  CachedEvidence,
  EvidenceCache,
  EvidenceCacheKey,
} from '../inventory/source/evidenceCache';

const TABLE = 'evidence_cache';
/** A row that is in use is marked so once a day, not at every read. */
const USED_STEP = 24 * 60 * 60 * 1000;

interface Row {
  location_hash: string;
  location: string;
  revision: string;
  parser_version: string;
  value: string;
  stored_at: string;
  used_at: string;
}

/** The evidence cache in the plugin's database: one row per location, that of the newest revision. */
export class DatabaseEvidenceCache implements EvidenceCache {
  constructor(
    private readonly knex: Knex,
    private readonly now: () => Date = () => new Date(),
  ) {}

  async get(key: EvidenceCacheKey): Promise<unknown | undefined> {
    const cached = await this.newest(key.location, key.parserVersion);
    return cached?.revision === key.revision ? cached.value : undefined;
  }

  async newest(
    location: string,
    parserVersion: string,
  ): Promise<CachedEvidence | undefined> {
    const row = await this.knex<Row>(TABLE)
      .where({
        location_hash: hashOf(location),
        parser_version: parserVersion,
      })
      .first();
    const value = row && parse(row.value);
    if (!row || value === undefined) return undefined;
    await this.markUsed(row);
    return { revision: row.revision, value, storedAt: row.stored_at };
  }

  async set(key: EvidenceCacheKey, value: unknown): Promise<void> {
    const now = this.now().toISOString();
    await this.knex<Row>(TABLE)
      .insert({
        location_hash: hashOf(key.location),
        location: key.location,
        revision: key.revision,
        parser_version: key.parserVersion,
        value: JSON.stringify(value),
        stored_at: now,
        used_at: now,
      })
      .onConflict('location_hash')
      .merge();
  }

  async prune(before: Date): Promise<number> {
    return this.knex<Row>(TABLE)
      .where('used_at', '<', before.toISOString())
      .delete();
  }

  private async markUsed(row: Row): Promise<void> {
    const now = this.now();
    if (now.getTime() - Date.parse(row.used_at) < USED_STEP) return;
    await this.knex<Row>(TABLE)
      .where({ location_hash: row.location_hash })
      .update({ used_at: now.toISOString() });
  }
}

/** URLs may be longer than what databases index. */
function hashOf(location: string): string {
  return createHash('sha256').update(location).digest('hex');
}

/** A row that can't be read is the same as one that is not there: it is read again. */
function parse(text: string): unknown | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
