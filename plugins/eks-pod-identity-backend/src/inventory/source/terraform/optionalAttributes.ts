import { NULL, UNKNOWN, Value } from './expressions/values';

/** Attributes that the variable's type declares optional are there, as null or as their default. */
export function withOptional(value: Value, type: unknown): Value {
  if (typeof type !== 'string' || !type.includes('optional(')) return value;
  const missing = /optional\([^(),]+,|optional\([^()]*\([^()]*\)\s*,/.test(type)
    ? UNKNOWN
    : NULL;
  return deepMissing(value, missing);
}

function deepMissing(value: Value, missing: Value): Value {
  if (value.kind === 'list') {
    return {
      ...value,
      items: value.items.map(item => deepMissing(item, missing)),
    };
  }
  return value.kind === 'object'
    ? {
        ...value,
        missing,
        entries: new Map(
          [...value.entries].map(([key, each]) => [
            key,
            deepMissing(each, missing),
          ]),
        ),
      }
    : value;
}
