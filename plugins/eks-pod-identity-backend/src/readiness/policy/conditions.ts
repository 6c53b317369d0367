import { ContextValue, RequestContext } from './context';
import { Condition } from './document';
import { Operator, parseOperator, passesOperator } from './operators';
import { allOf, anyOf, Ternary } from './ternary';
import { Resolved, resolveVariables } from './variables';

/**
 * Whether one condition holds for a request. The rules (IAM user guide, 'Condition operators', 'Set operators for
 * multivalued context keys', 'Null', '…IfExists'):
 * - several values in the policy are alternatives; for a negated operator none of them may match
 * - a key that is absent fails a plain operator, passes a negated one, one with `IfExists`, and `ForAllValues`
 * - `ForAllValues`: every value of the request passes; `ForAnyValue`: at least one does
 */
export function conditionHolds(
  condition: Condition,
  version: string,
  context: RequestContext,
): Ternary {
  const { quantifier, ifExists, operator } = parseOperator(condition.operator);
  const entry = context.lookup(condition.key);
  if (operator === undefined) {
    return 'unknown';
  }
  if (operator === 'null') {
    return nullHolds(condition.values, entry.present);
  }
  if (entry.present === 'unknown') {
    // Whatever the key's value is: one that is compared with variables which the request lacks is none of them.
    const never =
      !operator.negated &&
      !ifExists &&
      quantifier !== 'all' &&
      condition.values.every(
        value => resolveVariables(value, version, context).state === 'absent',
      );
    return never ? false : 'unknown';
  }
  if (!entry.present) {
    return (
      ifExists ||
      quantifier === 'all' ||
      (quantifier === undefined && operator.negated)
    );
  }
  // IAM does not define a multi-valued key without a set operator.
  if (entry.multi && quantifier === undefined && entry.values.length !== 1) {
    return 'unknown';
  }
  const wanted = condition.values.map(value =>
    resolveVariables(value, version, context),
  );
  const results = entry.values.map(value =>
    passesOperator(operator, matchesAny(operator, value, wanted)),
  );
  return quantifier === 'any'
    ? anyOf([...results, ...(entry.more ? (['unknown'] as const) : [])])
    : allOf(results);
}

function matchesAny(
  operator: Operator,
  value: ContextValue,
  wanted: Resolved[],
): Ternary {
  return anyOf(
    wanted.map(candidate => {
      if (candidate.state === 'resolved') {
        return operator.compare(value, candidate);
      }
      // With a negated operator an unresolvable variable may void the whole statement: not documented for all cases.
      return candidate.state === 'unknown' || operator.negated
        ? 'unknown'
        : false;
    }),
  );
}

/** `Null: {key: "true"}` holds when the key is absent. */
function nullHolds(
  values: string[],
  present: true | false | 'unknown',
): Ternary {
  if (present === 'unknown') {
    return 'unknown';
  }
  return anyOf(
    values.map(value => {
      switch (value.toLowerCase()) {
        case 'true':
          return !present;
        case 'false':
          return present;
        default:
          return 'unknown';
      }
    }),
  );
}
