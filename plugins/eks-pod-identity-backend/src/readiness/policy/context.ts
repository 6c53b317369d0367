/**
 * One value of a condition key, as far as it is known before the request is made: the text itself, the text it begins
 * with (`eks-orders-`), or nothing.
 */
export type ContextValue = { text: string } | { prefix: string };

/** A condition key of a request. */
export type ContextEntry =
  /** In the request, once or several times. */
  | { present: true; values: ContextValue[]; multi: boolean }
  /** Certainly not in the request. */
  | { present: false }
  /** Nobody can say before the request is made. */
  | { present: 'unknown' };

/** What is known of a request: condition keys (in lower case, IAM does not tell cases apart) and their values. */
export interface RequestContext {
  lookup(key: string): ContextEntry;
}

/** A single-valued key whose value is known. */
export function single(text: string): ContextEntry {
  return { present: true, values: [{ text }], multi: false };
}

/** A single-valued key of which only the beginning is known; an empty prefix: nothing but that it is there. */
export function beginning(prefix: string): ContextEntry {
  return { present: true, values: [{ prefix }], multi: false };
}

/** A multi-valued key. */
export function multi(values: string[]): ContextEntry {
  return { present: true, values: values.map(text => ({ text })), multi: true };
}

export const absent: ContextEntry = { present: false };
export const unknowable: ContextEntry = { present: 'unknown' };

/**
 * A context from known entries and rules for the rest.
 * @param otherwise decides on keys that are not listed, in lower case
 */
export function contextOf(
  entries: Record<string, ContextEntry>,
  otherwise: (key: string) => ContextEntry,
): RequestContext {
  const known = new Map(
    Object.entries(entries).map(([key, entry]) => [key.toLowerCase(), entry]),
  );
  return {
    lookup(key) {
      const name = key.toLowerCase();
      return known.get(name) ?? otherwise(name);
    },
  };
}
