/** What was read from one file of one revision by one version of the parsers. */
export interface EvidenceCacheKey {
  /** URL of the repository or folder. */
  location: string;
  revision: string;
  parserVersion: string;
}

/** Keeps what repositories told, so that a sync reads only what changed; also across restarts. */
export interface EvidenceCache {
  /** The stored value, or undefined. */
  get(key: EvidenceCacheKey): Promise<unknown | undefined>;
  set(key: EvidenceCacheKey, value: unknown): Promise<void>;
}
