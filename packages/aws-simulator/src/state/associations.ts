import type { Association, Cluster } from './types';

/**
 * The association that the webhook goes by for a new pod. Names are compared exactly; a new or
 * changed association takes seconds to become effective (domain: agent-webhook, association rules).
 */
export function associationInForce(
  cluster: Cluster,
  namespace: string,
  serviceAccount: string,
  at: Date,
): Association | undefined {
  return [...cluster.associations.values()].find(
    association =>
      association.namespace === namespace &&
      association.serviceAccount === serviceAccount &&
      association.effectiveAt.getTime() <= at.getTime(),
  );
}

/** The association for a service account, effective or not. */
export function associationFor(
  cluster: Cluster,
  namespace: string,
  serviceAccount: string,
): Association | undefined {
  return [...cluster.associations.values()].find(
    association =>
      association.namespace === namespace &&
      association.serviceAccount === serviceAccount,
  );
}

/** The associations that an add-on owns. */
export function associationsOwnedBy(
  cluster: Cluster,
  addonArn: string,
): Association[] {
  return [...cluster.associations.values()].filter(
    association => association.ownerArn === addonArn,
  );
}
