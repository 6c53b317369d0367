import fc from 'fast-check';
import { cargoVersions } from './cargo';
import { composerVersions } from './composer';
import { conanVersions } from './conan';
import { goVersions } from './go';
import { hexVersions } from './hex';
import { mavenVersions } from './maven';
import { npmVersions } from './npm';
import { nugetVersions } from './nuget';
import { pep440Versions } from './pep440';
import { rubyVersions } from './ruby';

const ORDERS = [
  cargoVersions,
  composerVersions,
  conanVersions,
  goVersions,
  hexVersions,
  mavenVersions,
  npmVersions,
  nugetVersions,
  pep440Versions,
  rubyVersions,
];

/** Pieces that versions and ranges are made of, and numbers that no machine word holds. */
const piece = fc.constantFrom(
  ...[
    '0',
    '1',
    '3',
    '188',
    '9'.repeat(20),
    '9'.repeat(199),
    '9'.repeat(200),
    '9'.repeat(400),
    'rc1',
    'x',
    '*',
  ],
  ...[
    '.',
    '-',
    '+',
    ',',
    ' ',
    '||',
    '|',
    '^',
    '~',
    '~>',
    '>=',
    '<=',
    '==',
    '!',
  ],
  ...[
    '=',
    '<',
    '>',
    '[',
    ']',
    '(',
    ')',
    'v',
    '_',
    ' - ',
    'SNAPSHOT',
    '${',
    '"',
  ],
);
const words = fc.array(piece, { maxLength: 12 }).map(pieces => pieces.join(''));
const written = fc.oneof(
  words,
  fc
    .tuple(fc.constantFrom('~> ', '^', '~', '>=', '=='), words)
    .map(p => p.join('')),
);

describe.each(ORDERS)('versions as $name orders them', order => {
  it('take any text for a version or a range without breaking', () => {
    fc.assert(
      fc.property(written, written, (one, other) => {
        for (const range of [one, other]) {
          order.isRangeBelow(range, '3.188.0');
          const lowest = order.lowestOf(range);
          if (lowest !== undefined) order.compare(lowest, '3.188.0');
        }
        const comparable = order.isVersion(one) && order.isVersion(other);
        const [there, back] = comparable
          ? [order.compare(one, other), order.compare(other, one)]
          : [0, 0];
        expect(Math.sign(there)).toBe(0 - Math.sign(back));
      }),
      { numRuns: 3000 },
    );
  });
});
