import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/**
 * Filters that live in the URL, so that a link or a reload shows the same list. Setting one returns to the first
 * page: a cursor belongs to the filters that it was made for.
 */
export function useFilters<K extends string>(names: readonly K[]) {
  const [params, setParams] = useSearchParams();
  const filters = Object.fromEntries(
    names.map(name => [name, params.get(name) || undefined]),
  ) as Record<K, string | undefined>;
  const set = useCallback(
    (changes: Partial<Record<K, string | undefined>>) =>
      setParams(
        previous => {
          const next = new URLSearchParams(previous);
          for (const [name, value] of Object.entries(changes)) {
            if (value) {
              next.set(name, value as string);
            } else {
              next.delete(name);
            }
          }
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  const clear = useCallback(
    () => set(Object.fromEntries(names.map(name => [name, undefined])) as any),
    [set, names],
  );
  return { filters, set, clear, any: names.some(name => filters[name]) };
}
