import fc from 'fast-check';
import { gaps, joined, since, type Stretch } from './coverage';

describe('gaps', () => {
  it.each<[string, Stretch[], Stretch, Stretch[]]>([
    ['nothing was read', [], [0, 100], [[0, 100]]],
    ['all was read', [[0, 100]], [0, 100], []],
    ['the newest is missing', [[0, 60]], [0, 100], [[60, 100]]],
    ['the oldest is missing', [[40, 100]], [0, 100], [[0, 40]]],
    [
      'a run was cut short: newest first',
      [
        [0, 20],
        [50, 80],
      ],
      [0, 100],
      [
        [80, 100],
        [20, 50],
      ],
    ],
    ['what was read lies before the window', [[0, 10]], [50, 100], [[50, 100]]],
    ['the window has moved on', [[0, 100]], [40, 140], [[100, 140]]],
  ])('where %s', (_when, covered, window, expected) => {
    expect(gaps(covered, window)).toEqual(expected);
  });

  it('and what was read fill the window, and never overlap it', () => {
    const stretch = fc
      .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 }))
      .map(([from, length]): Stretch => [from, from + length]);
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 6 }), stretch, (read, win) => {
        const missing = gaps(read, win);
        const isIn = (list: readonly Stretch[], at: number) =>
          list.some(([from, to]) => from < at && at < to);
        for (let at = win[0] + 0.5; at < win[1]; at += 1) {
          expect(isIn(missing, at)).toBe(!isIn(joined(read), at));
        }
        expect(
          missing.every(([from, to]) => from >= win[0] && to <= win[1]),
        ).toBe(true);
      }),
    );
  });
});

it('since forgets what is over, and cuts what began before', () => {
  expect(
    since(
      [
        [0, 10],
        [20, 40],
      ],
      30,
    ),
  ).toEqual([[30, 40]]);
});
