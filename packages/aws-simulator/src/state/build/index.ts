import type { AccountFile } from '../../account/schema';
import { iamId } from '../callers';
import type { Clock } from '../clock';
import { createStateEvents } from '../events';
import { accountOf } from '../arns';
import type { AccountState, Caller, Cluster } from '../types';
import { buildCluster, issuerOf } from './cluster';
import { buildOidcProviders, buildRoles, type References } from './iam';
import { buildRepository } from './repositories';
import { buildFaults, buildSettings } from './settings';

/** The regions of an account: as given, else those of its clusters. */
export function regionsOf(account: AccountFile): string[] {
  const ofClusters = (account.clusters ?? []).flatMap(
    cluster => cluster.region ?? [],
  );
  const regions = account.regions ?? [...new Set(ofClusters)];
  return regions.length > 0 ? regions : ['us-east-1'];
}

function buildCallers(account: AccountFile): Map<string, Caller> {
  return new Map(
    (account.callers ?? []).map(spec => [
      spec.accessKeyId,
      {
        accessKeyId: spec.accessKeyId,
        secretAccessKey: spec.secretAccessKey,
        arn: spec.arn,
        userId: spec.arn.includes(':assumed-role/')
          ? `${iamId('AROA', spec.arn.split('/')[1])}:${spec.arn
              .split('/')
              .pop()}`
          : iamId('AIDA', spec.arn),
        accountId: accountOf(spec.arn),
        deny: spec.deny ?? [],
        allow: spec.allow,
      },
    ]),
  );
}

/**
 * The state of an account at the start of the simulator.
 * @param account - checked by the loader.
 * @param baseFolder - what folders of repositories count from.
 * @param clock - times such as `3 days ago` count from its start.
 */
export function buildState(
  account: AccountFile,
  baseFolder: string,
  clock: Clock,
): AccountState {
  const partition = account.partition ?? 'aws';
  const regions = regionsOf(account);
  const specs = (account.clusters ?? []).map(spec => ({
    spec,
    region: spec.region ?? regions[0],
  }));
  const refs: References = {
    partition,
    accountId: account.accountId,
    now: clock.start,
    issuers: new Map(
      specs.map(({ spec, region }) => [
        spec.name,
        issuerOf(spec, region, { partition }).replace('https://', ''),
      ]),
    ),
  };
  const { roles, policies } = buildRoles(account, refs);
  const clusters = new Map<string, Cluster>(
    specs.map(({ spec, region }) => {
      const cluster = buildCluster(spec, region, { ...refs, roles });
      return [cluster.arn, cluster];
    }),
  );
  const faults = buildFaults(account.faults);
  return {
    accountId: account.accountId,
    partition,
    regions,
    settings: buildSettings(account.settings),
    faults: {
      ...faults,
      hangingClusters: [
        ...faults.hangingClusters,
        ...[...clusters.values()]
          .filter(cluster => cluster.spec.hanging)
          .map(cluster => cluster.arn),
      ],
    },
    clock,
    events: createStateEvents(),
    callers: buildCallers(account),
    roles,
    policies,
    oidcProviders: buildOidcProviders(account, clusters.values(), refs),
    clusters,
    repositories: (account.repositories ?? []).map(spec =>
      buildRepository(spec, baseFolder),
    ),
    trail: [],
  };
}
