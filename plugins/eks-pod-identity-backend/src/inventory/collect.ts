import {
  unseen,
  type AccountFacts,
  type ClusterFacts,
  type IamFacts,
  type ServiceFacts,
  type Sight,
  type TerraformFacts,
  type UsageFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import limiter from 'p-limit';
import type { EksPodIdentityConfig } from '../config';
import { errorText } from '../faults/errorText';
import { identifyCaller, type Caller } from './aws/caller';
import type { AwsClients } from './aws/clients';
import type { ReadContext } from './aws/context';
import { readIam } from './aws/iam/readIam';
import {
  readRegion,
  type LostCluster,
  type LostRegion,
} from './aws/readRegion';
import { collectUsage } from './cloudtrail/collectUsage';
import { silentReporter, type PartReporter } from './syncParts';

/** Reads the catalog and the repositories: `readServices` of `source`, with everything but these given. */
export type ReadServices = (options: {
  signal: AbortSignal;
  onProgress?: (progress: {
    done: number;
    total: number;
    current: string;
  }) => void;
}) => Promise<{
  services: Sight<ServiceFacts[]>;
  platformTerraform: TerraformFacts[];
}>;

/** What an account is read with. */
export interface CollectOptions {
  config: EksPodIdentityConfig;
  clients: AwsClients;
  /** Absent: services are unseen. */
  readServices?: ReadServices;
  /** Ends the reading early: what was not read by then is unseen. */
  signal?: AbortSignal;
  reporter?: PartReporter;
  clock?: () => Date;
}

/** What one reading of the account told, before it is put together with what earlier ones did. */
export interface AccountReading {
  caller: Caller;
  regions: string[];
  clusters: ClusterFacts[];
  /** Regions whose clusters could not be listed: nothing is known of what is gone there. */
  lostRegions: LostRegion[];
  /** Clusters that are there but could not be described. */
  lostClusters: LostCluster[];
  /** Clusters that are there and that the configuration leaves out. */
  leftOut: number;
  iam: IamFacts;
  services: Sight<ServiceFacts[]>;
  platformTerraform: TerraformFacts[];
}

/** AWS calls at the same time, over all regions. The SDK's adaptive retries slow down further where AWS throttles. */
const callsAtOnce = 16;

/** A context of reading for these options. */
export function readContext(
  options: Pick<CollectOptions, 'clients' | 'signal' | 'clock'>,
): ReadContext {
  const limit = limiter(callsAtOnce);
  return {
    clients: options.clients,
    limit: call => limit(call),
    clock: options.clock ?? (() => new Date()),
    signal: options.signal ?? new AbortController().signal,
  };
}

/** Why a service's repository did not answer: not a lack of the repository, which the service's own finding tells. */
function unreachable({ source }: ServiceFacts): string[] {
  return source?.seen === false && source.why === 'unreachable'
    ? [source.reason]
    : [];
}

function inShort(reasons: string[]): string {
  const more = reasons.length - 3;
  return [
    ...reasons.slice(0, 3),
    ...(more > 0 ? [`… and ${more} more`] : []),
  ].join(' ');
}

async function readServicesPart(
  options: CollectOptions,
  context: ReadContext,
  reporter: PartReporter,
): Promise<Pick<AccountReading, 'services' | 'platformTerraform'>> {
  const scope = 'repositories';
  if (!options.readServices) {
    return {
      services: unseen('absent', 'The catalog and repositories were not read.'),
      platformTerraform: [],
    };
  }
  reporter.start(scope);
  try {
    const read = await options.readServices({
      signal: context.signal,
      onProgress: ({ done, total, current }) =>
        reporter.note(scope, `${done} of ${total} repositories: ${current}`),
    });
    const { services } = read;
    const lost = services.seen
      ? [...new Set(services.value.flatMap(unreachable))]
      : [services.reason];
    reporter.end(
      scope,
      lost.length === 0 ? 'ok' : 'failed',
      lost.length === 0 ? undefined : inShort(lost),
    );
    return read;
  } catch (error) {
    const reason = `The catalog and repositories could not be read: ${errorText(
      error,
    )}`;
    reporter.end(scope, 'failed', reason);
    return { services: unseen('unreachable', reason), platformTerraform: [] };
  }
}

/**
 * Reads the account once: EKS, IAM, Kubernetes, catalog and repositories; CloudTrail has its own pace. A part that cannot
 * be read is unseen with the reason, and the others go on.
 * @throws WrongAccountError when the credentials are of another account; STS's error when it does not answer at all.
 */
export async function readAccount(
  options: CollectOptions,
): Promise<AccountReading> {
  const { config, reporter = silentReporter } = options;
  const { account } = config;
  const context = readContext(options);
  const caller = await identifyCaller(context, account);
  for (const region of account.regions) {
    reporter.expect(`eks:${region}`);
  }
  reporter.expect('iam');
  if (options.readServices) {
    reporter.expect('repositories');
  }
  const clustersRead = Promise.all(
    account.regions.map(region =>
      readRegion(context, { config, caller, region, reporter }),
    ),
  );
  const [regions, iam, services] = await Promise.all([
    clustersRead,
    readIam(context, {
      caller,
      region: account.regions[0],
      clusters: clustersRead.then(read =>
        read.flatMap(({ clusters }) => clusters),
      ),
      reporter,
    }),
    readServicesPart(options, context, reporter),
  ]);
  return {
    caller,
    regions: account.regions,
    clusters: regions.flatMap(({ clusters }) => clusters),
    lostRegions: regions.flatMap(({ lostRegion }) => lostRegion ?? []),
    lostClusters: regions.flatMap(({ lostClusters }) => lostClusters),
    leftOut: regions.reduce((sum, { leftOut }) => sum + leftOut, 0),
    iam,
    ...services,
  };
}

/** One reading as facts, without anything that an earlier one told. */
export function factsOf(
  reading: AccountReading,
  usage: Sight<UsageFacts[]>,
  now: Date,
): AccountFacts {
  return {
    accountId: reading.caller.accountId,
    partition: reading.caller.partition,
    regions: reading.regions,
    now: now.toISOString(),
    clusters: reading.clusters,
    unseenRegions: [...reading.lostRegions, ...reading.lostClusters].map(
      ({ region, reason, permission }) => ({
        region,
        reason,
        ...(permission ? { permission } : {}),
      }),
    ),
    iam: reading.iam,
    services: reading.services,
    platformTerraform: reading.platformTerraform,
    usage,
  };
}

/**
 * All facts of the account, CloudTrail's included, in one go and without a database: for commands and tests.
 * @throws as {@link readAccount}
 */
export async function collectAccount(
  options: CollectOptions & {
    /** LookupEvents calls a second. Default: 2, CloudTrail's quota. */
    lookupsPerSecond?: number;
  },
): Promise<AccountFacts> {
  const reading = await readAccount(options);
  const context = readContext(options);
  const usage = await collectUsage(context, {
    config: options.config,
    partition: reading.caller.partition,
    clusters: reading.clusters,
    lookupsPerSecond: options.lookupsPerSecond,
    reporter: options.reporter ?? silentReporter,
  });
  return factsOf(reading, usage, context.clock());
}
