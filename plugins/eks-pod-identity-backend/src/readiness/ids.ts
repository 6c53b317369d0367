import { createHash } from 'node:crypto';

/** Opaque, stable id of a key: 20 characters that are safe in a URL. */
function opaqueId(...key: string[]): string {
  return createHash('sha256')
    .update(JSON.stringify(key))
    .digest('base64url')
    .slice(0, 20);
}

/**
 * Id of a workload: one service account in one cluster.
 * @param createdAt of the cluster: one that was re-created under its name is another cluster
 */
export function workloadId(
  clusterArn: string,
  createdAt: string,
  namespace: string,
  serviceAccount: string,
): string {
  return opaqueId('workload', clusterArn, createdAt, namespace, serviceAccount);
}

/** Id of an add-on: cluster and name, since the add-on's own ARN changes when it is re-created. */
export function addonId(
  clusterArn: string,
  createdAt: string,
  name: string,
): string {
  return opaqueId('addon', clusterArn, createdAt, name);
}
