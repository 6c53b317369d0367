import {
  Binding,
  Finding,
  Verdict,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { verdictOf } from './verdict';

function finding(
  outcome: Finding['outcome'],
  more: Partial<Finding> = {},
): Finding {
  return {
    check: outcome,
    title: outcome,
    outcome,
    message: outcome,
    blocking: false,
    required: true,
    evidence: [],
    ...more,
  };
}

const pass = finding('pass');
const fail = finding('fail');
const blocking = finding('fail', { check: 'blocking', blocking: true });
const unseen = finding('unknown');
const unneeded = finding('unknown', { required: false });
const both: [Binding, Binding] = ['pod-identity', 'pod-identity'];

describe('the verdict', () => {
  it.each<[Verdict, string, Finding[], [Binding, Binding]?, boolean?]>([
    ['ready', 'every check passes', [pass]],
    ['ready', 'a check only warns', [pass, finding('warn')]],
    ['ready', 'a check that is not needed could not look', [pass, unneeded]],
    [
      'ready',
      'the next pod gets Pod Identity, and the running ones do not',
      [pass],
      ['irsa', 'pod-identity'],
    ],
    ['migrated', 'running and next are Pod Identity', [pass], both],
    [
      'migrated',
      'that, with leftovers that only warn',
      [pass, finding('warn')],
      both,
    ],
    ['action-required', 'a check fails', [pass, fail]],
    [
      'action-required',
      'a check fails, and another could not look',
      [unseen, fail],
    ],
    [
      'action-required',
      'a check that is not needed fails',
      [finding('fail', { required: false })],
    ],
    ['action-required', 'it has moved, and a check fails', [fail], both],
    ['blocked', 'a failure can not be mended there', [fail, blocking, unseen]],
    [
      'blocked',
      'it has moved, and a failure can not be mended there',
      [blocking],
      both,
    ],
    ['unknown', 'a check that is needed could not look', [pass, unseen]],
    [
      'unknown',
      'it has moved, and a check that is needed could not look',
      [unseen],
      both,
    ],
    ['unknown', 'nobody looked', []],
    ['unknown', 'what runs is not known', [pass], ['unknown', 'pod-identity']],
    ['unknown', 'what comes next is not known', [pass], ['irsa', 'unknown']],
    [
      'not-applicable',
      'nothing is needed, and that is known',
      [pass],
      ['none', 'none'],
      true,
    ],
  ])(
    'is %s when %s',
    (verdict, _when, findings, bindings = ['irsa', 'irsa'], noNeed = false) => {
      const [running, next] = bindings;
      expect(
        verdictOf({
          findings,
          bindings: { running, next },
          noNeed: noNeed || undefined,
        }).verdict,
      ).toBe(verdict);
    },
  );

  it('names the finding that decided: the first of the worst', () => {
    const first = finding('fail', { check: 'first' });
    const decided = verdictOf({
      findings: [unseen, first, fail],
      bindings: { running: 'irsa', next: 'irsa' },
    });
    expect(decided.because).toBe(first);
  });
});
