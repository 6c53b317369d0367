/** Messages as they are written: nested, strings at the leaves. */
export interface NestedMessages {
  readonly [key: string]: string | NestedMessages;
}

/** The same shape with any text at the leaves. */
export type Translated<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]>;
};

/** Dotted keys, as Backstage's translation API wants them. */
export function flatten(
  nested: NestedMessages,
  prefix = '',
): Record<string, string> {
  return Object.entries(nested).reduce<Record<string, string>>(
    (flat, [key, value]) =>
      typeof value === 'string'
        ? { ...flat, [prefix + key]: value }
        : { ...flat, ...flatten(value, `${prefix}${key}.`) },
    {},
  );
}
