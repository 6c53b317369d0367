import {
  ERROR,
  UNKNOWN_IN_TRY,
  Value,
  markedBy,
  textOf,
  withMayFail,
} from './values';

/** `a.b` */
export function attributeOf(value: Value, name: string): Value {
  switch (value.kind) {
    case 'opaque':
      return value.get(name);
    case 'object': {
      const found = value.entries.get(name);
      if (found)
        return markedBy(found.maybe ? withMayFail(found) : found, value);
      return value.open ? UNKNOWN_IN_TRY : value.missing ?? ERROR;
    }
    case 'instances':
      return withMayFail(attributeOf(value.item, name));
    case 'unknown':
      return UNKNOWN_IN_TRY;
    default:
      return ERROR;
  }
}

/** `a[b]` */
export function indexOf(value: Value, key: Value): Value {
  switch (value.kind) {
    case 'list': {
      const at = key.kind === 'scalar' ? Number(key.value) : undefined;
      if (at === undefined || value.open) return UNKNOWN_IN_TRY;
      const found = value.items[at];
      return found ? markedBy(found, value) : markedBy(ERROR, value);
    }
    case 'object': {
      const name = textOf(key);
      return name === undefined ? UNKNOWN_IN_TRY : attributeOf(value, name);
    }
    case 'opaque':
      // `module.eks[0]` of a module that is read without its count.
      return value;
    case 'instances':
      return withMayFail(value.item);
    case 'unknown':
      return UNKNOWN_IN_TRY;
    default:
      return ERROR;
  }
}
