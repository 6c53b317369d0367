import { IRSA_ROLE_ANNOTATION } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  AccountFacts,
  ClusterFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { valueOr } from './evidence';
import { IrsaTrust, regionOfProvider } from './irsaTrusts';
import { envOf, WEB_IDENTITY_ROLE } from './podEnvironment';
import { providerArnOf } from './policy/trust';
import { Subjects } from './subjects';

/**
 * ARNs of roles with an IRSA trust that nothing uses any more: no annotation, association, add-on or variable in a pod
 * names them, and CloudTrail saw no use. A role is only listed when every cluster was seen that its trust policy names;
 * providers of clusters that are gone count as seen when their region was.
 */
export function unusedIrsaRoles(
  facts: AccountFacts,
  subjects: Subjects,
  trusts: IrsaTrust[],
): string[] {
  const used = usedRoles(facts, subjects);
  const clusters = new Map(
    facts.clusters.flatMap((cluster): [string, ClusterFacts][] =>
      cluster.oidcIssuer
        ? [
            [
              providerArnOf(
                cluster.oidcIssuer,
                cluster.partition,
                cluster.accountId,
              ),
              cluster,
            ],
          ]
        : [],
    ),
  );
  const wasSeen = (provider: string): boolean => {
    const cluster = clusters.get(provider);
    if (cluster) {
      return isSeen(cluster);
    }
    const region = regionOfProvider(provider);
    return (
      region !== undefined &&
      facts.regions.includes(region) &&
      !facts.unseenRegions.some(unseen => unseen.region === region)
    );
  };
  return trusts
    .filter(
      ({ role, providers }) =>
        !used.has(role.arn) && [...providers].every(wasSeen),
    )
    .map(({ role }) => role.arn)
    .sort();
}

function isSeen({ kubernetes, associations, addons }: ClusterFacts): boolean {
  return (
    associations.seen &&
    addons.seen &&
    kubernetes.seen &&
    kubernetes.value.serviceAccounts.seen &&
    kubernetes.value.pods.seen &&
    kubernetes.value.controllers.seen
  );
}

function usedRoles(facts: AccountFacts, { workloads }: Subjects): Set<string> {
  const used = new Set<string>();
  const add = (arn: string | undefined) => arn && used.add(arn);
  for (const { roleArn } of valueOr(facts.usage, [])) {
    add(roleArn);
  }
  for (const cluster of facts.clusters) {
    valueOr(cluster.addons, []).forEach(addon =>
      add(addon.serviceAccountRoleArn),
    );
    valueOr(cluster.associations, []).forEach(({ roleArn, targetRoleArn }) => {
      add(roleArn);
      add(targetRoleArn);
    });
    if (cluster.kubernetes.seen) {
      valueOr(cluster.kubernetes.value.serviceAccounts, []).forEach(
        ({ annotations }) => add(annotations[IRSA_ROLE_ANNOTATION]),
      );
    }
  }
  for (const { pods, controllers } of workloads) {
    for (const { containers } of [
      ...valueOr(pods, []),
      ...valueOr(controllers, []),
    ]) {
      containers.forEach(container =>
        add(envOf(container, WEB_IDENTITY_ROLE)?.value),
      );
    }
  }
  return used;
}
