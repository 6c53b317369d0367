import {
  Evidence,
  MissingSight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  ReadMark,
  Sight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';

type Unseen = Extract<Sight<unknown>, { seen: false }>;

/** Why something was not seen, to be put into a sentence. */
export function reasonOf(sight: { reason: string }): string {
  return sight.reason.trim().replace(/[\s.]+$/, '');
}

/** What is told of something that was looked for in vain. */
export function missingOf(what: string, sight: Unseen): MissingSight {
  return {
    what,
    reason: reasonOf(sight),
    ...(sight.permission ? { permission: sight.permission } : {}),
  };
}

/** Where evidence was seen, to name in a sentence: of that the id of an event makes a riddle; the evidence has it. */
export function placeOf({
  source,
  where,
}: Pick<Evidence, 'source' | 'where'>): string {
  return source === 'cloudtrail' ? 'CloudTrail' : where;
}

/** Evidence that rests on one reading. */
export function evidenceOf(
  what: string,
  read: ReadMark,
  where?: string,
): Evidence {
  return {
    what,
    source: read.source,
    where: where ?? read.where,
    readAt: read.readAt,
  };
}

/** Evidence from DescribeCluster, which every cluster's facts begin with. */
export function clusterEvidence(
  what: string,
  cluster: { arn: string; readAt: string },
): Evidence {
  return {
    what,
    source: 'eks',
    where: `eks:DescribeCluster ${cluster.arn}`,
    readAt: cluster.readAt,
  };
}

/** Evidence from the data that the plugin ships; `where` names the source of the fact. */
export function dataEvidence(what: string, where: string): Evidence {
  return { what, source: 'data', where };
}

/** The value, or what stands for it where it was not seen. */
export function valueOr<T, D>(sight: Sight<T>, otherwise: D): T | D {
  return sight.seen ? sight.value : otherwise;
}

/**
 * Turns what was seen into something else; what was not seen stays unseen. What an earlier sync saw is left behind: it
 * proves nothing about the present, so nothing that is judged is derived from it.
 */
export function mapSight<T, U>(
  sight: Sight<T>,
  map: (value: T) => U,
): Sight<U> {
  return sight.seen
    ? { seen: true, value: map(sight.value), read: sight.read }
    : withoutLast(sight);
}

/**
 * A part of what was seen that is a sight of its own: the pods of a cluster's Kubernetes API. Where the whole was not
 * seen, no part of it was.
 */
export function innerSight<T, U>(
  sight: Sight<T>,
  pick: (value: T) => Sight<U>,
): Sight<U> {
  const inner = sight.seen ? pick(sight.value) : sight;
  return inner.seen ? inner : withoutLast(inner);
}

function withoutLast({ last: _last, ...sight }: Unseen): Omit<Unseen, 'last'> {
  return sight;
}
