import {
  countVerdicts,
  requestStates,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type {
  AddonDetail,
  ClusterDetail,
  FleetHistory,
  FleetSummary,
  IdentityGraph,
  MigrationRequestDetail,
  SdkMinimum,
  Service,
  Sync,
  Workload,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { check as checkTitles } from '../../translation/en/checks';
import { fakeAddons } from './fakeAddons';
import { ACCOUNT_ID, Ago, clusterRef, fakeClusters } from './fakeClusters';
import { fakeHistory } from './fakeHistory';
import { fakeIdentities, fakeMinimums } from './fakeIdentities';
import { fakeRequests } from './fakeRequests';
import { fakeServices, fakeUnclaimed, manyServices } from './fakeServices';

/** Everything that the fake API answers from. */
export interface FakeAccount {
  regions: string[];
  clusters: ClusterDetail[];
  addons: AddonDetail[];
  services: Service[];
  unclaimed: Workload[];
  requests: MigrationRequestDetail[];
  identities: IdentityGraph;
  minimums: SdkMinimum[];
  history: FleetHistory;
  lastSync: Sync | null;
  missing: FleetSummary['missing'];
}

/** A sync that read everything but one cluster's Kubernetes API. */
export function fakeSync(ago: Ago, change: Partial<Sync> = {}): Sync {
  return {
    id: '0d5a9b5c-7f1e-4a53-9a0e-2f1f4ad1c001',
    state: 'partial',
    trigger: 'schedule',
    startedAt: ago(0.25),
    finishedAt: ago(0.2),
    progress: { done: 6, total: 6 },
    parts: [
      { scope: 'iam', state: 'ok' },
      { scope: 'eks:ap-northeast-2/main', state: 'ok' },
      { scope: 'eks:ap-northeast-2/batch', state: 'ok' },
      { scope: 'kubernetes:ap-northeast-2/main', state: 'ok' },
      {
        scope: 'kubernetes:us-east-1/edge',
        state: 'failed',
        message: 'The Kubernetes API did not answer within 30 s',
      },
      {
        scope: 'cloudtrail:us-east-1',
        state: 'skipped',
        message: 'cloudTrail.enabled is false',
      },
    ],
    ...change,
  };
}

/** The account that the screens are looked at with. */
export function fakeAccount(now: Date = new Date()): FakeAccount {
  const ago: Ago = hours =>
    new Date(now.getTime() - hours * 3_600_000).toISOString();
  const clusters = fakeClusters(ago);
  const addons = fakeAddons(clusters, ago);
  return {
    regions: ['ap-northeast-2', 'us-east-1'],
    clusters: clusters.map(cluster => ({
      ...cluster,
      addons: addons.filter(addon => addon.cluster.arn === cluster.arn).length,
    })),
    addons,
    services: fakeServices(ago),
    unclaimed: fakeUnclaimed(clusters, ago),
    requests: fakeRequests(clusters, ago),
    identities: fakeIdentities(),
    minimums: fakeMinimums(),
    history: fakeHistory(now),
    lastSync: fakeSync(ago),
    missing: [
      {
        what: 'Associations of edge',
        reason: 'AccessDeniedException',
        permission: 'eks:ListPodIdentityAssociations',
      },
    ],
  };
}

/** An account of a large company. */
export function hugeAccount(
  size: { clusters: number; services: number } = {
    clusters: 100,
    services: 2000,
  },
  now: Date = new Date(),
): FakeAccount {
  const account = fakeAccount(now);
  const ago: Ago = hours =>
    new Date(now.getTime() - hours * 3_600_000).toISOString();
  const clusters = Array.from({ length: size.clusters }, (_, index) => ({
    ...account.clusters[index % account.clusters.length],
    ...clusterRef(
      `cluster-${index}`,
      account.regions[index % account.regions.length],
    ),
  }));
  return {
    ...account,
    clusters,
    addons: clusters.flatMap(({ arn, name, region, accountId }, index) =>
      account.addons
        .filter((_, row) => (row + index) % 4)
        .filter(
          (addon, row, list) =>
            list.findIndex(other => other.name === addon.name) === row,
        )
        .map(addon => ({
          ...addon,
          id: `${name}.${addon.name}`,
          cluster: { arn, name, region, accountId },
        })),
    ),
    services: manyServices(size.services, ago),
  };
}

/** An account that was never read. */
export function unreadAccount(): FakeAccount {
  return {
    ...fakeAccount(),
    clusters: [],
    addons: [],
    services: [],
    unclaimed: [],
    requests: [],
    identities: {
      edges: [],
      unusedIrsaRoles: [],
      unusedAssociations: [],
      doubleMechanisms: [],
      missing: [],
    },
    history: { points: [], changes: [] },
    lastSync: null,
    missing: [],
  };
}

/** The numbers of the account, counted from what is in it. */
export function summaryOf(account: FakeAccount): FleetSummary {
  const { services, addons, clusters, requests } = account;
  const owners = [...new Set(services.map(service => service.owner ?? ''))];
  const failing = [...new Set(services.flatMap(service => service.failing))];
  const countOf = (list: { verdict: Service['verdict'] }[]) =>
    countVerdicts(list.map(({ verdict }) => verdict));
  return {
    accountId: ACCOUNT_ID,
    regions: account.regions,
    assessedAt: services[0]?.assessedAt,
    lastSync: account.lastSync,
    services: countOf(services),
    workloads: countOf([...services, ...account.unclaimed]),
    armed: services.reduce((sum, { armed }) => sum + armed, 0),
    timeBombs: services.reduce((sum, { timeBombs }) => sum + timeBombs, 0),
    addons: addons.reduce(
      (counts, { identity }) => ({
        ...counts,
        [identity]: counts[identity] + 1,
      }),
      {
        irsa: 0,
        'pod-identity': 0,
        both: 0,
        'node-role': 0,
        'none-needed': 0,
        unknown: 0,
      },
    ),
    addonVerdicts: countOf(addons),
    clusters: {
      total: clusters.length,
      stale: clusters.filter(({ stale }) => stale).length,
      partial: clusters.filter(
        ({ stale, missing }) => !stale && missing.length > 0,
      ).length,
    },
    unclaimedWorkloads: account.unclaimed.length,
    requests: Object.fromEntries(
      requestStates.map(state => [
        state,
        requests.filter(request => request.state === state).length,
      ]),
    ) as FleetSummary['requests'],
    obstacles: failing
      .map(check => {
        const count = services.filter(service =>
          service.failing.includes(check),
        ).length;
        return {
          check,
          title: checkTitles[check as keyof typeof checkTitles],
          services: count,
          workloads: count,
        };
      })
      .sort((a, b) => b.services - a.services),
    teams: owners.map(owner => ({
      owner,
      services: countOf(
        services.filter(service => (service.owner ?? '') === owner),
      ),
    })),
    missing: account.missing,
  };
}
