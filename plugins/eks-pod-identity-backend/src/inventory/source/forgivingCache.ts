import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { EvidenceCache } from './evidenceCache';

/** A cache that fails costs another reading, not the evidence: its errors are logged and taken for 'not there'. */
export function forgivingCache(
  cache: EvidenceCache,
  logger: LoggerService,
): EvidenceCache {
  async function attempt<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await work();
    } catch (error) {
      logger.warn(
        `The evidence cache failed: ${isError(error) ? error.message : error}`,
      );
      return otherwise;
    }
  }
  return {
    get: key => attempt(() => cache.get(key), undefined),
    set: (key, value) => attempt(() => cache.set(key, value), undefined),
    newest: (location, parserVersion) =>
      attempt(() => cache.newest(location, parserVersion), undefined),
    prune: before => attempt(() => cache.prune(before), 0),
  };
}
