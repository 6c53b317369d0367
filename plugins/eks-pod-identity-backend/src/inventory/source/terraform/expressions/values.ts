interface Marks {
  /** It rests on the default of a variable, which whoever applies the code may override. */
  byDefault?: boolean;
  /** An entry of a list or object that is there only where something holds that could not be evaluated. */
  maybe?: boolean;
  /** `try` and `can` may find that it can't be evaluated at all. */
  mayFail?: boolean;
}

/** What could not be evaluated. */
export interface UnknownValue extends Marks {
  kind: 'unknown';
  /** It is certainly something. */
  isSet: boolean;
}

/** A text, number, boolean, or null. */
export interface ScalarValue extends Marks {
  kind: 'scalar';
  value: string | number | boolean | null;
}

export interface ListValue extends Marks {
  kind: 'list';
  items: Value[];
  /** There may be more than these. */
  open?: boolean;
}

export interface ObjectValue extends Marks {
  kind: 'object';
  entries: ReadonlyMap<string, Value>;
  /** There may be more than these. */
  open?: boolean;
  /** Attributes that its type declares optional: what they are where they are left out. */
  missing?: Value;
}

/** A resource, module, or namespace: its attributes are evaluated when they are asked for. */
export interface OpaqueValue extends Marks {
  kind: 'opaque';
  get(name: string): Value;
}

/** One or none or several of the same, nobody knows how many. */
export interface InstancesValue extends Marks {
  kind: 'instances';
  item: Value;
}

/** What Terraform would refuse to evaluate: an index out of range, an attribute that is not there. */
export interface ErrorValue extends Marks {
  kind: 'error';
}

/** What is known of an expression's value without running Terraform. */
export type Value =
  | UnknownValue
  | ScalarValue
  | ListValue
  | ObjectValue
  | OpaqueValue
  | InstancesValue
  | ErrorValue;

export const UNKNOWN: Value = { kind: 'unknown', isSet: false };
export const UNKNOWN_IN_TRY: Value = { ...UNKNOWN, mayFail: true };
export const SOMETHING: Value = { kind: 'unknown', isSet: true };
export const ERROR: Value = { kind: 'error' };
/** Something, whose parts are something, too: a resource, what a module puts out. */
export const SOME_OBJECT: Value = { kind: 'opaque', get: () => SOME_OBJECT };
export const NULL: Value = { kind: 'scalar', value: null };

export function scalar(value: ScalarValue['value']): ScalarValue {
  return { kind: 'scalar', value };
}

export function list(items: Value[], open = false): ListValue {
  return { kind: 'list', items, ...(open ? { open } : {}) };
}

export function object(
  entries: Iterable<[string, Value]>,
  open = false,
): ObjectValue {
  return {
    kind: 'object',
    entries: new Map(entries),
    ...(open ? { open } : {}),
  };
}

/**
 * Whether a value is something: null and the empty text are nothing, what Terraform refuses is not either, and null means
 * that it can't be told.
 */
export function isSomething(value: Value | undefined): boolean | null {
  switch (value?.kind) {
    case undefined:
    case 'error':
      return false;
    case 'scalar':
      return value.value !== null && value.value !== '';
    case 'unknown':
      return value.isSet ? true : null;
    case 'instances':
      return null;
    default:
      return true;
  }
}

/** The same of what may not be there at all. */
export function stateOf(value: Value | undefined): boolean | null {
  return value?.maybe ? null : isSomething(value);
}

/** The text that a value is; undefined where it is none or not known. */
export function textOf(value: Value | undefined): string | undefined {
  return value?.kind === 'scalar' &&
    (typeof value.value === 'string' || typeof value.value === 'number')
    ? String(value.value)
    : undefined;
}

/** The boolean that a value is, as Terraform converts it. */
export function booleanOf(value: Value | undefined): boolean | undefined {
  if (value?.kind !== 'scalar') return undefined;
  if (value.value === true || value.value === 'true') return true;
  if (value.value === false || value.value === 'false') return false;
  return undefined;
}

/** The value with the marks of those it was made of. */
export function markedBy(value: Value, ...sources: Value[]): Value {
  return sources.some(({ byDefault }) => byDefault) && !value.byDefault
    ? { ...value, byDefault: true }
    : value;
}

/** A value and all that is in it, as resting on a default. */
export function deepByDefault(value: Value): Value {
  switch (value.kind) {
    case 'list':
      return {
        ...value,
        byDefault: true,
        items: value.items.map(deepByDefault),
      };
    case 'object':
      return {
        ...value,
        byDefault: true,
        entries: new Map(
          [...value.entries].map(([key, each]) => [key, deepByDefault(each)]),
        ),
      };
    default:
      return { ...value, byDefault: true };
  }
}

/** One of two values, nobody knows which. */
export function eitherOf(a: Value, b: Value): Value {
  if (a.kind === 'error') return withMayFail(b);
  if (b.kind === 'error') return withMayFail(a);
  if (a.kind === 'scalar' && b.kind === 'scalar' && a.value === b.value) {
    return markedBy(a, b);
  }
  if (a.kind === 'object' && b.kind === 'object') return eitherObject(a, b);
  if (a.kind === 'list' && b.kind === 'list') {
    return list([...a.items, ...b.items].map(asMaybe), a.open || b.open);
  }
  const isSet = isSomething(a) === true && isSomething(b) === true;
  return markedBy({ kind: 'unknown', isSet }, a, b);
}

function eitherObject(a: ObjectValue, b: ObjectValue): Value {
  const entries = new Map<string, Value>();
  for (const [key, value] of a.entries) {
    const other = b.entries.get(key);
    entries.set(key, other ? eitherOf(value, other) : asMaybe(value));
  }
  for (const [key, value] of b.entries) {
    if (!entries.has(key)) entries.set(key, asMaybe(value));
  }
  return markedBy(object(entries, a.open || b.open), a, b);
}

/** The value as one that is there only under some condition. */
export function asMaybe(value: Value): Value {
  return value.maybe ? value : { ...value, maybe: true };
}

/** The value as one that `try` may pass over. */
export function withMayFail(value: Value): Value {
  return value.kind === 'opaque'
    ? { ...value, mayFail: true, get: name => withMayFail(value.get(name)) }
    : { ...value, mayFail: true };
}
