import type { IdentityEdge } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';

/** Which ways to a role to show; undefined members show all. */
export interface EdgeFilters {
  q?: string;
  cluster?: string;
  mechanism?: string;
  use?: string;
}

/** The ways that fit, those in use first, then by cluster, service account and role. */
export function filterEdges(
  edges: IdentityEdge[],
  { q, cluster, mechanism, use }: EdgeFilters,
): IdentityEdge[] {
  const text = q?.toLocaleLowerCase('en-US');
  return edges
    .filter(
      edge =>
        (!cluster || edge.cluster === cluster) &&
        (!mechanism || edge.mechanism === mechanism) &&
        (use !== 'used' || edge.used) &&
        (use !== 'unused' || !edge.used) &&
        (!text ||
          `${edge.namespace}/${edge.serviceAccount} ${edge.roleArn}`
            .toLocaleLowerCase('en-US')
            .includes(text)),
    )
    .sort(
      (a, b) =>
        Number(b.used) - Number(a.used) || keyOf(a).localeCompare(keyOf(b)),
    );
}

function keyOf({
  cluster,
  namespace,
  serviceAccount,
  roleArn,
}: IdentityEdge): string {
  return [cluster, namespace, serviceAccount, roleArn].join('\n');
}
