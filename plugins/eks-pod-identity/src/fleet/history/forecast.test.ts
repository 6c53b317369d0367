import { countVerdicts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type { HistoryPoint } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { forecast } from './forecast';

function day(
  index: number,
  left: number,
  changes: Partial<HistoryPoint> = {},
): HistoryPoint {
  const counts = {
    ...countVerdicts([]),
    'action-required': left,
    migrated: 100 - left,
    'not-applicable': 3,
  };
  return {
    date: new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10),
    imported: false,
    services: counts,
    workloads: counts,
    armed: 0,
    ...changes,
  };
}

function days(
  count: number,
  left: (index: number) => number,
  changes?: Partial<HistoryPoint>,
): HistoryPoint[] {
  return Array.from({ length: count }, (_, index) =>
    day(index, left(index), changes),
  );
}

describe('the forecast', () => {
  it.each<[string, HistoryPoint[], ReturnType<typeof forecast>]>([
    ['says nothing without any day', [], { kind: 'too-early', days: 0 }],
    [
      'says nothing with six observed days',
      days(6, index => 50 - index),
      { kind: 'too-early', days: 6 },
    ],
    [
      'does not count imported days',
      [
        ...days(60, index => 99 - index, { imported: true }),
        ...days(6, index => 30 - index),
      ],
      { kind: 'too-early', days: 6 },
    ],
    [
      'follows a steady pace to its end from the seventh observed day on',
      days(7, index => 20 - 2 * index),
      // The seventh day is 7 January with 8 left, at two a day.
      { kind: 'expected', days: 7, date: '2026-01-11', perWeek: 14 },
    ],
    [
      'takes the points in any order',
      days(7, index => 20 - 2 * index).reverse(),
      { kind: 'expected', days: 7, date: '2026-01-11', perWeek: 14 },
    ],
    [
      'measures by dates where days are missing',
      Array.from({ length: 7 }, (_, index) => day(2 * index, 20 - 2 * index)),
      // The last day is 13 January with 8 left, at one a day.
      { kind: 'expected', days: 7, date: '2026-01-21', perWeek: 7 },
    ],
    [
      'looks at the last four weeks only',
      [
        ...days(100, () => 90),
        ...Array.from({ length: 28 }, (_, index) =>
          day(100 + index, 56 - index),
        ),
      ],
      { kind: 'expected', days: 28, date: '2026-06-06', perWeek: 7 },
    ],
    [
      'sees no end where nothing moves',
      days(10, () => 40),
      { kind: 'stalled', days: 10 },
    ],
    [
      'sees no end where it grows',
      days(10, index => 40 + index),
      { kind: 'stalled', days: 10 },
    ],
    [
      'sees no end beyond five years',
      days(28, index => (index < 27 ? 1000 : 999)),
      { kind: 'stalled', days: 28 },
    ],
    [
      'is over where nothing is left',
      days(8, index => Math.max(0, 3 - index)),
      { kind: 'done' },
    ],
    [
      'says nothing where the last four weeks have too few days',
      [...days(20, index => 80 - index), day(90, 40)],
      { kind: 'too-early', days: 1 },
    ],
  ])('%s', (_, points, expected) => {
    const result = forecast(points);
    // What the slope loses in floating point is not worth a failure.
    const rounded =
      result.kind === 'expected'
        ? { ...result, perWeek: Math.round(result.perWeek * 1e6) / 1e6 }
        : result;
    expect(rounded).toEqual(expected);
  });
});
