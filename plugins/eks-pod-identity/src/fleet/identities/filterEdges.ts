import type { IdentityEdge } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';

/** Which ways to a role to show; undefined members show all. */
export interface EdgeFilters {
  q?: string;
  cluster?: string;
  mechanism?: string;
  use?: string;
}

/**
 * How far a way to a role is taken: `idle` is set up, but nothing runs that would take it. Pods that were not seen may be
 * there.
 */
export type EdgeUse = 'used' | 'idle' | 'unused';

/** See {@link EdgeUse}. */
export function edgeUseOf({
  used,
  pods,
}: Pick<IdentityEdge, 'used' | 'pods'>): EdgeUse {
  if (!used) return 'unused';
  return pods === 0 ? 'idle' : 'used';
}

const useOrder: EdgeUse[] = ['used', 'idle', 'unused'];

/** The ways that fit, those that are taken first, then by cluster, service account and role. */
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
        (!useOrder.some(known => known === use) || edgeUseOf(edge) === use) &&
        (!text ||
          `${edge.namespace}/${edge.serviceAccount} ${edge.roleArn}`
            .toLocaleLowerCase('en-US')
            .includes(text)),
    )
    .sort(
      (a, b) =>
        useOrder.indexOf(edgeUseOf(a)) - useOrder.indexOf(edgeUseOf(b)) ||
        keyOf(a).localeCompare(keyOf(b)),
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
