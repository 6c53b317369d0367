import { gt, lt, valid } from '@renovatebot/ruby-semver';
import { Comparator, areBelow, lowestBy } from './comparators';
import { VersionOrder } from './versionOrder';

const CONSTRAINT = /^(=|!=|>=|<=|>|<|~>)?\s*([0-9A-Za-z.-]+)$/;

function compare(a: string, b: string): number {
  if (gt(a, b)) return 1;
  return lt(a, b) ? -1 : 0;
}

/** `~> 3.1.4` ends below 3.2, `~> 3` below 4: the last segment is dropped and the one before is raised. */
function pessimisticTop(version: string): string {
  const numbers = version.split('.').filter(part => /^\d+$/.test(part));
  const kept = numbers.length > 1 ? numbers.slice(0, -1) : numbers;
  return [...kept.slice(0, -1), BigInt(kept[kept.length - 1] ?? 0) + 1n].join(
    '.',
  );
}

function comparatorsOf(range: string): Comparator[] | undefined {
  const comparators: Comparator[] = [];
  for (const part of range.split(',')) {
    const match = CONSTRAINT.exec(part.trim());
    if (!match || !valid(match[2])) return undefined;
    const [, operator = '=', version] = match;
    if (operator === '~>') {
      comparators.push(
        { operator: '>=', version },
        { operator: '<', version: pessimisticTop(version) },
      );
    } else {
      comparators.push({
        operator: operator as Comparator['operator'],
        version,
      });
    }
  }
  return comparators;
}

/** Versions of RubyGems: letters make a pre-release, segments may be of any number. */
export const rubyVersions: VersionOrder = {
  name: 'ruby',
  isVersion: text => /^\d/.test(text) && valid(text) !== null,
  compare,
  isRangeBelow(range, minimum) {
    const comparators = comparatorsOf(range);
    return comparators !== undefined && areBelow(comparators, minimum, compare);
  },
  lowestOf: range => lowestBy(comparatorsOf(range) ?? [], compare),
};
