import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EksPodIdentityConfig } from '../config';
import type { DatabaseUsageStore } from '../store/databaseUsageStore';
import type { InventoryStore } from '../store/inventoryStore';
import type { AwsClients } from './aws/clients';
import { readUsage } from './cloudtrail/collectUsage';
import { readContext } from './collect';
import { silentReporter } from './syncParts';

/** What reading CloudTrail on its own schedule needs. */
export interface SyncUsageOptions {
  config: EksPodIdentityConfig;
  clients: AwsClients;
  inventory: InventoryStore;
  usage: DatabaseUsageStore;
  logger: LoggerService;
  clock: () => Date;
  signal: AbortSignal;
  /** LookupEvents calls a second and region. Default: CloudTrail's quota of 2. */
  lookupsPerSecond?: number;
  /** LookupEvents calls of a run and region. Default: 600. */
  maxLookups?: number;
}

/**
 * Reads what CloudTrail has not told yet, and stores it.
 * @param id - marks the rows, as a sync's id does.
 * @returns true when there was anything new.
 */
export async function syncUsage(
  id: string,
  options: SyncUsageOptions,
): Promise<boolean> {
  const { config, inventory, usage, logger } = options;
  const facts = await inventory.loadFacts();
  if (!config.cloudTrail.enabled || !facts) {
    return false;
  }
  const outcomes = await readUsage(readContext(options), {
    config,
    partition: facts.partition,
    clusters: facts.clusters,
    coverage: await usage.coverage(),
    lookupsPerSecond: options.lookupsPerSecond,
    maxCalls: options.maxLookups,
    reporter: silentReporter,
  });
  options.signal.throwIfAborted();
  await usage.save(outcomes, id);
  for (const { lost } of outcomes) {
    if (lost) {
      logger.warn(`CloudTrail: ${lost.reason}`);
    }
  }
  return outcomes.some(({ read }) => read && read.usage.length > 0);
}
