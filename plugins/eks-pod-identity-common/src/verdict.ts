/**
 * What may be said of a workload, an add-on or a service, worst first.
 *
 * - `blocked`: a finding that can't be mended where the workload runs (Fargate, Windows, …)
 * - `action-required`: a check fails
 * - `unknown`: a check that is needed could not look
 * - `ready`: everything needed was seen, and nothing is in the way
 * - `migrated`: running and next binding are Pod Identity, and nothing left over shadows it
 * - `not-applicable`: positive evidence that no AWS permissions are used
 */
export const verdicts = [
  'blocked',
  'action-required',
  'unknown',
  'ready',
  'migrated',
  'not-applicable',
] as const;

/** See {@link verdicts}. */
export type Verdict = (typeof verdicts)[number];

/** Number of subjects per verdict; every verdict has an entry. */
export type VerdictCounts = Record<Verdict, number>;

/**
 * The verdict of a whole from those of its parts: the worst one.
 * Of no parts nothing is known, so an empty list is `unknown`.
 */
export function worstVerdict(parts: Iterable<Verdict>): Verdict {
  const ranks = [...parts].map(verdict => verdicts.indexOf(verdict));
  return ranks.length ? verdicts[Math.min(...ranks)] : 'unknown';
}

/** Counts verdicts; verdicts that do not occur count 0. */
export function countVerdicts(list: Iterable<Verdict>): VerdictCounts {
  const counts = Object.fromEntries(
    verdicts.map(verdict => [verdict, 0]),
  ) as VerdictCounts;
  for (const verdict of list) {
    counts[verdict] += 1;
  }
  return counts;
}
