import { Comparator, areBelow, lowestAmong, lowestBy } from './comparators';
import { VersionOrder } from './versionOrder';

const VERSION =
  /^v?(\d+(?:\.\d+)*)(?:[-.]?([A-Za-z][\w.-]*))?(?:\+[\w.-]+)?(?:#\d+)?$/;

/** Longer ones are nobody's. */
const MAX_LENGTH = 200;

function parse(
  text: string,
): { numbers: bigint[]; suffix: string } | undefined {
  // A bound that was derived may be longer than what it was derived from by a few digits.
  const match = text.length <= 2 * MAX_LENGTH ? VERSION.exec(text) : null;
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

/** The bounds that a term means; undefined for what is not understood. */
function comparatorsOf(
  term: string,
  tilde: TildeRule,
): Comparator[] | undefined {
  const match = TERM.exec(term);
  if (!match || match[2].length > MAX_LENGTH || !parse(match[2])) {
    return undefined;
  }
  const [, operator = '=', version, wildcard] = match;
  const { numbers } = parse(version)!;
  const from: Comparator = { operator: '>=', version };
  const upTo = (place: number): Comparator[] => [
    from,
    { operator: '<', version: raised(version, place) },
  ];
  if (operator === '!=') return [];
  if (wildcard) {
    return /^[<>]/.test(operator)
      ? boundOfWildcard(operator, version)
      : upTo(numbers.length - 1);
  }
  if (operator === '^') {
    const first = numbers.findIndex(part => part !== 0n);
    return upTo(Math.max(0, first));
  }
  if (operator === '~') {
    const count = numbers.length;
    return upTo(
      tilde === 'minor' ? Math.min(1, count - 1) : Math.max(0, count - 2),
    );
  }
  return [
    {
      operator: (operator === '==' ? '=' : operator) as Comparator['operator'],
      version,
    },
  ];
}

/** `>=1.2.*` begins at 1.2, `<1.2.*` ends below it; `>` and `<=` of a whole series are written by nobody. */
function boundOfWildcard(
  operator: string,
  version: string,
): Comparator[] | undefined {
  return operator === '>=' || operator === '<'
    ? [{ operator, version }]
    : undefined;
}

/** `1.0 - 2.0`: a last number that is not written is any. */
function hyphenBounds(low: string, high: string): string {
  const numbers = parse(high)?.numbers ?? [];
  return numbers.length >= 3 || numbers.length === 0
    ? `>=${low} <=${high}`
    : `>=${low} <${raised(high, numbers.length - 1)}`;
}

/** The bounds of each alternative; undefined where one of them is not understood. */
function alternativesOf(
  range: string,
  tilde: TildeRule,
): Comparator[][] | undefined {
  const alternatives: Comparator[][] = [];
  for (const alternative of range.split(/\|\|?/)) {
    const hyphen = /^\s*(\S+)\s+-\s+(\S+)\s*$/.exec(alternative);
    const terms = (hyphen ? hyphenBounds(hyphen[1], hyphen[2]) : alternative)
      .replace(/([<>=!~^])\s+/g, '$1')
      .split(/[,\s]+/)
      .filter(Boolean);
    const comparators: Comparator[] = [];
    for (const term of terms) {
      if (term === '*') continue;
      const parsed = comparatorsOf(term, tilde);
      if (!parsed) return undefined;
      comparators.push(...parsed);
    }
    alternatives.push(comparators);
  }
  return alternatives;
}

/** Longer ones are written by nobody, and would only take time. */
const MAX_RANGE = 1_000;

/** Numbers with dots and perhaps a suffix, compared as numbers; ranges with `||`, commas and spaces. */
export function dottedOrder(name: string, tilde: TildeRule): VersionOrder {
  const understood = (range: string) =>
    range.length > MAX_RANGE ? undefined : alternativesOf(range, tilde);
  return {
    name,
    isVersion: text => parse(text) !== undefined,
    compare,
    isRangeBelow: (range, minimum) =>
      understood(range)?.every(comparators =>
        areBelow(comparators, minimum, compare),
      ) ?? false,
    lowestOf: range =>
      lowestAmong(
        (understood(range) ?? []).map(comparators =>
          lowestBy(comparators, compare),
        ),
        compare,
      ),
  };
}
