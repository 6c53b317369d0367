import {
  AssociationFacts,
  ClusterFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { workloadKey } from '../services/mapServices';
import { clusterIndex } from './clusterIndex';
import { innerSight } from './evidence';
import { groupBy, memo } from './memo';

/** Kubernetes allows names of 253 characters; none that long is a slip of another. */
const LONGEST = 64;

/**
 * How many characters have to be added, removed, replaced or swapped with their neighbour to make one name the other:
 * optimal string alignment, after Damerau and Levenshtein.
 */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      current[column] = Math.min(
        above[column] + 1,
        current[column - 1] + 1,
        above[column - 1] + (same ? 0 : 1),
      );
      if (
        row > 1 &&
        column > 1 &&
        a[row - 1] === b[column - 2] &&
        a[row - 2] === b[column - 1]
      ) {
        current[column] = Math.min(current[column], before[column - 2] + 1);
      }
    }
    before = above;
    above = current;
  }
  return above[b.length];
}

/** Whether one name is likely a slip of the other: differing in case or dashes alone, or in one character of four. */
export function isSlip(a: string, b: string): boolean {
  const [one, other] = [a, b].map(name =>
    name.toLowerCase().replace(/[_.-]/g, ''),
  );
  if (a === b || Math.max(a.length, b.length) > LONGEST) {
    return false;
  }
  if (one === other) {
    return true;
  }
  // Names that count (`api-1`, `api-2`) differ on purpose.
  if (one.replace(/\d/g, '') === other.replace(/\d/g, '')) {
    return false;
  }
  const shorter = Math.min(one.length, other.length);
  const allowed = shorter >= 8 ? 2 : 1;
  return shorter >= 4 && editDistance(one, other) <= allowed;
}

/** Associations whose service account is not in the cluster, with the service accounts that they are likely meant for. */
const mistyped = memo(
  (
    cluster: ClusterFacts,
  ): { association: AssociationFacts; meant: string[] }[] => {
    const accounts = innerSight(
      cluster.kubernetes,
      ({ serviceAccounts }) => serviceAccounts,
    );
    if (!accounts.seen || !cluster.associations.seen) {
      return [];
    }
    const { serviceAccounts, associations, pods } = clusterIndex(cluster);
    // One that has an association of its own was not forgotten.
    const without = accounts.value.filter(
      ({ namespace, name }) => !associations.has(workloadKey(namespace, name)),
    );
    const byName = groupBy(without, ({ name }) => name);
    const byNamespace = groupBy(without, ({ namespace }) => namespace);
    return cluster.associations.value.flatMap(association => {
      const { namespace, serviceAccount, ownerArn } = association;
      const key = workloadKey(namespace, serviceAccount);
      if (ownerArn || serviceAccounts.has(key) || pods.has(key)) {
        return [];
      }
      const meant = [
        ...(byName.get(serviceAccount) ?? []).filter(account =>
          isSlip(account.namespace, namespace),
        ),
        ...(byNamespace.get(namespace) ?? []).filter(account =>
          isSlip(account.name, serviceAccount),
        ),
      ].map(account => `${account.namespace}/${account.name}`);
      return meant.length ? [{ association, meant }] : [];
    });
  },
);

/** `namespace/name` of the service account that an association is likely meant for, where its own is not there. */
export function likelyMeant(
  cluster: ClusterFacts,
  associationId: string,
): string | undefined {
  return mistyped(cluster).find(
    ({ association }) => association.id === associationId,
  )?.meant[0];
}

/** The association that is likely meant for this service account, made for another name by a typo. */
export function mistypedFor(
  cluster: ClusterFacts,
  account: string,
): AssociationFacts | undefined {
  return mistyped(cluster).find(({ meant }) => meant.includes(account))
    ?.association;
}
