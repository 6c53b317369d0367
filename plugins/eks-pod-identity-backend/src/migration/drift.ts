import { isDeepStrictEqual } from 'node:util';
import {
  Plan,
  Step,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';

/**
 * What changed between a plan and the one that would be made now, as sentences; empty where it still fits. Pure.
 * @param fresh the plan of now, or why there can't be one
 */
export function driftBetween(
  plan: Plan,
  fresh: Plan | { error: string },
): string[] {
  if ('error' in fresh) {
    return [`The plan can't be made any more: ${fresh.error}`];
  }
  const drift: string[] = [];
  if (plan.basis.verdict !== fresh.basis.verdict) {
    drift.push(
      `The verdict was '${plan.basis.verdict}' when the plan was made, and is '${fresh.basis.verdict}' now.`,
    );
  }
  const now = new Map(fresh.steps.map(step => [step.id, step]));
  for (const step of plan.steps) {
    const change = changeOf(step, now.get(step.id));
    if (change) {
      drift.push(`${step.title}: ${change}`);
    }
  }
  const then = new Set(plan.steps.map(({ id }) => id));
  for (const step of fresh.steps) {
    if (!then.has(step.id)) {
      drift.push(`${step.title}: this step would be needed now.`);
    }
  }
  return drift;
}

function changeOf(then: Step, now: Step | undefined): string | undefined {
  if (!now) {
    return 'this step is not needed any more.';
  }
  if (then.satisfied !== now.satisfied) {
    return now.satisfied
      ? 'this is so by now.'
      : 'this was so already, and is not any more.';
  }
  if (
    !isDeepStrictEqual(plain(then.before), plain(now.before)) ||
    !isDeepStrictEqual(plain(then.parameters), plain(now.parameters))
  ) {
    return 'what it changes is not what it was when the plan was made.';
  }
  return undefined;
}

/** As it is after it was stored: without undefined members. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
