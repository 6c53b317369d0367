import {
  Finding,
  MissingSight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  AccountFacts,
  ClusterFacts,
  CustomKindFacts,
  Sight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { missingOf } from './evidence';

function unseenOf(entries: [string, Sight<unknown>][]): MissingSight[] {
  return entries.flatMap(([what, sight]) =>
    sight.seen ? [] : [missingOf(what, sight)],
  );
}

/** Custom kinds of a cluster, or the objects of those of them that it serves. */
function customKinds(
  cluster: string,
  kinds: Sight<CustomKindFacts<unknown>[]>,
): [string, Sight<unknown>][] {
  return kinds.seen
    ? kinds.value.map(({ kind, objects }) => [
        `${kind}s of ${cluster}`,
        objects,
      ])
    : [[`Custom resources of ${cluster}`, kinds]];
}

/** What of a cluster could not be seen. */
export function missingOfCluster(cluster: ClusterFacts): MissingSight[] {
  const { name, kubernetes, stale } = cluster;
  return [
    ...(stale
      ? [
          {
            what: `Cluster ${name} since ${stale.since}`,
            reason: stale.reason,
          },
        ]
      : []),
    ...unseenOf([
      [`Add-ons of ${name}`, cluster.addons],
      [`Associations of ${name}`, cluster.associations],
      [`Node groups of ${name}`, cluster.nodegroups],
      [`Fargate profiles of ${name}`, cluster.fargateProfiles],
      [`Insights of ${name}`, cluster.insights],
      [`Access entries of ${name}`, cluster.accessEntries],
      [`Kubernetes API of ${name}`, kubernetes],
    ]),
    ...(kubernetes.seen
      ? unseenOf([
          [`Service accounts of ${name}`, kubernetes.value.serviceAccounts],
          [`Pods of ${name}`, kubernetes.value.pods],
          [`Controllers of ${name}`, kubernetes.value.controllers],
          [`Nodes of ${name}`, kubernetes.value.nodes],
          [`Network policies of ${name}`, kubernetes.value.networkPolicies],
          ...customKinds(name, kubernetes.value.otherPolicies),
          ...customKinds(name, kubernetes.value.identityUsers),
        ])
      : []),
  ];
}

/** What of the account could not be seen: its parts as they were read, then what checks missed beyond them. */
export function missingOfAccount(
  facts: AccountFacts,
  findings: Iterable<Finding>,
): MissingSight[] {
  const parts: MissingSight[] = [
    ...facts.unseenRegions.map(({ region, reason, permission }) => ({
      what: `Clusters of region ${region}`,
      reason,
      ...(permission ? { permission } : {}),
    })),
    ...facts.clusters.flatMap(missingOfCluster),
    ...unseenOf([
      ['Roles of the account', facts.iam.roles],
      ['OIDC providers of the account', facts.iam.oidcProviders],
      ['Catalog entities', facts.services],
      ['Uses of credentials (CloudTrail)', facts.usage],
    ]),
  ];
  return summarize([
    ...parts,
    ...[...findings].flatMap(({ missing }) => missing ?? []),
  ]);
}

/** One line per reason and permission: a denied call is missed by every workload, and said once. */
function summarize(list: MissingSight[]): MissingSight[] {
  const groups = new Map<string, { first: MissingSight; what: Set<string> }>();
  for (const entry of list) {
    const key = JSON.stringify([entry.permission ?? '', entry.reason]);
    const group = groups.get(key) ?? { first: entry, what: new Set() };
    group.what.add(entry.what);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ first, what }) => {
    const [one, two, ...rest] = what;
    return {
      ...first,
      what:
        rest.length > 0
          ? `${one}, ${two} and ${rest.length} more`
          : [one, two].filter(Boolean).join(', '),
    };
  });
}
