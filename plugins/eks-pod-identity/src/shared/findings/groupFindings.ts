import { outcomes } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type {
  Evidence,
  Finding,
  MissingSight,
  Outcome,
  Remedy,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';

/** A finding, and what it is about where a list holds findings of several subjects. */
export interface SubjectFinding {
  finding: Finding;
  subject?: string;
}

/** The same message for one or more subjects. */
export interface FindingEntry {
  message: string;
  subjects: string[];
  evidence: Evidence[];
  remedy?: Remedy;
  missing: MissingSight[];
}

/** All findings of one check with one outcome. */
export interface FindingGroup {
  key: string;
  check: string;
  title: string;
  outcome: Outcome;
  blocking: boolean;
  required: boolean;
  entries: FindingEntry[];
}

/**
 * Gathers findings by check and outcome; those that say the same of several subjects become one entry. What blocks
 * comes first, then failing ones, needed ones that could not look, the others that could not, warnings, passes.
 */
export function groupFindings(findings: SubjectFinding[]): FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const { finding, subject } of findings) {
    const key = `${finding.check}/${finding.outcome}`;
    const group = groups.get(key) ?? {
      key,
      check: finding.check,
      title: finding.title,
      outcome: finding.outcome,
      blocking: false,
      required: false,
      entries: [],
    };
    groups.set(key, group);
    group.blocking ||= finding.blocking;
    group.required ||= finding.required;
    add(group.entries, finding, subject);
  }
  return [...groups.values()].sort(
    (a, b) => rank(a) - rank(b) || a.check.localeCompare(b.check),
  );
}

function rank({ blocking, outcome, required }: FindingGroup): number {
  const worst = blocking && outcome === 'fail';
  return outcomes.indexOf(outcome) * 4 + (worst ? 0 : 2) + (required ? 0 : 1);
}

function add(
  entries: FindingEntry[],
  finding: Finding,
  subject: string | undefined,
) {
  const { message, evidence, remedy, missing = [] } = finding;
  const same = entries.find(
    entry =>
      entry.message === message &&
      JSON.stringify(entry.remedy) === JSON.stringify(remedy),
  );
  if (!same) {
    entries.push({
      message,
      subjects: subject ? [subject] : [],
      evidence: [...evidence],
      remedy,
      missing: [...missing],
    });
    return;
  }
  if (subject && !same.subjects.includes(subject)) {
    same.subjects.push(subject);
  }
  same.evidence.push(...without(evidence, same.evidence));
  same.missing.push(...without(missing, same.missing));
}

/** Everything that could not be seen, each thing once. */
export function missingOf(findings: SubjectFinding[]): MissingSight[] {
  return findings.reduce<MissingSight[]>(
    (all, { finding }) => [...all, ...without(finding.missing ?? [], all)],
    [],
  );
}

/** Those of `candidates` that `known` does not hold; when they were read makes no difference. */
function without<I extends Evidence | MissingSight>(
  candidates: I[],
  known: I[],
): I[] {
  const keys = new Set(known.map(keyOf));
  return candidates.filter(candidate => !keys.has(keyOf(candidate)));
}

function keyOf(item: Evidence | MissingSight): string {
  return 'where' in item
    ? `${item.what}\n${item.where}`
    : `${item.what}\n${item.reason}\n${item.permission ?? ''}`;
}
