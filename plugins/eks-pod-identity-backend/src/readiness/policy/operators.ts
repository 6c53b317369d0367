import { ContextValue } from './context';
import { arnFits, fits, PatternPart, patternOf, valueFits } from './patterns';
import { not, Ternary } from './ternary';

/** Compares one value of the request with one value of the policy. */
type Compare = (
  value: ContextValue,
  policy: { text: string; pattern: PatternPart[] },
) => Ternary;

/** A condition operator without its set prefix and `IfExists`. */
export interface Operator {
  compare: Compare;
  /** `StringNotEquals` and its like hold when none of the policy's values compares. */
  negated: boolean;
}

function literal(text: string): PatternPart[] {
  return text ? [{ literal: text }] : [];
}

const textEquals =
  (options: { ignoreCase?: boolean } = {}): Compare =>
  (value, { text }) =>
    valueFits(value, literal(text), options);

const textLike: Compare = (value, { pattern }) => valueFits(value, pattern);

const arnLike: Compare = (value, { pattern }) =>
  'text' in value ? arnFits(value.text, pattern) : 'unknown';

/** Compares by a number that both sides give; a side that gives none never compares. */
function ordered(
  read: (text: string) => number,
  holds: (a: number, b: number) => boolean,
): Compare {
  return (value, { text }) => {
    if (!('text' in value)) {
      return 'unknown';
    }
    const [have, want] = [read(value.text), read(text)];
    return !Number.isNaN(have) && !Number.isNaN(want) && holds(have, want);
  };
}

const bool: Compare = (value, { text }) =>
  'text' in value ? value.text.toLowerCase() === text.toLowerCase() : 'unknown';

/** Addresses are those of AWS's own callers here, which nobody knows before the request is made. */
const neverKnown: Compare = () => 'unknown';

/** An instant as ISO 8601 or as seconds since 1970. */
function instant(text: string): number {
  return fits(text, patternOf('*')) && /^\d+$/.test(text)
    ? Number(text) * 1000
    : Date.parse(text);
}

const plain = (compare: Compare): Operator => ({ compare, negated: false });
const negate = (compare: Compare): Operator => ({ compare, negated: true });

/** Source: IAM user guide, 'IAM JSON policy elements: Condition operators'. Names in lower case: IAM takes any case. */
const operators = new Map<string, Operator>([
  ['stringequals', plain(textEquals())],
  ['stringnotequals', negate(textEquals())],
  ['stringequalsignorecase', plain(textEquals({ ignoreCase: true }))],
  ['stringnotequalsignorecase', negate(textEquals({ ignoreCase: true }))],
  ['stringlike', plain(textLike)],
  ['stringnotlike', negate(textLike)],
  ['numericequals', plain(ordered(Number, (a, b) => a === b))],
  ['numericnotequals', negate(ordered(Number, (a, b) => a === b))],
  ['numericlessthan', plain(ordered(Number, (a, b) => a < b))],
  ['numericlessthanequals', plain(ordered(Number, (a, b) => a <= b))],
  ['numericgreaterthan', plain(ordered(Number, (a, b) => a > b))],
  ['numericgreaterthanequals', plain(ordered(Number, (a, b) => a >= b))],
  ['dateequals', plain(ordered(instant, (a, b) => a === b))],
  ['datenotequals', negate(ordered(instant, (a, b) => a === b))],
  ['datelessthan', plain(ordered(instant, (a, b) => a < b))],
  ['datelessthanequals', plain(ordered(instant, (a, b) => a <= b))],
  ['dategreaterthan', plain(ordered(instant, (a, b) => a > b))],
  ['dategreaterthanequals', plain(ordered(instant, (a, b) => a >= b))],
  ['bool', plain(bool)],
  ['binaryequals', plain(textEquals())],
  ['ipaddress', plain(neverKnown)],
  ['notipaddress', negate(neverKnown)],
  // ArnEquals takes wildcards too: it behaves as ArnLike.
  ['arnequals', plain(arnLike)],
  ['arnlike', plain(arnLike)],
  ['arnnotequals', negate(arnLike)],
  ['arnnotlike', negate(arnLike)],
]);

/** An operator as it is written in a policy, taken apart. */
export interface ParsedOperator {
  quantifier?: 'all' | 'any';
  ifExists: boolean;
  /** `null` is the operator `Null`, which asks whether the key is there. */
  operator: Operator | 'null' | undefined;
}

/** Takes `ForAnyValue:StringLikeIfExists` apart. `operator` is undefined for one that IAM does not have. */
export function parseOperator(written: string): ParsedOperator {
  const match = /^(?:(forallvalues|foranyvalue):)?(.+?)(ifexists)?$/i.exec(
    written.trim(),
  );
  if (!match) {
    return { ifExists: false, operator: undefined };
  }
  const [, quantifier, name, ifExists] = match;
  return {
    ...(quantifier
      ? {
          quantifier:
            quantifier.toLowerCase() === 'forallvalues' ? 'all' : 'any',
        }
      : {}),
    ifExists: ifExists !== undefined,
    operator:
      name.toLowerCase() === 'null'
        ? 'null'
        : operators.get(name.toLowerCase()),
  };
}

/** Whether one value of the request passes: one of the policy's values compares, or, negated, none does. */
export function passesOperator(operator: Operator, matched: Ternary): Ternary {
  return operator.negated ? not(matched) : matched;
}
