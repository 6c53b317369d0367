import { Comparator, areBelow } from './comparators';
import { VersionOrder } from './versionOrder';

const VERSION =
  /^v?(\d+(?:\.\d+)*)(?:[-.]?([A-Za-z][\w.-]*))?(?:\+[\w.-]+)?(?:#\d+)?$/;

function parse(
  text: string,
): { numbers: bigint[]; suffix: string } | undefined {
  const match = text.length <= 200 ? VERSION.exec(text) : null;
  return match
    ? {
        numbers: match[1].split('.').map(part => BigInt(part)),
        suffix: match[2]?.toLowerCase() ?? '',
      }
    : undefined;
}

function compare(a: string, b: string): number {
  const [left, right] = [parse(a)!, parse(b)!];
  const length = Math.max(left.numbers.length, right.numbers.length);
  for (let at = 0; at < length; at++) {
    const [l, r] = [left.numbers[at] ?? 0n, right.numbers[at] ?? 0n];
    if (l !== r) return l < r ? -1 : 1;
  }
  if (left.suffix === right.suffix) return 0;
  // A suffix makes a pre-release.
  if (left.suffix === '' || right.suffix === '')
    return left.suffix === '' ? 1 : -1;
  return left.suffix < right.suffix ? -1 : 1;
}

const TERM = /^(>=|<=|!=|==|=|>|<|\^|~)?\s*(v?\d[\w.+#-]*?)(\.\*|\.x)?$/;

/** Raises the number at that place and drops the rest: `^1.2.3` ends below 2, `~1.2.3` below 1.3 or below 2. */
function raised(version: string, place: number): string {
  const numbers = parse(version)!.numbers.slice(0, place + 1);
  while (numbers.length <= place) numbers.push(0n);
  numbers[place] += 1n;
  return numbers.join('.');
}

/** What `~1.2` means: in Composer it ends below 2, elsewhere below 1.3. */
export type TildeRule = 'last-but-one' | 'minor';

function comparatorOf(term: string, tilde: TildeRule): Comparator | undefined {
  const match = TERM.exec(term);
  if (!match || !parse(match[2])) return undefined;
  const [, operator = '=', version, wildcard] = match;
  const count = parse(version)!.numbers.length;
  if (wildcard) return { operator: '<', version: raised(version, count - 1) };
  if (operator === '^') {
    const first = parse(version)!.numbers.findIndex(part => part !== 0n);
    return { operator: '<', version: raised(version, Math.max(0, first)) };
  }
  if (operator === '~') {
    const place =
      tilde === 'minor' ? Math.min(1, count - 1) : Math.max(0, count - 2);
    return { operator: '<', version: raised(version, place) };
  }
  return {
    operator: (operator === '==' ? '=' : operator) as Comparator['operator'],
    version,
  };
}

/** Numbers with dots and perhaps a suffix, compared as numbers; ranges with `||`, commas and spaces. */
export function dottedOrder(name: string, tilde: TildeRule): VersionOrder {
  return {
    name,
    isVersion: text => parse(text) !== undefined,
    compare,
    isRangeBelow(range, minimum) {
      return range.split(/\|\|?/).every(alternative => {
        const hyphen = /^\s*\S+\s+-\s+(\S+)\s*$/.exec(alternative);
        const terms = (hyphen ? `<=${hyphen[1]}` : alternative)
          .replace(/([<>=!~^])\s+/g, '$1')
          .split(/[,\s]+/)
          .filter(Boolean);
        const comparators: Comparator[] = [];
        for (const term of terms) {
          if (term === '*') continue;
          const comparator = comparatorOf(term, tilde);
          if (!comparator) return false;
          comparators.push(comparator);
        }
        return areBelow(comparators, minimum, compare);
      });
    },
  };
}
