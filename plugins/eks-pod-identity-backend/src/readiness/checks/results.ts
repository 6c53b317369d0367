import {
  Evidence,
  MissingSight,
  Reason,
  Remedy,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  CheckResult,
  Sight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { missingOf, reasonOf } from '../evidence';

export function pass(message: string, evidence: Evidence[] = []): CheckResult {
  return { outcome: 'pass', message, evidence };
}

export function warn(
  message: string,
  evidence: Evidence[],
  remedy?: Remedy,
): CheckResult {
  return { outcome: 'warn', message, evidence, ...(remedy ? { remedy } : {}) };
}

export function fail(
  message: string,
  evidence: Evidence[],
  remedy: Remedy,
): CheckResult {
  return { outcome: 'fail', message, evidence, remedy };
}

/** A failure that no change of code or configuration mends where the workload runs. */
export function block(
  message: string,
  evidence: Evidence[],
  remedy: Remedy,
): CheckResult {
  return { ...fail(message, evidence, remedy), blocking: true };
}

export function unknown(
  message: string,
  missing: MissingSight[],
  evidence: Evidence[] = [],
): CheckResult {
  return { outcome: 'unknown', message, evidence, missing };
}

export function notApplicable(
  message: string,
  evidence: Evidence[] = [],
): CheckResult {
  return { outcome: 'not-applicable', message, evidence };
}

/** The same result, with its message as data beside the sentence. */
export function because(
  code: string,
  parameters: Reason['parameters'],
  result: CheckResult,
): CheckResult {
  return { ...result, reason: { code, parameters } };
}

/** `unknown` for one thing that could not be read. */
export function unseenResult(
  what: string,
  sight: Sight<unknown>,
  evidence: Evidence[] = [],
): CheckResult {
  const missing = sight.seen ? [] : [missingOf(what, sight)];
  const why = sight.seen ? '' : reasonOf(sight);
  return because(
    'not-read',
    {
      what,
      reason: why,
      ...(!sight.seen && sight.permission
        ? { permission: sight.permission }
        : {}),
    },
    unknown(
      `${what} could not be read${why && `: ${why}`}.`,
      missing,
      evidence,
    ),
  );
}

const SEVERITY: CheckResult['outcome'][] = [
  'fail',
  'unknown',
  'warn',
  'pass',
  'not-applicable',
];

/**
 * One result of several: the worst one speaks, and all that are as bad bring their evidence along. A failure beats what
 * could not be seen: it stands whatever the rest is.
 */
export function worstResult(results: CheckResult[]): CheckResult {
  const blocking = results.find(({ blocking: blocks }) => blocks);
  const worst =
    blocking ??
    [...results].sort(
      (a, b) => SEVERITY.indexOf(a.outcome) - SEVERITY.indexOf(b.outcome),
    )[0];
  const peers = results.filter(({ outcome }) => outcome === worst.outcome);
  const messages = [
    ...new Set([worst, ...peers].map(({ message }) => message)),
  ];
  const missing = peers.flatMap(peer => peer.missing ?? []);
  return {
    ...worst,
    message: messages.slice(0, 3).join(' '),
    evidence: dedupe(peers.flatMap(({ evidence }) => evidence)),
    ...(missing.length ? { missing: dedupe(missing) } : {}),
  };
}

/** Without repetitions, in the order of first appearance. */
export function dedupe<T>(list: T[]): T[] {
  const seen = new Set<string>();
  return list.filter(item => {
    const key = JSON.stringify(item);
    if (seen.has(key)) {
      return false;
    }
    seen.add(key);
    return true;
  });
}
