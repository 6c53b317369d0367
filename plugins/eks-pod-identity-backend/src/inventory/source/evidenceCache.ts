/** What was read from one folder or document, in one revision, by one version of the parsers. */
export interface EvidenceCacheKey {
  /** URL of the repository and folder, or of the document. */
  location: string;
  revision: string;
  parserVersion: string;
}

/** What was read last. */
export interface CachedEvidence {
  revision: string;
  value: unknown;
  /** UTC, ISO 8601. */
  storedAt: string;
}

/** Keeps what repositories told, so that a sync reads only what changed; also across restarts. */
export interface EvidenceCache {
  /** The stored value, or undefined. */
  get(key: EvidenceCacheKey): Promise<unknown | undefined>;
  /** Stores a value; it replaces what older revisions of the location told. */
  set(key: EvidenceCacheKey, value: unknown): Promise<void>;
  /** The newest revision of a location that this version of the parsers has read. */
  newest(
    location: string,
    parserVersion: string,
  ): Promise<CachedEvidence | undefined>;
  /** Forgets what nobody asked for since that instant; answers how many. */
  prune(before: Date): Promise<number>;
}
