/**
 * One value of a condition key, as far as it is known before the request is made: the text itself, the text it begins
 * with (`eks-orders-`), or a pattern that it fits, in which wildcards stand for anything but colons (`AROA*:eks-main-*`).
 */
export type ContextValue =
  | { text: string }
  | { prefix: string }
  | { pattern: string };

/** A condition key of a request. */
export type ContextEntry =
  /** In the request, once or several times. */
  | {
      present: true;
      values: ContextValue[];
      multi: boolean;
      /** There may be further values that nobody knows; they pass where all values have to, as they do today. */
      more?: boolean;
    }
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

/** A single-valued key of which a pattern is known. */
export function like(pattern: string): ContextEntry {
  return { present: true, values: [{ pattern }], multi: false };
}

/** A multi-valued key. */
export function multi(
  values: string[],
  options: { more?: boolean } = {},
): ContextEntry {
  return {
    present: true,
    values: values.map(text => ({ text })),
    multi: true,
    ...(options.more ? { more: true } : {}),
  };
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

/** The time of a request as policies see it (IAM user guide, `aws:CurrentTime` and `aws:EpochTime`); nothing is known without one. */
export function timeKeys(
  now: string | undefined,
): Record<string, ContextEntry> {
  const at = now === undefined ? NaN : Date.parse(now);
  return Number.isNaN(at)
    ? {}
    : {
        'aws:CurrentTime': single(new Date(at).toISOString()),
        'aws:EpochTime': single(String(Math.floor(at / 1000))),
      };
}
