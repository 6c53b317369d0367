import { Comparator, areBelow, lowestAmong, lowestBy } from './comparators';
import { VersionOrder } from './versionOrder';

/** Source: Maven's ComparableVersion (3.9), "Version Order Specification" in the POM reference. */
const QUALIFIERS = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'];
const ALIASES = new Map([
  ['ga', ''],
  ['final', ''],
  ['release', ''],
  ['cr', 'rc'],
]);
const SHORT = new Map([
  ['a', 'alpha'],
  ['b', 'beta'],
  ['m', 'milestone'],
]);
const RELEASE = QUALIFIERS.indexOf('');

/** Longer ones are no versions, and would only take time. */
const MAX_LENGTH = 200;

type Item = bigint | string | Item[];

function parse(version: string): Item[] {
  const root: Item[] = [];
  const lists = [root];
  const current = () => lists[lists.length - 1];
  const open = () => {
    const list: Item[] = [];
    current().push(list);
    lists.push(list);
  };
  const tokens = version.toLowerCase().match(/\d+|[^\d.-]+|[.-]/g) ?? [];
  let expectsItem = true;
  tokens.forEach((token, at) => {
    if (token === '.' || token === '-') {
      if (expectsItem) current().push(0n);
      if (token === '-' && current().length > 0) open();
      expectsItem = true;
      return;
    }
    if (/^\d/.test(token)) {
      // A digit right after letters begins a list of its own: `rc1` is `rc-1`.
      if (!expectsItem) open();
      current().push(BigInt(token));
    } else {
      if (current().length > 0) open();
      current().push(qualifierOf(token, /^\d/.test(tokens[at + 1] ?? '')));
    }
    expectsItem = false;
  });
  for (const list of lists.reverse()) normalize(list);
  return root;
}

function qualifierOf(token: string, digitFollows: boolean): string {
  const long = digitFollows ? SHORT.get(token) ?? token : token;
  return ALIASES.get(long) ?? long;
}

function isNull(item: Item): boolean {
  return Array.isArray(item) ? item.length === 0 : item === 0n || item === '';
}

/** `1.0.0` is `1`, and `1.0-alpha` is `1-alpha`. */
function normalize(list: Item[]): void {
  for (let at = list.length - 1; at >= 0; at--) {
    const next = list[at + 1];
    const nextIsWord =
      next === undefined ||
      typeof next === 'string' ||
      (Array.isArray(next) && typeof next[0] === 'string');
    if (isNull(list[at])) {
      if (nextIsWord) list.splice(at, 1);
    } else if (!Array.isArray(list[at])) {
      break;
    }
  }
}

function rankOf(item: Item): number {
  if (typeof item === 'string') return 0;
  return Array.isArray(item) ? 1 : 2;
}

function compareQualifiers(a: string, b: string): number {
  const key = (qualifier: string) => {
    const index = QUALIFIERS.indexOf(qualifier);
    return index === -1 ? `${QUALIFIERS.length}-${qualifier}` : String(index);
  };
  const [left, right] = [key(a), key(b)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function compareItems(a: Item | undefined, b: Item | undefined): number {
  if (a === undefined) return b === undefined ? 0 : -compareItems(b, undefined);
  if (b === undefined) {
    if (typeof a === 'bigint') return a === 0n ? 0 : 1;
    if (typeof a === 'string') return compareQualifiers(a, QUALIFIERS[RELEASE]);
    for (const item of a) {
      const result = compareItems(item, undefined);
      if (result !== 0) return result;
    }
    return 0;
  }
  if (typeof a === 'bigint' && typeof b === 'bigint') {
    if (a === b) return 0;
    return a < b ? -1 : 1;
  }
  if (typeof a === 'string' && typeof b === 'string') {
    return compareQualifiers(a, b);
  }
  if (Array.isArray(a) && Array.isArray(b)) return compareLists(a, b);
  return rankOf(a) - rankOf(b);
}

function compareLists(a: Item[], b: Item[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const result = compareItems(a[at], b[at]);
    if (result !== 0) return result;
  }
  return 0;
}

function compare(a: string, b: string): number {
  return compareLists(parse(a), parse(b));
}

const isVersion = (text: string) =>
  text.length <= MAX_LENGTH && /^v?\d[\w.+-]*$/.test(text) && !/\+$/.test(text);

/** `2.+` and `2.20.+` of Gradle end below the next number. */
function topOfPrefix(prefix: string): string {
  const numbers = prefix.split('.').map(Number);
  return [...numbers.slice(0, -1), numbers[numbers.length - 1] + 1].join('.');
}

/** The bounds of each interval of a union; undefined where the range is not understood. */
function intervalsOf(range: string): Comparator[][] | undefined {
  if (range.length > MAX_LENGTH) return undefined;
  const dynamic = /^(\d+(?:\.\d+)*)\.\+$/.exec(range);
  if (dynamic) {
    return [
      [
        { operator: '>=', version: dynamic[1] },
        { operator: '<', version: topOfPrefix(dynamic[1]) },
      ],
    ];
  }
  const intervals: Comparator[][] = [];
  const part = /\s*([[(\]])([^,[\]()]*)(?:(,)([^,[\]()]*))?([\])[])\s*,?/y;
  while (part.lastIndex < range.length) {
    const match = part.exec(range);
    if (!match) return undefined;
    const [, open, low, comma, high, close] = match;
    const [from, to] = [low.trim(), (comma ? high : low).trim()];
    const bounds: Comparator[] = [];
    if (from !== '') {
      bounds.push({ operator: open === '[' ? '>=' : '>', version: from });
    }
    if (to !== '') {
      bounds.push({ operator: close === ']' ? '<=' : '<', version: to });
    }
    if (!bounds.every(({ version }) => isVersion(version))) return undefined;
    intervals.push(bounds);
  }
  return intervals.length > 0 ? intervals : undefined;
}

/** Versions of Maven, which Gradle and sbt share as far as it matters here: qualifiers such as `-beta` come before the release. */
export const mavenVersions: VersionOrder = {
  name: 'maven',
  isVersion,
  compare,
  isRangeBelow: (range, minimum) =>
    intervalsOf(range.trim())?.every(bounds =>
      areBelow(bounds, minimum, compare),
    ) ?? false,
  lowestOf: range =>
    lowestAmong(
      (intervalsOf(range.trim()) ?? []).map(bounds =>
        lowestBy(bounds, compare),
      ),
      compare,
    ),
};
