/** One bound of a range, after an ecosystem's sugar (`~>`, `^`) was taken apart. */
export interface Comparator {
  operator: '<' | '<=' | '=' | '>=' | '>' | '!=';
  version: string;
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
