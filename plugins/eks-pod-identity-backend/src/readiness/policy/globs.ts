import type { PatternPart } from './patterns';

/** A pattern as single characters and wildcards. */
type Token = string | { wildcard: '*' | '?' };

function tokensOf(pattern: PatternPart[], ignoreCase: boolean): Token[] {
  return pattern.flatMap((part): Token[] =>
    'literal' in part
      ? [...(ignoreCase ? part.literal.toLowerCase() : part.literal)]
      : [part],
  );
}

function isStar(token: Token | undefined): boolean {
  return typeof token === 'object' && token.wildcard === '*';
}

function isAnyOne(token: Token | undefined): boolean {
  return typeof token === 'object' && token.wildcard === '?';
}

/**
 * Whether everything that fits the narrow pattern fits the wide one. Wildcards of the narrow pattern count as characters
 * that only a wildcard of the wide one takes, so a yes is always right; a no may be one where a finer look would say yes.
 */
export function globCovers(
  wide: PatternPart[],
  narrow: PatternPart[],
  options: { ignoreCase?: boolean } = {},
): boolean {
  const want = tokensOf(wide, options.ignoreCase === true);
  const have = tokensOf(narrow, options.ignoreCase === true);
  let at = 0;
  let place = 0;
  let star: { want: number; have: number } | undefined;
  while (at < have.length) {
    const piece = want[place];
    if (isStar(piece)) {
      star = { want: place, have: at };
      place += 1;
    } else if (
      piece !== undefined &&
      !isStar(have[at]) &&
      (isAnyOne(piece) || piece === have[at])
    ) {
      place += 1;
      at += 1;
    } else if (star) {
      star.have += 1;
      at = star.have;
      place = star.want + 1;
    } else {
      return false;
    }
  }
  return want.slice(place).every(isStar);
}

/**
 * Whether some text fits both patterns.
 * @param options.notInFirst a character that the wildcards of the first pattern do not stand for
 */
export function globsOverlap(
  first: PatternPart[],
  second: PatternPart[],
  options: { ignoreCase?: boolean; notInFirst?: string } = {},
): boolean {
  const a = tokensOf(first, options.ignoreCase === true);
  const b = tokensOf(second, options.ignoreCase === true);
  if (
    typeof a[0] === 'string' &&
    typeof b[0] === 'string' &&
    firstDifference(a, b)
  ) {
    return false;
  }
  const taken = (token: Token) =>
    options.notInFirst === undefined || token !== options.notInFirst;
  // reachable[j]: what is left of a from the present place, and of b from j, may fit one text.
  let below: boolean[] = [];
  for (let i = a.length; i >= 0; i -= 1) {
    const row: boolean[] = new Array(b.length + 1).fill(false);
    for (let j = b.length; j >= 0; j -= 1) {
      if (i === a.length) {
        row[j] = j === b.length || (isStar(b[j]) && row[j + 1]);
      } else if (isStar(a[i])) {
        row[j] = below[j] || (j < b.length && taken(b[j]) && row[j + 1]);
      } else if (j < b.length && isStar(b[j])) {
        row[j] = row[j + 1] || below[j];
      } else if (j < b.length) {
        row[j] = sameOne(a[i], b[j], taken) && below[j + 1];
      }
    }
    below = row;
  }
  return below[0];
}

function sameOne(
  a: Token,
  b: Token,
  taken: (token: Token) => boolean,
): boolean {
  return a === b || isAnyOne(b) || (isAnyOne(a) && taken(b));
}

/** Whether the literal beginnings already part: most pairs do, which saves the table. */
function firstDifference(a: Token[], b: Token[]): boolean {
  for (let index = 0; index < a.length && index < b.length; index += 1) {
    if (typeof a[index] !== 'string' || typeof b[index] !== 'string') {
      return false;
    }
    if (a[index] !== b[index]) {
      return true;
    }
  }
  return false;
}
