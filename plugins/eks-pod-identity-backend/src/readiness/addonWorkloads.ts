import {
  Finding,
  Verdict,
  verdicts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  AddonSubject,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { WorkloadAssessment } from './assessment';
import { valueOr } from './evidence';

/** A workload, and what was found of it. */
export interface JudgedWorkload {
  subject: WorkloadSubject;
  assessment: WorkloadAssessment;
}

/**
 * The workloads of an add-on: of the service accounts that its configuration and the table name, and of those that its
 * own associations are for.
 */
export function workloadsOfAddon(
  { addon, associations }: AddonSubject,
  ofCluster: JudgedWorkload[],
): JudgedWorkload[] {
  const owned = new Set(
    valueOr(associations, [])
      .filter(
        ({ arn, ownerArn }) =>
          ownerArn === addon.arn ||
          addon.podIdentityAssociationArns.includes(arn),
      )
      .map(({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`),
  );
  return ofCluster.filter(
    ({ subject }) =>
      subject.addon?.name === addon.name ||
      owned.has(`${subject.namespace}/${subject.serviceAccount}`),
  );
}

const SEVERITY: Finding['outcome'][] = [
  'fail',
  'unknown',
  'warn',
  'pass',
  'not-applicable',
];

/**
 * The findings of an add-on with those of its workloads: what keeps the pods of an add-on from Pod Identity keeps the add-on
 * from it. Of two findings of one check the worse one counts.
 */
export function withFindingsOf(
  findings: Finding[],
  workloads: JudgedWorkload[],
): Finding[] {
  const result = new Map(findings.map(finding => [finding.check, finding]));
  for (const { assessment } of workloads) {
    for (const finding of assessment.findings) {
      const own = result.get(finding.check);
      if (!own || isWorse(finding, own)) {
        // Behind the add-on's own: of its failures, they are named first.
        result.delete(finding.check);
        result.set(
          finding.check,
          workloads.length > 1 ? named(finding, assessment) : finding,
        );
      }
    }
  }
  return [...result.values()];
}

function isWorse(a: Finding, b: Finding): boolean {
  if (a.blocking !== b.blocking) return a.blocking;
  if (a.outcome === 'pass') return false;
  const [one, other] = [a, b].map(({ outcome }) => SEVERITY.indexOf(outcome));
  return one < other || (one === other && a.required && !b.required);
}

function named(
  finding: Finding,
  { namespace, serviceAccount }: WorkloadAssessment,
): Finding {
  return finding.outcome === 'not-applicable'
    ? finding
    : {
        ...finding,
        message: `${namespace}/${serviceAccount}: ${finding.message}`,
      };
}

/** The worst verdict of an add-on's workloads; undefined where it has none. */
export function worstVerdictOf(
  workloads: JudgedWorkload[],
): Verdict | undefined {
  return workloads
    .map(({ assessment }) => assessment.verdict)
    .sort((a, b) => verdicts.indexOf(a) - verdicts.indexOf(b))[0];
}

/** The worse of two verdicts. */
export function worseOf(verdict: Verdict, other: Verdict | undefined): Verdict {
  return other && verdicts.indexOf(other) < verdicts.indexOf(verdict)
    ? other
    : verdict;
}
