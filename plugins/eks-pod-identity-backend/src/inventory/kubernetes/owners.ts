import type { PodFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import type { Metadata } from './metadata';

type Owner = NonNullable<PodFacts['owner']>;

/** Owners of ReplicaSets and Jobs by the uid of those, so that a pod leads to its Deployment or CronJob. */
export type OwnersByUid = ReadonlyMap<string, Metadata>;

/** The owner that controls an object, else its first one. */
export function ownerOf(
  metadata: Metadata,
): (Owner & { uid: string }) | undefined {
  const { ownerReferences } = metadata;
  return (
    ownerReferences.find(({ controller }) => controller) ?? ownerReferences[0]
  );
}

/** The topmost owner that can be seen. A pod that only its node owns (a static pod) has none. */
export function topOwner(
  metadata: Metadata,
  between: OwnersByUid,
): Owner | undefined {
  let owner = ownerOf(metadata);
  for (let depth = 0; owner && depth < 5; depth++) {
    const next = between.get(owner.uid);
    const above = next && ownerOf(next);
    if (!above) {
      break;
    }
    owner = above;
  }
  return owner && owner.kind !== 'Node'
    ? { kind: owner.kind, name: owner.name, apiVersion: owner.apiVersion }
    : undefined;
}
