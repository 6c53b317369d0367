import { ContextValue } from './context';
import { globCovers, globsOverlap } from './globs';
import { Ternary } from './ternary';

/** A piece of a pattern: text that stands for itself, or a wildcard. */
export type PatternPart = { literal: string } | { wildcard: '*' | '?' };

/** Splits `a*b?` into its pieces. */
export function patternOf(text: string): PatternPart[] {
  return text
    .split(/([*?])/)
    .filter(piece => piece !== '')
    .map(piece =>
      piece === '*' || piece === '?' ? { wildcard: piece } : { literal: piece },
    );
}

/**
 * Whether the whole text fits; `*` is any run of characters, `?` exactly one, both across colons and slashes. Steps back to
 * the last `*` only, so that no pattern takes long.
 */
export function fits(
  text: string,
  pattern: PatternPart[],
  options: { ignoreCase?: boolean } = {},
): boolean {
  const have = [...(options.ignoreCase ? text.toLowerCase() : text)];
  const want = pattern.flatMap((part): (string | { wildcard: '*' | '?' })[] =>
    'literal' in part
      ? [...(options.ignoreCase ? part.literal.toLowerCase() : part.literal)]
      : [part],
  );
  let at = 0;
  let star: { want: number; have: number } | undefined;
  let place = 0;
  while (at < have.length) {
    const piece = want[place];
    if (typeof piece === 'object' && piece.wildcard === '*') {
      star = { want: place, have: at };
      place += 1;
    } else if (
      piece !== undefined &&
      (typeof piece === 'object' || piece === have[at])
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
  return want
    .slice(place)
    .every(piece => typeof piece === 'object' && piece.wildcard === '*');
}

/** {@link fits} for a value of which perhaps only the beginning, or a pattern, is known. */
export function valueFits(
  value: ContextValue,
  pattern: PatternPart[],
  options: { ignoreCase?: boolean } = {},
): Ternary {
  if ('text' in value) {
    return fits(value.text, pattern, options);
  }
  if ('pattern' in value) {
    const known = patternOf(value.pattern);
    const possible = globsOverlap(known, pattern, {
      ...options,
      notInFirst: ':',
    });
    return possible && !globCovers(pattern, known, options)
      ? 'unknown'
      : possible;
  }
  const [first] = pattern;
  const literal = first && 'literal' in first ? first.literal : '';
  const length = Math.min(literal.length, value.prefix.length);
  if (
    !sameText(literal.slice(0, length), value.prefix.slice(0, length), options)
  ) {
    return false;
  }
  const restIsAnything =
    pattern.length > 0 &&
    pattern
      .slice(literal ? 1 : 0)
      .every(part => 'wildcard' in part && part.wildcard === '*') &&
    pattern.length > (literal ? 1 : 0);
  return restIsAnything && literal.length <= value.prefix.length
    ? true
    : 'unknown';
}

function sameText(
  a: string,
  b: string,
  { ignoreCase }: { ignoreCase?: boolean },
): boolean {
  return ignoreCase ? a.toLowerCase() === b.toLowerCase() : a === b;
}

/**
 * Whether an ARN fits an ARN pattern, part by part: each of the six parts may have wildcards, and a wildcard does not
 * reach over a colon of the first five (IAM user guide, 'ARN condition operators'). What a pattern of fewer parts (`*`)
 * means is not documented, so it is unknown.
 */
export function arnFits(arn: string, pattern: PatternPart[]): Ternary {
  const have = splitArn(arn);
  const text = patternText(pattern);
  const want = splitArn(text);
  if (want.length !== 6) {
    return text.includes('*') ? 'unknown' : false;
  }
  return (
    have.length === 6 &&
    have.every((part, index) => fits(part, patternOf(want[index])))
  );
}

function splitArn(text: string): string[] {
  const parts = text.split(':');
  return parts.length < 6
    ? parts
    : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function patternText(pattern: PatternPart[]): string {
  return pattern
    .map(part => ('literal' in part ? part.literal : part.wildcard))
    .join('');
}

/** Whether an action (`sts:TagSession`) fits a pattern of a policy (`sts:*`, `*`); cases are not told apart. */
export function actionFits(action: string, pattern: string): boolean {
  return fits(action, patternOf(pattern), { ignoreCase: true });
}
