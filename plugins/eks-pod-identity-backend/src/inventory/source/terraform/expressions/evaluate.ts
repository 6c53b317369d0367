import { Expression, ForExpression } from './expression';
import { attributeOf, indexOf } from './access';
import { callFunction } from './functions';
import { comparison } from './operators';
import { parseTemplate } from './parseExpression';
import {
  ERROR,
  NULL,
  SOMETHING,
  UNKNOWN,
  UNKNOWN_IN_TRY,
  Value,
  asMaybe,
  booleanOf,
  eitherOf,
  list,
  markedBy,
  object,
  scalar,
  textOf,
} from './values';

/** What an expression may refer to. */
export interface Scope {
  /** `var`, `local`, `each`, a type of resources; undefined for what it does not know. */
  reference(name: string): Value | undefined;
  /** A function of its own; undefined for those of Terraform. */
  call?(name: string, given: Value[]): Value | undefined;
  /** How much may still be evaluated: shared by all scopes of one reading. */
  budget: Budget;
}

/** A bound for code that computes without end. */
export interface Budget {
  steps: number;
}

/** The value of data as HashiCorp's parser hands it over, in which expressions are strings. Never throws. */
export function evaluateData(data: unknown, scope: Scope): Value {
  if (typeof data === 'string') return evaluateText(data, scope);
  if (Array.isArray(data)) {
    return list(data.map(each => evaluateData(each, scope)));
  }
  if (typeof data === 'object' && data !== null) {
    let open = false;
    const entries: [string, Value][] = [];
    for (const [key, value] of Object.entries(data)) {
      const name = textOf(evaluateText(key, scope));
      if (name === undefined) open = true;
      else entries.push([name, evaluateData(value, scope)]);
    }
    return object(entries, open);
  }
  return typeof data === 'number' || typeof data === 'boolean'
    ? scalar(data)
    : NULL;
}

function evaluateText(text: string, scope: Scope): Value {
  if (!text.includes('${') && !text.includes('%{')) return scalar(text);
  try {
    return evaluate(parseTemplate(text), scope);
  } catch {
    return UNKNOWN;
  }
}

/** The value of an expression, as far as it can be known without running Terraform. */
export function evaluate(expression: Expression, scope: Scope): Value {
  scope.budget.steps -= 1;
  if (scope.budget.steps < 0) return UNKNOWN;
  switch (expression.type) {
    case 'literal':
      return scalar(expression.value);
    case 'template':
      return evaluateTemplate(expression.parts, scope);
    case 'reference':
      return scope.reference(expression.name) ?? UNKNOWN_IN_TRY;
    case 'element':
      return scope.reference('*') ?? UNKNOWN;
    case 'attribute':
      return attributeOf(evaluate(expression.of, scope), expression.name);
    case 'index':
      return indexOf(
        evaluate(expression.of, scope),
        evaluate(expression.key, scope),
      );
    case 'splat':
      return splat(evaluate(expression.of, scope), expression.each, scope);
    case 'call':
      return evaluateCall(expression, scope);
    case 'list':
      return list(expression.items.map(item => evaluate(item, scope)));
    case 'object':
      return evaluateObject(expression.items, scope);
    case 'for':
      return evaluateFor(expression, scope);
    case 'conditional':
      return evaluateConditional(expression, scope);
    case 'binary':
      return evaluateBinary(expression, scope);
    default:
      return evaluateUnary(expression, scope);
  }
}

function evaluateTemplate(parts: (string | Expression)[], scope: Scope): Value {
  const values = parts.map(part =>
    typeof part === 'string' ? scalar(part) : evaluate(part, scope),
  );
  const texts = values.map(value =>
    value.kind === 'scalar' && value.value !== null
      ? String(value.value)
      : undefined,
  );
  if (values.some(({ kind }) => kind === 'error')) return ERROR;
  return markedBy(
    texts.every(text => text !== undefined)
      ? scalar(texts.join(''))
      : SOMETHING,
    ...values,
  );
}

/** A scope in which more names are known. */
export function extend(scope: Scope, names: Record<string, Value>): Scope {
  return {
    budget: scope.budget,
    call: scope.call && ((name, given) => scope.call!(name, given)),
    reference: name =>
      Object.hasOwn(names, name) ? names[name] : scope.reference(name),
  };
}

function splat(value: Value, each: Expression, scope: Scope): Value {
  const of = (item: Value) => evaluate(each, extend(scope, { '*': item }));
  switch (value.kind) {
    case 'list':
      return markedBy(list(value.items.map(of), value.open), value);
    case 'instances':
      return { ...value, item: of(value.item) };
    case 'unknown':
      return value.isSet ? list([of(value)]) : UNKNOWN_IN_TRY;
    case 'scalar':
      return value.value === null ? list([]) : list([of(value)]);
    case 'error':
      return ERROR;
    default:
      return list([of(value)]);
  }
}

function evaluateCall(
  { name, arguments: given, expand }: Expression & { type: 'call' },
  scope: Scope,
): Value {
  if (name === 'try') return evaluateTry(given, scope);
  if (name === 'can') {
    const value = evaluate(given[0] ?? { type: 'literal', value: null }, scope);
    if (value.kind === 'error') return scalar(false);
    return value.mayFail ? SOMETHING : scalar(true);
  }
  let values = given.map(argument => evaluate(argument, scope));
  if (expand) {
    const last = values.pop();
    if (last?.kind !== 'list' || last.open) return UNKNOWN_IN_TRY;
    values = [...values, ...last.items];
  }
  return scope.call?.(name, values) ?? callFunction(name, values);
}

/** The first that can be evaluated. */
function evaluateTry(given: Expression[], scope: Scope): Value {
  let result: Value | undefined;
  for (const argument of given) {
    const value = evaluate(argument, scope);
    if (value.kind === 'error') continue;
    result = result ? eitherOf(result, value) : value;
    if (!value.mayFail) return { ...result, mayFail: false };
  }
  return result ?? ERROR;
}

function evaluateObject(
  items: [Expression, Expression][],
  scope: Scope,
): Value {
  let open = false;
  const entries: [string, Value][] = [];
  for (const [key, value] of items) {
    const name = textOf(evaluate(key, scope));
    if (name === undefined) open = true;
    else entries.push([name, evaluate(value, scope)]);
  }
  return object(entries, open);
}

function evaluateFor(expression: ForExpression, scope: Scope): Value {
  const collection = evaluate(expression.collection, scope);
  if (collection.kind !== 'list' && collection.kind !== 'object') {
    return collection.kind === 'error' ? ERROR : UNKNOWN_IN_TRY;
  }
  const pairs: [Value, Value][] =
    collection.kind === 'list'
      ? collection.items.map((item, at) => [scalar(at), item])
      : [...collection.entries].map(([key, value]) => [scalar(key), value]);
  let open = collection.open === true;
  const items: Value[] = [];
  const entries = new Map<string, Value>();
  for (const [key, item] of pairs) {
    const inner = extend(scope, {
      ...(expression.keyName ? { [expression.keyName]: key } : {}),
      [expression.valueName]: item,
    });
    const condition = expression.condition
      ? evaluate(expression.condition, inner)
      : scalar(true);
    const holds = booleanOf(condition);
    if (holds === false && !condition.byDefault) continue;
    let value = evaluate(expression.value, inner);
    if (holds !== true || item.maybe) value = asMaybe(value);
    if (!expression.key) {
      items.push(value);
      continue;
    }
    const name = textOf(evaluate(expression.key, inner));
    if (name === undefined) open = true;
    else if (expression.grouped) {
      const group = entries.get(name);
      entries.set(
        name,
        list([...(group?.kind === 'list' ? group.items : []), value]),
      );
    } else entries.set(name, value);
  }
  return markedBy(
    expression.key ? object(entries, open) : list(items, open),
    collection,
  );
}

function evaluateConditional(
  expression: Expression & { type: 'conditional' },
  scope: Scope,
): Value {
  const condition = evaluate(expression.condition, scope);
  const holds = booleanOf(condition);
  if (holds === undefined) {
    return condition.kind === 'error'
      ? ERROR
      : eitherOf(
          evaluate(expression.yes, scope),
          evaluate(expression.no, scope),
        );
  }
  const taken = evaluate(holds ? expression.yes : expression.no, scope);
  if (!condition.byDefault) return taken;
  if (taken.kind === 'object' || taken.kind === 'list') {
    // What is left out by default may be there all the same.
    const other = evaluate(holds ? expression.no : expression.yes, scope);
    return markedBy(withOthers(taken, other), condition);
  }
  return markedBy(taken, condition);
}

function withOthers(taken: Value, other: Value): Value {
  if (taken.kind === 'object' && other.kind === 'object') {
    const entries = new Map(taken.entries);
    for (const [key, value] of other.entries) {
      if (!entries.has(key)) entries.set(key, asMaybe(value));
    }
    return { ...taken, entries };
  }
  if (taken.kind === 'list' && other.kind === 'list') {
    const more = taken.items.length === 0 ? other.items.map(asMaybe) : [];
    return { ...taken, items: [...taken.items, ...more] };
  }
  return taken;
}

function evaluateBinary(
  { operator, left, right }: Expression & { type: 'binary' },
  scope: Scope,
): Value {
  const a = evaluate(left, scope);
  if (operator === '&&' || operator === '||') {
    const decisive = operator === '||';
    if (booleanOf(a) === decisive) return markedBy(scalar(decisive), a);
    const b = evaluate(right, scope);
    if (booleanOf(b) === decisive) return markedBy(scalar(decisive), b);
    return booleanOf(a) === undefined || booleanOf(b) === undefined
      ? SOMETHING
      : markedBy(scalar(!decisive), a, b);
  }
  const b = evaluate(right, scope);
  if (a.kind === 'error' || b.kind === 'error') return ERROR;
  return markedBy(comparison(operator, a, b), a, b);
}

function evaluateUnary(
  { operator, of }: Expression & { type: 'unary' },
  scope: Scope,
): Value {
  const value = evaluate(of, scope);
  if (value.kind === 'error') return ERROR;
  if (operator === '!') {
    const holds = booleanOf(value);
    return holds === undefined ? SOMETHING : markedBy(scalar(!holds), value);
  }
  return value.kind === 'scalar' && typeof value.value === 'number'
    ? markedBy(scalar(-value.value), value)
    : SOMETHING;
}
