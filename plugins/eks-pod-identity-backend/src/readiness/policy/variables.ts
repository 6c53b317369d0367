import { PolicyDocument } from './document';
import { RequestContext } from './context';
import { PatternPart, patternOf } from './patterns';

/** A policy's value with its variables replaced. */
export type Resolved =
  | { state: 'resolved'; text: string; pattern: PatternPart[] }
  /** A variable that the request does not have: IAM then treats the value as not matching. */
  | { state: 'absent' }
  /** A variable whose value nobody knows before the request is made. */
  | { state: 'unknown' };

/** `${key}` or `${key, 'default'}`. */
const VARIABLE = /\$\{([^}]*)\}/g;

/** `${*}`, `${?}` and `${$}` stand for the characters themselves. */
const LITERALS = new Set(['*', '?', '$']);

/**
 * Replaces the policy variables of a value. They are known since version 2012-10-17; in an older document `${…}` is
 * text like any other (IAM user guide, 'IAM policy elements: Variables and tags').
 */
export function resolveVariables(
  value: string,
  version: PolicyDocument['version'],
  context: RequestContext,
): Resolved {
  if (version !== '2012-10-17' || !value.includes('${')) {
    return { state: 'resolved', text: value, pattern: patternOf(value) };
  }
  let text = '';
  const pattern: PatternPart[] = [];
  const addLiteral = (literal: string) => {
    if (literal) {
      text += literal;
      pattern.push({ literal });
    }
  };
  let at = 0;
  for (const match of value.matchAll(VARIABLE)) {
    const between = value.slice(at, match.index);
    text += between;
    pattern.push(...patternOf(between));
    at = match.index + match[0].length;
    const replaced = resolveOne(match[1], context);
    if (typeof replaced !== 'string') {
      return replaced;
    }
    addLiteral(replaced);
  }
  text += value.slice(at);
  pattern.push(...patternOf(value.slice(at)));
  return { state: 'resolved', text, pattern: mergeLiterals(pattern) };
}

function resolveOne(
  variable: string,
  context: RequestContext,
): string | { state: 'absent' } | { state: 'unknown' } {
  if (LITERALS.has(variable)) {
    return variable;
  }
  const comma = variable.indexOf(',');
  const key = (comma === -1 ? variable : variable.slice(0, comma)).trim();
  const quoted =
    comma === -1
      ? undefined
      : /^'([^']*)'$/.exec(variable.slice(comma + 1).trim());
  const fallback = quoted?.[1];
  if (!key || quoted === null) {
    return { state: 'absent' };
  }
  const entry = context.lookup(key);
  if (entry.present === 'unknown') {
    return { state: 'unknown' };
  }
  if (!entry.present) {
    return fallback ?? { state: 'absent' };
  }
  // A multi-valued key can't be a variable.
  if (entry.multi || entry.values.length !== 1) {
    return { state: 'unknown' };
  }
  const [only] = entry.values;
  return 'text' in only ? only.text : { state: 'unknown' };
}

function mergeLiterals(pattern: PatternPart[]): PatternPart[] {
  const merged: PatternPart[] = [];
  for (const part of pattern) {
    const last = merged[merged.length - 1];
    if (last && 'literal' in last && 'literal' in part) {
      merged[merged.length - 1] = { literal: last.literal + part.literal };
    } else {
      merged.push(part);
    }
  }
  return merged;
}
