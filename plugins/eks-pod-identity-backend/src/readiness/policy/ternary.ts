/** Three-valued truth: what can't be told stays untold. */
export type Ternary = true | false | 'unknown';

/** True when all are; false when one is not, whatever the unknown ones are. */
export function allOf(values: Iterable<Ternary>): Ternary {
  let result: Ternary = true;
  for (const value of values) {
    if (value === false) {
      return false;
    }
    if (value === 'unknown') {
      result = 'unknown';
    }
  }
  return result;
}

/** True when one is, whatever the unknown ones are; false when none is. */
export function anyOf(values: Iterable<Ternary>): Ternary {
  let result: Ternary = false;
  for (const value of values) {
    if (value === true) {
      return true;
    }
    if (value === 'unknown') {
      result = 'unknown';
    }
  }
  return result;
}

export function not(value: Ternary): Ternary {
  return value === 'unknown' ? 'unknown' : !value;
}
