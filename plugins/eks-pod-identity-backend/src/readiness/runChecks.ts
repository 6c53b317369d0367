import {
  CheckScope,
  Finding,
  outcomes,
  reasonSchema,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  AccountFacts,
  AnyCheck,
  Check,
  CheckResult,
  SubjectByScope,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { NoNeed } from './noNeed';

/** After this many timeouts a check is no longer asked in this assessment: it would hold up all the rest. */
const MOST_TIMEOUTS = 3;

const TIMED_OUT = Symbol('timed out');

/** Asks checks about subjects; nothing that a check does reaches the others. */
export interface CheckRunner {
  /** The findings of all checks of that scope, in their order. Never rejects. */
  ask<S extends CheckScope>(
    scope: S,
    subject: SubjectByScope[S],
  ): Promise<Finding[]>;
}

/**
 * @param options.timeoutMs milliseconds that an asynchronous check has for one subject; one that computes without ever
 * giving way can't be stopped
 */
export function createCheckRunner(
  checks: AnyCheck[],
  facts: AccountFacts,
  options: { timeoutMs: number },
): CheckRunner {
  const timeouts = new Map<AnyCheck, number>();
  return {
    async ask(scope, subject) {
      const concerned = checks.filter(check => check.scope === scope);
      return Promise.all(
        concerned.map(async check => {
          if ((timeouts.get(check) ?? 0) >= MOST_TIMEOUTS) {
            return broken(
              check,
              `it was not asked any more, because it took longer than ${options.timeoutMs} ms for ${MOST_TIMEOUTS} subjects`,
            );
          }
          try {
            const result = await withTimeout(
              (check as Check<typeof scope>).run(subject, facts),
              options.timeoutMs,
            );
            if (result === TIMED_OUT) {
              timeouts.set(check, (timeouts.get(check) ?? 0) + 1);
              return broken(
                check,
                `it took longer than ${options.timeoutMs} ms`,
              );
            }
            return toFinding(check, result);
          } catch (error) {
            return broken(
              check,
              `it failed: ${error instanceof Error ? error.message : error}`,
            );
          }
        }),
      );
    },
  };
}

async function withTimeout(
  result: CheckResult | Promise<CheckResult>,
  timeoutMs: number,
): Promise<CheckResult | typeof TIMED_OUT> {
  if (!(result instanceof Promise)) {
    return result;
  }
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      result,
      new Promise<typeof TIMED_OUT>(resolve => {
        timer = setTimeout(() => resolve(TIMED_OUT), timeoutMs);
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}

function headOf(check: AnyCheck) {
  return {
    check: check.id,
    title: check.title,
    required: check.required !== false,
  };
}

/** A check of a third party may answer anything: what is no outcome is told as such instead of being believed. */
function toFinding(check: AnyCheck, result: CheckResult): Finding {
  if (
    typeof result?.message !== 'string' ||
    !(outcomes as readonly string[]).includes(result.outcome)
  ) {
    return broken(check, 'it gave an answer that is none');
  }
  const { outcome, message, remedy, missing } = result;
  const reason = reasonSchema.safeParse(result.reason);
  return {
    ...headOf(check),
    outcome,
    message,
    blocking: outcome === 'fail' && result.blocking === true,
    evidence: result.evidence ?? [],
    ...(remedy
      ? { remedy: check.link ? { link: check.link, ...remedy } : remedy }
      : {}),
    ...(missing?.length ? { missing } : {}),
    ...(reason.success ? { reason: reason.data } : {}),
  };
}

/** The finding of a check that gave no answer. */
function broken(check: AnyCheck, reason: string): Finding {
  return {
    ...headOf(check),
    outcome: 'unknown',
    message: `Check ${check.id} gave no answer: ${reason}.`,
    blocking: false,
    evidence: [],
    missing: [{ what: `Answer of check ${check.id}`, reason }],
  };
}

/** Findings of checks that need not be asked, because the subject is known to need no permissions. */
export function notAsked(
  checks: AnyCheck[],
  scope: CheckScope,
  { evidence }: NoNeed,
): Finding[] {
  return checks
    .filter(check => check.scope === scope)
    .map(check => ({
      ...headOf(check),
      outcome: 'not-applicable' as const,
      message: 'It needs no AWS permissions of its own.',
      blocking: false,
      evidence,
    }));
}
