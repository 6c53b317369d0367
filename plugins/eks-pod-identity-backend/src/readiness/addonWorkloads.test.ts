import {
  Finding,
  Verdict,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  JudgedWorkload,
  withFindingsOf,
  worseOf,
  worstVerdictOf,
} from './addonWorkloads';

function finding(
  check: string,
  outcome: Finding['outcome'],
  more: Partial<Finding> = {},
): Finding {
  return {
    check,
    title: check,
    outcome,
    message: `${check} ${outcome}`,
    blocking: false,
    required: true,
    evidence: [],
    ...more,
  };
}

function workload(
  serviceAccount: string,
  findings: Finding[],
  verdict: Verdict = 'ready',
): JudgedWorkload {
  return {
    assessment: { namespace: 'kube-system', serviceAccount, findings, verdict },
  } as unknown as JudgedWorkload;
}

describe('the findings of an add-on', () => {
  it.each<[string, Finding[], JudgedWorkload[], string[]]>([
    [
      'stay where it has no workloads',
      [finding('role-trust', 'pass')],
      [],
      ['role-trust pass'],
    ],
    [
      'take what its own checks do not judge',
      [finding('addon-health', 'pass')],
      [workload('a', [finding('compute-supported', 'fail')])],
      ['addon-health pass', 'compute-supported fail'],
    ],
    [
      'take the worse one of a check that both ask',
      [finding('agent-present', 'warn')],
      [workload('a', [finding('agent-present', 'fail')])],
      ['agent-present fail'],
    ],
    [
      'keep their own where that of the workload is better',
      [finding('role-trust', 'fail')],
      [workload('a', [finding('role-trust', 'unknown')])],
      ['role-trust fail'],
    ],
    [
      'put a failure that nothing mends before one that something does',
      [finding('agent-present', 'fail')],
      [
        workload('a', [
          finding('agent-present', 'fail', {
            blocking: true,
            message: 'blocks',
          }),
        ]),
      ],
      ['blocks'],
    ],
    [
      'name the service account where there are several',
      [],
      [
        workload('a', [finding('proxy-bypass', 'pass')]),
        workload('b', [finding('proxy-bypass', 'fail')]),
      ],
      ['kube-system/b: proxy-bypass fail'],
    ],
  ])('%s', (_name, own, workloads, messages) => {
    expect(
      withFindingsOf(own, workloads).map(({ message }) => message),
    ).toEqual(messages);
  });
});

describe('the verdict of an add-on', () => {
  it.each<[Verdict, Verdict[], Verdict]>([
    ['ready', [], 'ready'],
    ['migrated', ['ready', 'migrated'], 'ready'],
    ['not-applicable', ['unknown', 'not-applicable'], 'unknown'],
    ['action-required', ['ready'], 'action-required'],
    ['unknown', ['blocked', 'action-required'], 'blocked'],
  ])('%s beside workloads that are %s is %s', (own, others, expected) => {
    const workloads = others.map(verdict => workload('a', [], verdict));
    expect(worseOf(own, worstVerdictOf(workloads))).toBe(expected);
  });
});
