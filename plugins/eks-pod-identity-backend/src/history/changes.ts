import {
  Finding,
  FleetHistory,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { Assessment } from '../readiness/assessment';

/** A subject as a day's end saw it: its state, and what stood in its way. */
export interface SubjectState {
  kind: FleetHistory['changes'][number]['kind'];
  id: string;
  label: string;
  /** Verdict; of a cluster `stale`, or the worst outcome of its checks. */
  state: string;
  /** Findings that fail or could not look, by check. */
  findings: Record<string, Pick<Finding, 'title' | 'outcome' | 'message'>>;
  /** Scopes of the history that it belongs to: `cluster:ARN`, `service:REF`, `team:OWNER`. */
  scopes: string[];
}

/** What changed for a subject between two days. */
export type SubjectChange = FleetHistory['changes'][number] & {
  subjectId: string;
  scopes: string[];
};

/** All subjects of an assessment. */
export function subjectsOf(assessment: Assessment): SubjectState[] {
  const { clusters, workloads, addons, services } = assessment;
  const owners = new Map(
    services.map(({ entityRef, owner }) => [entityRef, owner]),
  );
  const scopesOfServices = (refs: string[]) =>
    refs.flatMap(ref => {
      const owner = owners.get(ref);
      return [`service:${ref}`, ...(owner ? [`team:${owner}`] : [])];
    });
  const byId = new Map(workloads.map(workload => [workload.id, workload]));
  return [
    ...clusters.map(
      ({ arn, name, stale, findings }): SubjectState => ({
        kind: 'cluster',
        id: arn,
        label: name,
        state: stale ? 'stale' : worstOutcome(findings),
        findings: openFindings(findings),
        scopes: [`cluster:${arn}`],
      }),
    ),
    ...workloads.map(
      (workload): SubjectState => ({
        kind: 'workload',
        id: workload.id,
        label: `${workload.namespace}/${workload.serviceAccount} in ${workload.cluster.name}`,
        state: workload.verdict,
        findings: openFindings(workload.findings),
        scopes: [
          `cluster:${workload.cluster.arn}`,
          ...scopesOfServices(workload.services),
        ],
      }),
    ),
    ...addons.map(
      (addon): SubjectState => ({
        kind: 'addon',
        id: addon.id,
        label: `${addon.name} in ${addon.cluster.name}`,
        state: addon.verdict,
        findings: openFindings(addon.findings),
        scopes: [`cluster:${addon.cluster.arn}`],
      }),
    ),
    ...services.map((service): SubjectState => {
      const own = service.workloadIds.flatMap(id => byId.get(id) ?? []);
      return {
        kind: 'service',
        id: service.entityRef,
        label: service.entityRef,
        state: service.verdict,
        findings: openFindings(own.flatMap(({ findings }) => findings)),
        scopes: [
          ...new Set([
            ...scopesOfServices([service.entityRef]),
            ...own.map(({ cluster }) => `cluster:${cluster.arn}`),
          ]),
        ],
      };
    }),
  ];
}

/** The first finding of each check that fails, or that could not look though it is needed. */
function openFindings(findings: Finding[]): SubjectState['findings'] {
  const open: SubjectState['findings'] = {};
  for (const { check, title, outcome, message, required } of findings) {
    if (outcome === 'fail' || (outcome === 'unknown' && required)) {
      open[check] ??= { title, outcome, message };
    }
  }
  return open;
}

function worstOutcome(findings: Finding[]): string {
  return (
    (['fail', 'unknown', 'warn'] as const).find(outcome =>
      findings.some(finding => finding.outcome === outcome),
    ) ?? 'pass'
  );
}

/** What changed from one day to a later one: states, and the findings that came or went. */
export function changesBetween(
  earlier: SubjectState[],
  later: SubjectState[],
): SubjectChange[] {
  const keyOf = ({ kind, id }: SubjectState) => `${kind}:${id}`;
  const before = new Map(earlier.map(subject => [keyOf(subject), subject]));
  const after = new Map(later.map(subject => [keyOf(subject), subject]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap(key => {
    const from = before.get(key);
    const to = after.get(key);
    const because = from && to ? reasonsOf(from, to) : [];
    const subject = (to ?? from)!;
    return from?.state === to?.state && !because.length
      ? []
      : [
          {
            subjectId: subject.id,
            subject: subject.label,
            kind: subject.kind,
            from: from?.state ?? null,
            to: to?.state ?? null,
            because,
            scopes: subject.scopes,
          },
        ];
  });
}

function reasonsOf(from: SubjectState, to: SubjectState): string[] {
  const reasons: string[] = [];
  for (const [check, { title, outcome, message }] of Object.entries(
    to.findings,
  )) {
    if (from.findings[check]?.outcome !== outcome) {
      reasons.push(`${title}: ${message}`);
    }
  }
  for (const [check, { title, outcome }] of Object.entries(from.findings)) {
    if (!to.findings[check]) {
      reasons.push(
        outcome === 'fail'
          ? `${title}: does not fail any more`
          : `${title}: can be seen now`,
      );
    }
  }
  return reasons;
}
