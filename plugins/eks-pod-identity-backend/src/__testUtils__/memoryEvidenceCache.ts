import {
  CachedEvidence,
  EvidenceCache,
  EvidenceCacheKey,
} from '../inventory/source/evidenceCache';

/** An evidence cache for tests of what lies above it; values pass through JSON as in the database. */
export class MemoryEvidenceCache implements EvidenceCache {
  readonly #rows = new Map<
    string,
    { revision: string; parserVersion: string; text: string; storedAt: string }
  >();

  constructor(private readonly now: () => Date = () => new Date()) {}

  async get(key: EvidenceCacheKey): Promise<unknown | undefined> {
    const row = await this.newest(key.location, key.parserVersion);
    return row?.revision === key.revision ? row.value : undefined;
  }

  async newest(
    location: string,
    parserVersion: string,
  ): Promise<CachedEvidence | undefined> {
    const row = this.#rows.get(location);
    return row?.parserVersion === parserVersion
      ? {
          revision: row.revision,
          value: JSON.parse(row.text),
          storedAt: row.storedAt,
        }
      : undefined;
  }

  async set(key: EvidenceCacheKey, value: unknown): Promise<void> {
    this.#rows.set(key.location, {
      revision: key.revision,
      parserVersion: key.parserVersion,
      text: JSON.stringify(value),
      storedAt: this.now().toISOString(),
    });
  }

  async prune(): Promise<number> {
    return 0;
  }
}
