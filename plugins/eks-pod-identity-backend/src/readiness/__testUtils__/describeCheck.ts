// A table of tests in one function, for the tests of all checks.
/* eslint-disable jest/no-export, jest/no-conditional-expect */
import {
  Finding,
  Outcome,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { Change, judge } from './changes';

/** One row of a check's table: what the world is like completes 'it is OUTCOME when …'. */
export type Row = [
  outcome: Outcome,
  when: string,
  change: Change,
  message?: RegExp,
];

/** Whom a table asks about: the workload orders/api, an add-on by its name, or the cluster. */
export type Whom =
  | 'workload'
  | 'cluster'
  | { addon: string }
  | { workload: string };

async function findingOf(
  check: string,
  whom: Whom,
  change: Change,
): Promise<Finding> {
  const { assessment, workload, addonNamed } = await judge(change);
  const named = (key: string) =>
    assessment.workloads.find(
      ({ namespace, serviceAccount }) =>
        `${namespace}/${serviceAccount}` === key,
    )!;
  const findings = () => {
    if (whom === 'workload') return workload.findings;
    if (whom === 'cluster') return assessment.clusters[0].findings;
    return 'addon' in whom
      ? addonNamed(whom.addon).findings
      : named(whom.workload).findings;
  };
  const found = findings().filter(finding => finding.check === check);
  expect(found).toHaveLength(1);
  return found[0];
}

/**
 * A table test of one check. Beside the outcome every row has to keep what the interface promises: a failure brings
 * evidence and a remedy with steps, an `unknown` says what is missing, a pass says why.
 */
export function describeCheck(check: string, whom: Whom, rows: Row[]): void {
  const who = typeof whom === 'string' ? whom : Object.values(whom)[0];
  describe(`${check} of a ${who}`, () => {
    for (const [outcome, when, change, message] of rows) {
      it(`is ${outcome} when ${when}`, async () => {
        const finding = await findingOf(check, whom, change);
        expect({ outcome: finding.outcome, message: finding.message }).toEqual({
          outcome,
          message: finding.message,
        });
        if (message) {
          expect(finding.message).toMatch(message);
        }
        expect(finding.message).toMatch(/[.)']$/);
        expect(finding.message).not.toMatch(/undefined|\[object|NaN/);
        if (outcome === 'fail') {
          expect(finding.evidence.length).toBeGreaterThan(0);
          expect(finding.remedy?.steps.length).toBeGreaterThan(0);
          expect(finding.remedy!.steps.join(' ')).not.toMatch(
            /undefined|\[object/,
          );
        }
        if (outcome === 'unknown') {
          expect(finding.missing?.length).toBeGreaterThan(0);
          expect(finding.missing![0].reason).not.toBe('');
        }
      });
    }
  });
}
