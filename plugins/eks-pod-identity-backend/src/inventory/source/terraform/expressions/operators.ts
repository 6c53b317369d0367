import { SOMETHING, Value, isSomething, scalar } from './values';

/** `a == b`, `a > b`, `a + b`. */
export function comparison(operator: string, a: Value, b: Value): Value {
  if (operator === '==' || operator === '!=') {
    const equal = areEqual(a, b);
    return equal === undefined
      ? SOMETHING
      : scalar(operator === '==' ? equal : !equal);
  }
  if (a.kind !== 'scalar' || b.kind !== 'scalar') return SOMETHING;
  const [x, y] = [Number(a.value), Number(b.value)];
  if (Number.isNaN(x) || Number.isNaN(y)) return SOMETHING;
  switch (operator) {
    case '<':
      return scalar(x < y);
    case '>':
      return scalar(x > y);
    case '<=':
      return scalar(x <= y);
    case '>=':
      return scalar(x >= y);
    case '+':
      return scalar(x + y);
    case '-':
      return scalar(x - y);
    case '*':
      return scalar(x * y);
    default:
      return SOMETHING;
  }
}

/** Undefined where it can't be told. */
function areEqual(a: Value, b: Value): boolean | undefined {
  if (a.kind === 'scalar' && b.kind === 'scalar') {
    return a.value === b.value || String(a.value) === String(b.value);
  }
  for (const [one, other] of [
    [a, b],
    [b, a],
  ]) {
    const isNothing =
      one.kind === 'scalar' && (one.value === null || one.value === '');
    if (isNothing && isSomething(other) === true) return false;
    if (
      one.kind === 'list' &&
      one.items.length === 0 &&
      other.kind === 'list' &&
      !other.open
    ) {
      return other.items.length === 0;
    }
    if (
      one.kind === 'object' &&
      one.entries.size === 0 &&
      other.kind === 'object' &&
      !other.open
    ) {
      return other.entries.size === 0;
    }
  }
  return undefined;
}
