import {
  seen,
  unseen,
  type ClusterFacts,
  type Sight,
  type UsageFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import type { EksPodIdentityConfig } from '../../config';
import { mark, type ReadContext } from '../aws/context';
import { unseenByError, type Unseen } from '../aws/failures';
import type { PartReporter } from '../syncParts';
import { newestUses, type Surroundings } from './events';
import { RegionLookups } from './lookup';
import {
  readRegionUsage,
  type Coverage,
  type RegionUsage,
} from './readRegionUsage';

/** LookupEvents: 2 a second per account and region (CloudTrail API reference). */
const documentedRate = 2;
/** Calls of one run and region: about five minutes at the documented rate. */
const maxCallsPerRun = 600;

/** What one region's run came to. */
export interface RegionOutcome {
  region: string;
  read?: RegionUsage;
  lost?: Unseen;
}

/** What CloudTrail is read with. */
export interface UsageOptions {
  config: Pick<EksPodIdentityConfig, 'account' | 'cloudTrail'>;
  partition: string;
  clusters: ClusterFacts[];
  reporter: PartReporter;
  /** By region: what earlier runs have read. */
  coverage?: Record<string, Coverage>;
  /** Calls a second and region. Default: CloudTrail's quota of 2. */
  lookupsPerSecond?: number;
  /** Calls a run and region. Default: 600. */
  maxCalls?: number;
}

function all<T>(sight: Sight<T[]>): T[] {
  return sight.seen ? sight.value : sight.last?.value ?? [];
}

function surroundingsOf(clusters: ClusterFacts[]): Surroundings {
  return {
    clusters: clusters.map(({ arn, oidcIssuer }) => ({ arn, oidcIssuer })),
    associations: clusters.flatMap(cluster =>
      all(cluster.associations).map(association => ({
        clusterArn: cluster.arn,
        ...association,
      })),
    ),
  };
}

/**
 * The regions whose trail is read: those of the account, and us-east-1 always: SDKs that ask the global STS endpoint are
 * seen there. Other partitions have no global endpoint.
 */
export function trailRegions(regions: string[], partition: string): string[] {
  return partition === 'aws'
    ? [...new Set([...regions, 'us-east-1'])]
    : regions;
}

/** Reads CloudTrail in all regions at once, each at its own pace. A region that fails does not stop the others. */
export async function readUsage(
  context: ReadContext,
  options: UsageOptions,
): Promise<RegionOutcome[]> {
  const { config, partition, clusters, reporter, coverage = {} } = options;
  const surroundings = surroundingsOf(clusters);
  const now = context.clock().getTime();
  const regions = trailRegions(config.account.regions, partition);
  return Promise.all(
    regions.map(async (region): Promise<RegionOutcome> => {
      const scope = `cloudtrail:${region}`;
      reporter.start(scope);
      const lookups = new RegionLookups(context, region, {
        callsPerSecond: options.lookupsPerSecond ?? documentedRate,
        maxCalls: options.maxCalls ?? maxCallsPerRun,
      });
      const roleArns = clusters
        .filter(cluster => cluster.region === region)
        .flatMap(({ associations }) => all(associations))
        .flatMap(({ roleArn }) => roleArn ?? []);
      try {
        const read = await readRegionUsage(lookups, {
          window: [now - config.cloudTrail.lookback, now],
          coverage: coverage[region] ?? {},
          roleArns: [...new Set(roleArns)],
          surroundings,
        });
        reporter.end(
          scope,
          'ok',
          lookups.left <= 0
            ? `Stopped after ${lookups.calls} calls; the next run goes on from there.`
            : undefined,
        );
        return { region, read };
      } catch (error) {
        const lost = unseenByError(
          error,
          `cloudtrail:LookupEvents in ${region}`,
          'cloudtrail:LookupEvents',
        );
        reporter.end(scope, 'failed', lost.reason);
        return { region, lost };
      }
    }),
  );
}

/** Why there is no usage where CloudTrail is not to be read. */
export const usageDisabled: Sight<UsageFacts[]> = unseen(
  'disabled',
  'Reading CloudTrail is switched off in the configuration.',
  'eksPodIdentity.cloudTrail.enabled',
);

/** What CloudTrail tells, in one go and without what earlier runs found. Seen where at least one region could be read. */
export async function collectUsage(
  context: ReadContext,
  options: UsageOptions,
): Promise<Sight<UsageFacts[]>> {
  if (!options.config.cloudTrail.enabled) {
    return usageDisabled;
  }
  const outcomes = await readUsage(context, options);
  const read = outcomes.flatMap(outcome => outcome.read ?? []);
  const lost = outcomes.find(outcome => outcome.lost)?.lost;
  if (read.length === 0 && lost) {
    return unseen(lost.why, lost.reason, lost.permission);
  }
  const regions = outcomes.flatMap(({ region, read: found }) =>
    found ? [region] : [],
  );
  return seen(
    newestUses(read.flatMap(({ usage }) => usage)),
    mark(context, 'cloudtrail', `LookupEvents in ${regions.join(', ')}`),
  );
}
