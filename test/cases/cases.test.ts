import { scanFolder } from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';
import { assessAccount } from '../scenarios/assessAccount';
import { diagnose } from '../scenarios/backend';
import { reportOf } from '../scenarios/report';
import {
  accountCases,
  errorCases,
  ExpectedAccount,
  ExpectedSubject,
  folderCases,
} from './caseSets';

/** Below it a cause is shown as possible, as the screens do. */
const POSSIBLE = 0.5;

type Report = ReturnType<typeof reportOf>;

interface Subject {
  verdict: string;
  failing: string[];
  unknown: string[];
  warnings?: string[];
  findings?: { check: string; outcome: string }[];
}

/** The worst answer per SDK: too old, then unknown, then supported. */
function sdksOf(
  sdks: {
    sdk: string;
    decides: boolean;
    supportsPodIdentity: boolean | null;
  }[],
) {
  const worst = new Map<string, boolean | null>();
  for (const answer of [true, null, false]) {
    for (const { sdk, decides, supportsPodIdentity } of sdks) {
      if (decides && supportsPodIdentity === answer) worst.set(sdk, answer);
    }
  }
  return Object.fromEntries([...worst].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function subjectOf(
  report: Report,
  kind: keyof ExpectedAccount,
  key: string,
): Subject | undefined {
  if (kind !== 'workloads') {
    return (
      report[kind] as (Subject & { name: string; cluster?: string })[]
    ).find(({ name, cluster }) => key === name || key === `${cluster}/${name}`);
  }
  return report.workloads.find(
    ({ cluster, namespace, serviceAccount }) =>
      key === serviceAccount ||
      key === `${cluster}/${namespace}/${serviceAccount}`,
  );
}

/** What of the expectation does not hold, in words. */
function faultsOf(
  subject: Subject | undefined,
  expected: ExpectedSubject,
): string[] {
  if (!subject) return ['is absent'];
  const { verdict, not, failing = [], warned = [], check = {} } = expected;
  const said = [
    ...subject.failing,
    ...subject.unknown,
    ...(subject.warnings ?? []),
  ];
  return [
    ...(verdict && !verdict.includes(subject.verdict)
      ? [`is ${subject.verdict}, not ${verdict.join(' or ')}`]
      : []),
    ...(not?.includes(subject.verdict) ? [`is ${subject.verdict}`] : []),
    ...failing
      .filter(id => !subject.failing.includes(id))
      .map(id => `${id} does not fail`),
    ...warned.filter(id => !said.includes(id)).map(id => `${id} says nothing`),
    ...Object.entries(check)
      .filter(
        ([id, outcomes]) =>
          !subject.findings?.some(
            finding =>
              finding.check === id && outcomes.includes(finding.outcome),
          ),
      )
      .map(([id, outcomes]) => `${id} is not ${outcomes.join(' or ')}`),
  ];
}

describe('folders', () => {
  it.each(folderCases)('$name', async ({ folder, expected }) => {
    const { sdks, verdict } = await scanFolder(folder);
    const wanted = expected.sdks?.map(({ sdk, supportsPodIdentity }) => [
      sdk,
      supportsPodIdentity,
    ]);
    const told = sdksOf(sdks);
    expect(told).toEqual(wanted ? Object.fromEntries(wanted) : told);
    expect(verdict).toBe(expected.verdict ?? verdict);
  });
});

describe('accounts', () => {
  it.each(accountCases)(
    '$name',
    async ({ file, expected }) => {
      const report = reportOf(await assessAccount(file));
      const faults = (['workloads', 'addons', 'services'] as const).flatMap(
        kind =>
          Object.entries(expected[kind] ?? {}).flatMap(([key, subject]) =>
            faultsOf(subjectOf(report, kind, key), subject).map(
              fault => `${key} ${fault}`,
            ),
          ),
      );
      expect(faults).toEqual([]);
    },
    120_000,
  );
});

describe('error texts', () => {
  it.each(errorCases)('$name', ({ text, causes, possible }) => {
    const [first] = diagnose(text).diagnoses;
    expect(causes).toContain(first?.cause ?? null);
    expect(possible && first?.confidence >= POSSIBLE).toBe(false);
  });
});
