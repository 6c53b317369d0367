import { Comparator, areBelow, lowestBy } from './comparators';
import { VersionOrder } from './versionOrder';

const VERSION =
  /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:\.(\d+))?(?:-([\w.-]+))?(?:\+[\w.-]+)?$/;

interface Parsed {
  numbers: bigint[];
  prerelease: string[];
}

/** Longer ones are nobody's. */
const MAX_LENGTH = 200;

function parse(text: string): Parsed | undefined {
  // A bound that was derived may be longer than what it was derived from by one digit.
  const match = text.length <= MAX_LENGTH + 2 ? VERSION.exec(text) : null;
  if (!match) return undefined;
  return {
    numbers: match.slice(1, 5).map(part => BigInt(part ?? 0)),
    prerelease: match[5]?.toLowerCase().split('.') ?? [],
  };
}

function comparePart(a: string, b: string): number {
  const areNumbers = [a, b].map(part => /^\d+$/.test(part));
  if (areNumbers[0] && areNumbers[1]) {
    const [left, right] = [BigInt(a), BigInt(b)];
    if (left === right) return 0;
    return left < right ? -1 : 1;
  }
  if (areNumbers[0] !== areNumbers[1]) return areNumbers[0] ? -1 : 1;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function compare(a: string, b: string): number {
  const [left, right] = [parse(a)!, parse(b)!];
  for (let at = 0; at < 4; at++) {
    if (left.numbers[at] !== right.numbers[at]) {
      return left.numbers[at] < right.numbers[at] ? -1 : 1;
    }
  }
  if (left.prerelease.length === 0 || right.prerelease.length === 0) {
    return right.prerelease.length - left.prerelease.length;
  }
  const length = Math.min(left.prerelease.length, right.prerelease.length);
  for (let at = 0; at < length; at++) {
    const result = comparePart(left.prerelease[at], right.prerelease[at]);
    if (result !== 0) return result;
  }
  return left.prerelease.length - right.prerelease.length;
}

/** The bounds of `[1.0,2.0)` or `3.7.*`; undefined for what is neither. */
function comparatorsOf(range: string): Comparator[] | undefined {
  const floating = /^(\d+(?:\.\d+)*)\.\*(-\*)?$/.exec(range);
  if (floating) {
    const [, prefix, admitsPrereleases] = floating;
    if (prefix.length > MAX_LENGTH || !parse(prefix)) return undefined;
    const numbers = prefix.split('.').map(BigInt);
    numbers[numbers.length - 1] += 1n;
    return [
      {
        operator: '>=',
        version: admitsPrereleases ? `${prefix}-0` : prefix,
      },
      { operator: '<', version: numbers.join('.') },
    ];
  }
  const interval = /^([[(])([^,[\]()]*)(?:(,)([^,[\]()]*))?([\])])$/.exec(
    range.replace(/\s/g, ''),
  );
  if (!interval) return undefined;
  const [, open, low, comma, high, close] = interval;
  const comparators: Comparator[] = [];
  if (low) {
    comparators.push({ operator: open === '[' ? '>=' : '>', version: low });
  }
  const top = comma ? high : low;
  if (top) {
    comparators.push({ operator: close === ']' ? '<=' : '<', version: top });
  }
  return comparators.every(({ version }) => parse(version))
    ? comparators
    : undefined;
}

/** Versions of NuGet: up to four numbers, compared as numbers, then as semantic versioning has it. */
export const nugetVersions: VersionOrder = {
  name: 'nuget',
  isVersion: text => text.length <= MAX_LENGTH && parse(text) !== undefined,
  compare,
  isRangeBelow(range, minimum) {
    const comparators = comparatorsOf(range.trim());
    return comparators !== undefined && areBelow(comparators, minimum, compare);
  },
  lowestOf: range => lowestBy(comparatorsOf(range.trim()) ?? [], compare),
};
