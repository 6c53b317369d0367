import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import {
  unseen,
  type ClusterFacts,
  type Sight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import limiter from 'p-limit';
import type { EksPodIdentityConfig } from '../../config';
import { readKubernetes } from '../kubernetes/readCluster';
import type { PartReporter } from '../syncParts';
import type { Caller } from './caller';
import type { ReadContext } from './context';
import { AddonCatalog, readAddons } from './eks/addons';
import { readAssociations } from './eks/associations';
import {
  describeCluster,
  listClusters,
  type ClusterBase,
} from './eks/clusters';
import { readFargateProfiles, readNodegroups } from './eks/compute';
import { readAccessEntries, readInsights } from './eks/surroundings';
import { isGone, unseenByError, type Unseen } from './failures';
import { regionFault } from './regionFault';
import { isExcludedByName, isSelected } from './selectClusters';

/** A region whose clusters could not be listed. */
export interface LostRegion {
  region: string;
  why: Unseen['why'];
  reason: string;
  permission?: string;
}

/** A cluster that is listed but could not be described. */
export interface LostCluster extends LostRegion {
  name: string;
  arn: string;
}

/** What one region told. */
export interface RegionReading {
  clusters: ClusterFacts[];
  lostRegion?: LostRegion;
  lostClusters: LostCluster[];
  /** Clusters that the configuration leaves out. */
  leftOut: number;
}

interface RegionOptions {
  config: EksPodIdentityConfig;
  caller: Caller;
  region: string;
  reporter: PartReporter;
}

/** Clusters that are read at the same time, per region. */
const clustersAtOnce = 6;

function lostPart(reason: Unseen): Omit<LostRegion, 'region'> {
  return {
    why: reason.why,
    reason: reason.reason,
    ...(reason.permission ? { permission: reason.permission } : {}),
  };
}

async function readEksParts(
  context: ReadContext,
  cluster: ClusterBase,
  catalog: AddonCatalog,
): Promise<Omit<ClusterFacts, keyof ClusterBase | 'kubernetes' | 'stale'>> {
  const [
    addons,
    associations,
    nodegroups,
    fargateProfiles,
    insights,
    accessEntries,
  ] = await Promise.all([
    readAddons(context, cluster, catalog),
    readAssociations(context, cluster),
    readNodegroups(context, cluster),
    readFargateProfiles(context, cluster),
    readInsights(context, cluster),
    readAccessEntries(context, cluster),
  ]);
  return {
    addons,
    associations,
    nodegroups,
    fargateProfiles,
    insights,
    accessEntries,
  };
}

function report(
  reporter: PartReporter,
  scope: string,
  sights: Sight<unknown>[],
): void {
  const lost = sights.flatMap(sight => (sight.seen ? [] : [sight.reason]));
  if (lost.length === 0) {
    reporter.end(scope, 'ok');
  } else {
    reporter.end(scope, 'failed', [...new Set(lost)].join(' '));
  }
}

async function readKubernetesPart(
  context: ReadContext,
  cluster: ClusterBase,
  { config, caller, reporter }: RegionOptions,
): Promise<ClusterFacts['kubernetes']> {
  const scope = `kubernetes:${cluster.region}/${cluster.name}`;
  if (!config.kubernetes.enabled) {
    const reason = 'Reading Kubernetes is switched off in the configuration.';
    reporter.end(scope, 'skipped', reason);
    return unseen('disabled', reason, 'eksPodIdentity.kubernetes.enabled');
  }
  reporter.start(scope);
  const kubernetes = await readKubernetes(context, cluster, {
    timeout: config.kubernetes.timeout,
    callerArn: caller.arn,
  });
  report(
    reporter,
    scope,
    kubernetes.seen ? Object.values(kubernetes.value) : [kubernetes],
  );
  return kubernetes;
}

async function readCluster(
  context: ReadContext,
  name: string,
  catalog: AddonCatalog,
  options: RegionOptions,
): Promise<{
  cluster?: ClusterFacts;
  lost?: LostCluster;
  isLeftOut?: boolean;
}> {
  const { config, caller, region, reporter } = options;
  const scope = `eks:${region}/${name}`;
  reporter.start(scope);
  let base: ClusterBase;
  try {
    base = await describeCluster(context, region, name);
  } catch (error) {
    if (isGone(error)) {
      reporter.end(scope, 'skipped', 'The cluster was deleted meanwhile.');
      return {};
    }
    const reason = unseenByError(
      error,
      `eks:DescribeCluster ${name} in ${region}`,
      'eks:DescribeCluster',
    );
    reporter.end(scope, 'failed', reason.reason);
    return {
      lost: {
        region,
        name,
        arn: `arn:${caller.partition}:eks:${region}:${caller.accountId}:cluster/${name}`,
        ...lostPart(reason),
      },
    };
  }
  if (!isSelected(config.clusters, base)) {
    reporter.end(scope, 'skipped', 'Left out by eksPodIdentity.clusters.');
    return { isLeftOut: true };
  }
  reporter.expect(`kubernetes:${region}/${name}`);
  const [parts, kubernetes] = await Promise.all([
    readEksParts(context, base, catalog).then(read => {
      const ofAddons = read.addons.seen ? read.addons.value : [];
      report(reporter, scope, [
        ...Object.values(read),
        ...ofAddons.flatMap(addon => [
          addon.podIdentityConfiguration,
          addon.versions,
        ]),
      ]);
      return read;
    }),
    readKubernetesPart(context, base, options),
  ]);
  const stale =
    !kubernetes.seen && kubernetes.why === 'unreachable'
      ? { stale: { since: base.readAt, reason: kubernetes.reason } }
      : {};
  return { cluster: { ...base, ...parts, kubernetes, ...stale } };
}

/** A fault of the region, if the credentials are still accepted where the caller was identified. */
async function lostByRegion(
  context: ReadContext,
  error: unknown,
  { caller, region }: RegionOptions,
): Promise<Unseen | undefined> {
  const fault = regionFault(error, region);
  if (!fault || region === caller.region) {
    return undefined;
  }
  try {
    await context.clients
      .sts(caller.region)
      .send(new GetCallerIdentityCommand({}), { abortSignal: context.signal });
    return fault;
  } catch {
    return undefined;
  }
}

/** Reads all clusters of a region that the configuration asks for. */
export async function readRegion(
  context: ReadContext,
  options: RegionOptions,
): Promise<RegionReading> {
  const { config, region, reporter } = options;
  const scope = `eks:${region}`;
  reporter.start(scope);
  let names: string[];
  try {
    names = await listClusters(context, region);
  } catch (error) {
    const reason =
      (await lostByRegion(context, error, options)) ??
      unseenByError(error, `eks:ListClusters in ${region}`, 'eks:ListClusters');
    reporter.end(scope, 'failed', reason.reason);
    return {
      clusters: [],
      lostRegion: { region, ...lostPart(reason) },
      lostClusters: [],
      leftOut: 0,
    };
  }
  const wanted = names.filter(name => !isExcludedByName(config.clusters, name));
  for (const name of wanted) {
    reporter.expect(`eks:${region}/${name}`);
  }
  reporter.end(scope, 'ok');
  const catalog = new AddonCatalog(context, region);
  const limit = limiter(clustersAtOnce);
  const read = await Promise.all(
    wanted.map(name =>
      limit(() => readCluster(context, name, catalog, options)),
    ),
  );
  return {
    clusters: read.flatMap(({ cluster }) => cluster ?? []),
    lostClusters: read.flatMap(({ lost }) => lost ?? []),
    leftOut:
      names.length -
      wanted.length +
      read.filter(({ isLeftOut }) => isLeftOut).length,
  };
}
