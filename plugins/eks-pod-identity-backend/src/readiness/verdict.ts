import {
  Finding,
  Verdict,
  WorkloadBindings,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';

/** What a verdict is told from. */
export interface VerdictInput {
  /** In the order in which a failing check is named first. */
  findings: Finding[];
  bindings: WorkloadBindings;
  /** Positive evidence that no AWS permissions are needed; absent where there is none. */
  noNeed?: unknown;
}

/** A verdict, and the finding that decided it, where one did. */
export interface DecidedVerdict {
  verdict: Verdict;
  because?: Finding;
}

/**
 * The verdict rule. `not-applicable` rests on positive evidence alone, for whatever needs no permissions is in nobody's
 * way; then the worst finding decides, and what was not seen is never taken for good.
 */
export function verdictOf({
  findings,
  bindings,
  noNeed,
}: VerdictInput): DecidedVerdict {
  if (noNeed) {
    return { verdict: 'not-applicable' };
  }
  const blocking = findings.find(
    ({ outcome, blocking: blocks }) => outcome === 'fail' && blocks,
  );
  if (blocking) {
    return { verdict: 'blocked', because: blocking };
  }
  const failing = findings.find(({ outcome }) => outcome === 'fail');
  if (failing) {
    return { verdict: 'action-required', because: failing };
  }
  const unseen = findings.find(
    ({ outcome, required }) => outcome === 'unknown' && required,
  );
  if (unseen) {
    return { verdict: 'unknown', because: unseen };
  }
  const { running, next } = bindings;
  // Without a single finding nobody has looked.
  if (running === 'unknown' || next === 'unknown' || !findings.length) {
    return { verdict: 'unknown' };
  }
  return {
    verdict:
      running === 'pod-identity' && next === 'pod-identity'
        ? 'migrated'
        : 'ready',
  };
}
