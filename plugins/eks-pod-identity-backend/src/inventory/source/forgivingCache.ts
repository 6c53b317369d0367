import { LoggerService } from '@backstage/backend-plugin-api';
import { databaseFault } from '../../faults/database';
import { errorText } from '../../faults/errorText';
import { FaultLog } from '../../faults/faultLog';
import { EvidenceCache } from './evidenceCache';

/** A cache that fails costs another reading, not the evidence: its errors are logged and taken for 'not there'. */
export function forgivingCache(
  cache: EvidenceCache,
  logger: LoggerService,
): EvidenceCache {
  // Not 'over' by what works: where only writes fail, each file would tell it again.
  const faults = new FaultLog(logger);
  async function attempt<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await work();
    } catch (error) {
      faults.met(
        'The evidence cache',
        `The evidence cache failed: ${
          databaseFault(error)?.reason ?? errorText(error)
        }`,
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
