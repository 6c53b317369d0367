import type {
  ClusterFacts,
  KubernetesFacts,
  Sight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { seen } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import type { ClusterBase } from '../inventory/aws/eks/clusters';
import {
  lostOf,
  sightOf,
  type ClusterRow,
  type PartRow,
} from './inventoryStoreRows';

const eksParts = [
  'addons',
  'associations',
  'nodegroups',
  'fargateProfiles',
  'insights',
  'accessEntries',
] as const;

const kubernetesNames = [
  'serviceAccounts',
  'pods',
  'controllers',
  'nodes',
  'networkPolicies',
  'otherPolicies',
  'identityUsers',
] as const;

type EksParts = Pick<ClusterFacts, (typeof eksParts)[number]>;

/** A cluster split into what DescribeCluster told and the parts of EKS. */
export function clusterParts(cluster: ClusterFacts): {
  base: ClusterBase;
  parts: EksParts;
} {
  const {
    addons,
    associations,
    nodegroups,
    fargateProfiles,
    insights,
    accessEntries,
    kubernetes: _kubernetes,
    stale: _stale,
    ...base
  } = cluster;
  return {
    base,
    parts: {
      addons,
      associations,
      nodegroups,
      fargateProfiles,
      insights,
      accessEntries,
    },
  };
}

/** Kubernetes facts as parts: the API as such, and each of its lists where it answered. */
export function kubernetesParts(
  kubernetes: ClusterFacts['kubernetes'],
): [part: string, sight: Sight<unknown>][] {
  return kubernetes.seen
    ? [
        ['kubernetes', { ...kubernetes, value: {} }],
        ...kubernetesNames.map((name): [string, Sight<unknown>] => [
          `kubernetes.${name}`,
          kubernetes.value[name],
        ]),
      ]
    : [['kubernetes', kubernetes]];
}

type Lost = NonNullable<ReturnType<typeof lostOf>>;

function kubernetesOf(
  parts: Map<string, PartRow> | undefined,
  lost: Lost | undefined,
): ClusterFacts['kubernetes'] {
  const api = sightOf<object>(parts?.get('kubernetes'), lost);
  const list = <T>(name: string) =>
    sightOf<T>(parts?.get(`kubernetes.${name}`));
  const facts: KubernetesFacts = {
    serviceAccounts: list('serviceAccounts'),
    pods: list('pods'),
    controllers: list('controllers'),
    nodes: list('nodes'),
    networkPolicies: list('networkPolicies'),
    otherPolicies: list('otherPolicies'),
    identityUsers: list('identityUsers'),
  };
  if (api.seen) {
    return seen(facts, api.read);
  }
  const { last, ...why } = api;
  return { ...why, ...(last ? { last: { ...last, value: facts } } : {}) };
}

function staleOf(
  row: ClusterRow,
  kubernetes: ClusterFacts['kubernetes'],
  lost: Lost | undefined,
): ClusterFacts['stale'] {
  if (lost) {
    return { since: row.read_at ?? '', reason: lost.reason };
  }
  return !kubernetes.seen && kubernetes.why === 'unreachable'
    ? {
        since: kubernetes.last?.read.readAt ?? row.read_at ?? '',
        reason: kubernetes.reason,
      }
    : undefined;
}

/**
 * A stored cluster as facts.
 * @param regionLost - why its region could not be listed, if so.
 */
export function clusterOf(
  row: ClusterRow,
  parts: Map<string, PartRow> | undefined,
  regionLost: Lost | undefined,
): ClusterFacts {
  const lost = regionLost ?? lostOf(row);
  const part = <T>(name: (typeof eksParts)[number]) =>
    sightOf<T>(parts?.get(name), lost);
  const kubernetes = kubernetesOf(parts, lost);
  const stale = staleOf(row, kubernetes, lost);
  return {
    ...(JSON.parse(row.data) as ClusterBase),
    addons: part('addons'),
    associations: part('associations'),
    nodegroups: part('nodegroups'),
    fargateProfiles: part('fargateProfiles'),
    insights: part('insights'),
    accessEntries: part('accessEntries'),
    kubernetes,
    ...(stale ? { stale } : {}),
  };
}
