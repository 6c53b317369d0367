/** One bound of a range, after an ecosystem's sugar (`~>`, `^`) was taken apart. */
export interface Comparator {
  operator: '<' | '<=' | '=' | '>=' | '>' | '!=';
  version: string;
}

/**
 * The highest of the lower bounds: versions that meet all the comparators are not below it. Undefined where none of them
 * is a lower bound.
 */
export function lowestBy(
  comparators: Comparator[],
  compare: (a: string, b: string) => number,
): string | undefined {
  return comparators
    .filter(({ operator }) => /^(=|>=?)$/.test(operator))
    .map(({ version }) => version)
    .reduce<string | undefined>(
      (best, version) =>
        best === undefined || compare(version, best) > 0 ? version : best,
      undefined,
    );
}

/** The lowest of several alternatives; undefined as soon as one of them has no lower bound. */
export function lowestAmong(
  alternatives: (string | undefined)[],
  compare: (a: string, b: string) => number,
): string | undefined {
  const [first, ...others] = alternatives;
  return others.reduce(
    (best, version) =>
      best === undefined || version === undefined || compare(version, best) < 0
        ? best && version
        : best,
    first,
  );
}

/**
 * Whether versions that meet all the comparators are all below `minimum`: true as soon as one of them is an upper
 * bound below it. Alternatives (`||`) are for the caller: every one of them has to be below.
 */
export function areBelow(
  comparators: Comparator[],
  minimum: string,
  compare: (a: string, b: string) => number,
): boolean {
  return comparators.some(({ operator, version }) => {
    switch (operator) {
      case '<':
        return compare(version, minimum) <= 0;
      case '<=':
      case '=':
        return compare(version, minimum) < 0;
      default:
        return false;
    }
  });
}
