/**
 * Remembers what a pure function said of an object, for as long as the object lives. Facts are never changed in place,
 * so an index over thousands of pods is built once per sync, not once per check and workload.
 */
export function memo<K extends object, V>(build: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { value: V }>();
  return key => {
    let entry = known.get(key);
    if (!entry) {
      entry = { value: build(key) };
      known.set(key, entry);
    }
    return entry.value;
  };
}

/** Groups by a key, in the order of the list. */
export function groupBy<T>(
  list: Iterable<T>,
  keyOf: (item: T) => string,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) {
      group.push(item);
    } else {
      groups.set(key, [item]);
    }
  }
  return groups;
}
