import {
  AnyCheck,
  CheckResult,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { judge } from './__testUtils__/changes';
import { builtinChecks } from './checks';

function check(run: () => unknown, more: Partial<AnyCheck> = {}): AnyCheck {
  return {
    id: 'acme-check',
    scope: 'workload',
    title: 'A check of a third party',
    needs: [],
    run,
    ...more,
  } as AnyCheck;
}

async function findingsWith(extra: AnyCheck) {
  const { workload, assessment } = await judge(undefined, {
    checks: [...builtinChecks, extra],
    timeoutMs: 20,
  });
  return {
    workload,
    assessment,
    own: workload.findings.find(({ check: id }) => id === extra.id)!,
    others: workload.findings.filter(({ check: id }) => id !== extra.id),
  };
}

const pass: CheckResult = { outcome: 'pass', message: 'Fine.', evidence: [] };

describe('a check of a third party', () => {
  it('takes part in the verdict', async () => {
    const { workload } = await findingsWith(
      check(() => ({
        outcome: 'fail',
        message: 'Not ours.',
        evidence: [],
        remedy: { summary: 'x', steps: ['y'] },
      })),
    );
    expect(workload.verdict).toBe('action-required');
    expect(workload.failing).toEqual(['acme-check']);
  });

  it('may be asynchronous', async () => {
    const { own, workload } = await findingsWith(check(async () => pass));
    expect(own.outcome).toBe('pass');
    expect(workload.verdict).toBe('ready');
  });

  it.each<[string, () => unknown, RegExp]>([
    [
      'throws',
      () => {
        throw new Error('no table');
      },
      /it failed: no table/,
    ],
    [
      'rejects',
      () => Promise.reject(new Error('no answer')),
      /it failed: no answer/,
    ],
    ['never answers', () => new Promise(() => {}), /longer than 20 ms/],
    ['answers nothing', () => undefined, /an answer that is none/],
    [
      'answers an outcome that is none',
      () => ({ ...pass, outcome: 'fine' }),
      /an answer that is none/,
    ],
  ])(
    'that %s is unknown, is told as missing, and leaves the others alone',
    async (_how, run, reason) => {
      const { own, others, workload, assessment } = await findingsWith(
        check(run),
      );
      expect(own.outcome).toBe('unknown');
      expect(own.message).toMatch(reason);
      expect(workload.verdict).toBe('unknown');
      expect(others.every(({ outcome }) => outcome !== 'unknown')).toBe(true);
      expect(assessment.missing.map(({ what }) => what)).toContain(
        'Answer of check acme-check',
      );
    },
  );

  it('that is not required does not stand in the way when it throws', async () => {
    const { workload } = await findingsWith(
      check(
        () => {
          throw new Error('x');
        },
        { required: false },
      ),
    );
    expect(workload.verdict).toBe('ready');
  });
});
