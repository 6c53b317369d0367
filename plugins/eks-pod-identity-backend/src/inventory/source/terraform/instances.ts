import { Body, isBody } from './parse';
import { StaticScope } from './scope';

/** The add-ons that a resource makes: one, or one per element of a static `for_each`. */
export function instancesOf(
  block: Body,
  scope: StaticScope,
): { addon: string; role: unknown }[] {
  const addon = scope.text(block.addon_name);
  if (addon !== undefined) {
    return [{ addon, role: block.service_account_role_arn }];
  }
  const each = forEachOf(block.for_each, scope);
  return Object.entries(each).flatMap(([key, value]) => {
    const instance = (expression: unknown) =>
      expression === '${each.key}'
        ? key
        : ofEachValue(expression, value, scope);
    const named = instance(block.addon_name);
    return typeof named === 'string'
      ? [{ addon: named, role: instance(block.service_account_role_arn) }]
      : [];
  });
}

function ofEachValue(
  expression: unknown,
  value: unknown,
  scope: StaticScope,
): unknown {
  if (expression === '${each.value}') return scope.resolve(value);
  const member =
    typeof expression === 'string'
      ? /each\.value\.(\w+)|each\.value,\s*"(\w+)"/.exec(expression)
      : null;
  if (!member) return expression;
  return isBody(value) ? value[member[1] ?? member[2]] : undefined;
}

function forEachOf(value: unknown, scope: StaticScope): Body {
  const resolved = scope.resolve(value);
  if (isBody(resolved)) return resolved;
  const set =
    typeof value === 'string'
      ? /^\$\{toset\(\[([^[\]]*)\]\)\}$/.exec(value)?.[1]
      : undefined;
  const names = [...(set ?? '').matchAll(/"([^"$]+)"/g)].map(match => match[1]);
  return Object.fromEntries(names.map(name => [name, name]));
}

/** Whether an argument is there: null is what Terraform takes for its absence, and an empty role is none. */
export function isSet(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  return !(isBody(value) && Object.keys(value).length === 0);
}
