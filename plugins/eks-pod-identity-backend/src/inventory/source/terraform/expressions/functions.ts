import {
  ERROR,
  ListValue,
  NULL,
  ObjectValue,
  SOMETHING,
  UNKNOWN,
  UNKNOWN_IN_TRY,
  Value,
  asMaybe,
  eitherOf,
  isSomething,
  list,
  markedBy,
  object,
  scalar,
  textOf,
} from './values';

type Function = (given: Value[]) => Value;

const same: Function = ([value = UNKNOWN]) => value;
const something: Function = () => SOMETHING;

function ofText(value: Value, change: (text: string) => string): Value {
  const text = textOf(value);
  return text === undefined ? SOMETHING : scalar(change(text));
}

/** The first that is neither null nor empty. */
function coalesce(given: Value[]): Value {
  let result: Value | undefined;
  for (const value of given) {
    const state = isSomething(value);
    if (state === false) continue;
    result = result ? eitherOf(result, value) : value;
    if (state === true) {
      // Whichever of them it is: one that is null is passed over for this one.
      return result === value ? value : SOMETHING;
    }
  }
  return result ? UNKNOWN : ERROR;
}

function one(value: Value): Value {
  switch (value.kind) {
    case 'list':
      if (value.open || value.items.some(({ maybe }) => maybe)) return UNKNOWN;
      if (value.items.length === 0) return NULL;
      return value.items.length === 1 ? value.items[0] : ERROR;
    case 'scalar':
      return value.value === null ? NULL : UNKNOWN;
    default:
      return UNKNOWN;
  }
}

function merge(given: Value[]): Value {
  const entries = new Map<string, Value>();
  let open = false;
  let missing: Value | undefined;
  for (const value of given) {
    if (value.kind === 'object') {
      missing ??= value.missing;
      for (const [key, each] of value.entries) {
        const before = entries.get(key);
        entries.set(
          key,
          each.maybe && before && !before.maybe
            ? eitherOf(before, { ...each, maybe: undefined })
            : markedBy(each, value),
        );
      }
      open ||= value.open === true;
    } else if (!(value.kind === 'scalar' && value.value === null)) {
      open = true;
      // What comes later may replace any of these.
      for (const [key, each] of entries) {
        entries.set(key, eitherOf(each, UNKNOWN));
      }
    }
  }
  return { ...object(entries, open), ...(missing ? { missing } : {}) };
}

function concat(given: Value[]): Value {
  const lists = given.filter(
    (value): value is ListValue => value.kind === 'list',
  );
  return list(
    lists.flatMap(({ items }) => items),
    lists.length < given.length || lists.some(({ open }) => open),
  );
}

function lookup(value: Value, key: Value, otherwise: Value | undefined): Value {
  const name = textOf(key);
  if (value.kind !== 'object' || name === undefined) return UNKNOWN_IN_TRY;
  const found = value.entries.get(name);
  if (found && !found.maybe) return found;
  if (found || value.open)
    return otherwise ? eitherOf(found ?? UNKNOWN, otherwise) : UNKNOWN_IN_TRY;
  return otherwise ?? ERROR;
}

function length(value: Value): Value {
  if (value.kind === 'scalar' && typeof value.value === 'string') {
    return scalar(value.value.length);
  }
  const parts =
    value.kind === 'list'
      ? value.items
      : value.kind === 'object' && [...value.entries.values()];
  return parts && !isOpen(value) && !parts.some(({ maybe }) => maybe)
    ? scalar(parts.length)
    : SOMETHING;
}

function isOpen(value: Value): boolean {
  return (value as ListValue | ObjectValue).open === true;
}

function contains(value: Value, item: Value): Value {
  if (value.kind !== 'list' || item.kind !== 'scalar') return SOMETHING;
  if (
    value.items.some(
      each =>
        each.kind === 'scalar' && each.value === item.value && !each.maybe,
    )
  ) {
    return scalar(true);
  }
  return !value.open &&
    value.items.every(({ kind, maybe }) => kind === 'scalar' && !maybe)
    ? scalar(false)
    : SOMETHING;
}

function element(value: Value, at: Value): Value {
  if (value.kind === 'instances') return value.item;
  if (value.kind !== 'list' || value.open || at.kind !== 'scalar') {
    return UNKNOWN_IN_TRY;
  }
  const { length: size } = value.items;
  return size === 0 ? ERROR : value.items[Number(at.value) % size] ?? UNKNOWN;
}

function flatten(value: Value): Value {
  if (value.kind !== 'list') return UNKNOWN_IN_TRY;
  let open = value.open === true;
  const items = value.items.flatMap((item): Value[] => {
    if (item.kind !== 'list') {
      if (item.kind === 'scalar' || item.kind === 'object') return [item];
      open = true;
      return [];
    }
    const inner = flatten(item) as ListValue;
    open ||= inner.open === true;
    return inner.items;
  });
  return list(items, open);
}

function zipmap(names: Value, values: Value): Value {
  if (names.kind !== 'list' || values.kind !== 'list') return UNKNOWN_IN_TRY;
  const texts = names.items.map(textOf);
  return texts.every(text => text !== undefined)
    ? object(
        texts.map((text, at): [string, Value] => [
          text!,
          values.items[at] ?? UNKNOWN,
        ]),
        names.open,
      )
    : UNKNOWN_IN_TRY;
}

function format([template, ...given]: Value[]): Value {
  const text = template && textOf(template);
  if (text === undefined) return SOMETHING;
  const texts = given.map(textOf);
  if (texts.some(each => each === undefined)) return SOMETHING;
  let at = 0;
  const result = text.replace(/%[sdv]/g, () => texts[at++] ?? '');
  return result.includes('%') ? SOMETHING : scalar(result);
}

const FUNCTIONS: Readonly<Record<string, Function>> = {
  coalesce: given => coalesce(given),
  coalescelist: given =>
    given.find(value => value.kind !== 'list' || value.items.length > 0) ??
    ERROR,
  one: ([value = UNKNOWN]) => one(value),
  merge: given => merge(given),
  concat: given => concat(given),
  lookup: ([value = UNKNOWN, key = UNKNOWN, otherwise]) =>
    lookup(value, key, otherwise),
  length: ([value = UNKNOWN]) => length(value),
  contains: ([value = UNKNOWN, item = UNKNOWN]) => contains(value, item),
  keys: ([value = UNKNOWN]) =>
    value.kind === 'object'
      ? list(
          [...value.entries].map(([key, each]) =>
            each.maybe ? asMaybe(scalar(key)) : scalar(key),
          ),
          value.open,
        )
      : UNKNOWN_IN_TRY,
  values: ([value = UNKNOWN]) =>
    value.kind === 'object'
      ? list([...value.entries.values()], value.open)
      : UNKNOWN_IN_TRY,
  element: ([value = UNKNOWN, at = UNKNOWN]) => element(value, at),
  flatten: ([value = UNKNOWN]) => flatten(value),
  compact: ([value = UNKNOWN]) =>
    value.kind === 'list'
      ? {
          ...value,
          items: value.items
            .filter(item => isSomething(item) !== false)
            .map(item => (isSomething(item) === null ? asMaybe(item) : item)),
        }
      : UNKNOWN_IN_TRY,
  zipmap: ([names = UNKNOWN, values = UNKNOWN]) => zipmap(names, values),
  setunion: given => concat(given),
  toset: same,
  tolist: same,
  tomap: same,
  distinct: same,
  sort: same,
  reverse: same,
  sensitive: same,
  nonsensitive: same,
  tostring: ([value = UNKNOWN]) =>
    value.kind === 'scalar' && value.value !== null
      ? scalar(String(value.value))
      : value,
  tobool: same,
  tonumber: same,
  join: ([separator = UNKNOWN, value = UNKNOWN]) => {
    const between = textOf(separator);
    if (between === undefined || value.kind !== 'list' || value.open) {
      return SOMETHING;
    }
    const texts = value.items.map(textOf);
    return texts.every(text => text !== undefined)
      ? scalar(texts.join(between))
      : SOMETHING;
  },
  split: ([separator = UNKNOWN, text = UNKNOWN]) => {
    const [between, whole] = [textOf(separator), textOf(text)];
    return between && whole !== undefined
      ? list(whole.split(between).map(scalar))
      : SOMETHING;
  },
  format: given => format(given),
  lower: ([text = UNKNOWN]) => ofText(text, each => each.toLowerCase()),
  upper: ([text = UNKNOWN]) => ofText(text, each => each.toUpperCase()),
  trimspace: ([text = UNKNOWN]) => ofText(text, each => each.trim()),
  trimprefix: ([text = UNKNOWN, prefix = UNKNOWN]) => {
    const start = textOf(prefix);
    return start === undefined
      ? SOMETHING
      : ofText(text, each =>
          each.startsWith(start) ? each.slice(start.length) : each,
        );
  },
  trimsuffix: ([text = UNKNOWN, suffix = UNKNOWN]) => {
    const end = textOf(suffix);
    return end === undefined
      ? SOMETHING
      : ofText(text, each =>
          end && each.endsWith(end) ? each.slice(0, -end.length) : each,
        );
  },
  replace: ([text = UNKNOWN, from = UNKNOWN, to = UNKNOWN]) => {
    const [part, other] = [textOf(from), textOf(to)];
    // `/…/` is a regular expression.
    return !part || other === undefined || part.startsWith('/')
      ? SOMETHING
      : ofText(text, each => each.split(part).join(other));
  },
  startswith: ([text = UNKNOWN, prefix = UNKNOWN]) => {
    const [whole, start] = [textOf(text), textOf(prefix)];
    return whole === undefined || start === undefined
      ? SOMETHING
      : scalar(whole.startsWith(start));
  },
  basename: ([path = UNKNOWN]) =>
    ofText(path, each => each.slice(each.lastIndexOf('/') + 1)),
  dirname: ([path = UNKNOWN]) =>
    ofText(path, each => each.slice(0, Math.max(0, each.lastIndexOf('/')))),
  alltrue: something,
  anytrue: something,
  jsonencode: something,
  yamlencode: something,
  base64encode: something,
};

/**
 * Terraform's functions, as far as add-ons, their roles and the names of clusters are put together with them (Terraform
 * language documentation, Functions). All others give something that is not known.
 */
export function callFunction(name: string, given: Value[]): Value {
  if (given.some(({ kind }) => kind === 'error')) return ERROR;
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  return markedBy(known ? known(given) : UNKNOWN_IN_TRY, ...given);
}
