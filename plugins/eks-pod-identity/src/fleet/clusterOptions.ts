import type { ClusterRef } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';

/** What a cluster is called in filters and links: its name where no other region has one of that name, else its ARN. */
export function clusterKey(cluster: ClusterRef, all: ClusterRef[]): string {
  const twins = all.filter(({ name }) => name === cluster.name);
  return twins.length > 1 ? cluster.arn : cluster.name;
}

/** Options of a filter by cluster, by name. */
export function clusterOptions(
  all: ClusterRef[],
): { value: string; label: string }[] {
  return all
    .map(cluster => {
      const value = clusterKey(cluster, all);
      return {
        value,
        label:
          value === cluster.name
            ? cluster.name
            : `${cluster.name} · ${cluster.region}`,
      };
    })
    .sort((a, b) => a.label.localeCompare(b.label));
}
