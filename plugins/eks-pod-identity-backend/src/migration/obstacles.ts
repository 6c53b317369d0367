import {
  Finding,
  Plan,
  Step,
  Verdict,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { UNTOUCHED_BY_THE_SWITCH } from '../readiness/identityUsers';

/** Which step of a plan mends what a check found. */
const MENDED_BY: Partial<Record<Step['kind'], string[]>> = {
  'ensure-agent': ['agent-present', 'agent-healthy', 'agent-reaches-nodes'],
  'extend-trust': ['role-trust'],
  'create-association': ['association', 'association-role'],
  restart: ['pods-injected', 'pods-current'],
  'update-addon': ['addon-identity', 'addon-terraform-empty-role'],
  'create-addon': ['addon-identity', 'addon-terraform-empty-role'],
  'delete-association': ['association-duplicate'],
  'clean-up': ['leftovers'],
};

/** Why a request can't be made for a subject now. */
export interface Obstacles {
  /** All of it, in sentences. */
  obstacles: string[];
  /** The findings among them. */
  obstacleFindings: Pick<Finding, 'check' | 'title' | 'message'>[];
}

/**
 * Why a request can't be made for a subject now: every failing check that the plan itself does not mend, and every
 * needed one that could not look. An association for a service that is not ready would be a time bomb.
 */
export function obstaclesOf(
  plan: Plan,
  subject: { verdict: Verdict; findings: Finding[] },
): Obstacles {
  if (subject.verdict === 'migrated') {
    return { obstacles: ['It is migrated already.'], obstacleFindings: [] };
  }
  if (subject.verdict === 'not-applicable') {
    return {
      obstacles: ['It uses no AWS permissions: there is nothing to move.'],
      obstacleFindings: [],
    };
  }
  const mended = new Set(
    plan.steps.filter(canMend).flatMap(({ kind }) => MENDED_BY[kind] ?? []),
  );
  const findings = subject.findings.filter(
    finding =>
      !UNTOUCHED_BY_THE_SWITCH.has(finding.check) &&
      (finding.blocking ||
        (finding.outcome === 'fail' && !mended.has(finding.check)) ||
        (finding.outcome === 'unknown' && finding.required)),
  );
  return {
    obstacles: findings.map(({ title, message }) => `${title}: ${message}`),
    obstacleFindings: findings.map(({ check, title, message }) => ({
      check,
      title,
      message,
    })),
  };
}

/** A trust step without a document could not read or extend the policy, so it mends nothing by itself. */
function canMend(step: Step): boolean {
  return (
    !step.satisfied &&
    (step.kind !== 'extend-trust' || step.parameters.trustPolicy !== undefined)
  );
}
