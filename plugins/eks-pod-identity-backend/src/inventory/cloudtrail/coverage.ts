/** A stretch of time that was read, both ends included; milliseconds since the epoch. */
export type Stretch = readonly [from: number, to: number];

/** Joins stretches that touch or overlap; newest first. */
export function joined(stretches: readonly Stretch[]): Stretch[] {
  const sorted = [...stretches].sort(([, a], [, b]) => b - a);
  const result: Stretch[] = [];
  for (const [from, to] of sorted) {
    const last = result[result.length - 1];
    if (last && to >= last[0]) {
      result[result.length - 1] = [Math.min(from, last[0]), last[1]];
    } else {
      result.push([from, to]);
    }
  }
  return result;
}

/** What of a time window has not been read yet; newest first, as the newest tells most. */
export function gaps(
  covered: readonly Stretch[],
  [from, to]: Stretch,
): Stretch[] {
  const result: Stretch[] = [];
  let until = to;
  for (const [start, end] of joined(covered)) {
    if (end > from && start < to) {
      if (end < until) {
        result.push([end, until]);
      }
      until = Math.max(start, from);
    }
  }
  if (from < until) {
    result.push([from, until]);
  }
  return result;
}

/** Forgets what lies before an instant. */
export function since(covered: readonly Stretch[], from: number): Stretch[] {
  return joined(covered)
    .filter(([, to]) => to > from)
    .map(([start, to]): Stretch => [Math.max(start, from), to]);
}
