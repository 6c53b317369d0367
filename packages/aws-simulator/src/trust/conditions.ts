import { isIPv4 } from 'node:net';
import { arnLike, like, texts } from './patterns';

/** Context keys of a request, in lower case, with one value or several. */
export type RequestContext = Record<string, string | string[]>;

type Compare = (expected: string, actual: string) => boolean;

const numeric =
  (holds: (actual: number, expected: number) => boolean): Compare =>
  (expected, actual) =>
    holds(Number(actual), Number(expected));

function time(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

const date =
  (holds: (actual: number, expected: number) => boolean): Compare =>
  (expected, actual) =>
    holds(time(actual), time(expected));

function ipNumber(text: string): number {
  return text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function inNetwork(network: string, address: string): boolean {
  const [base, bits = '32'] = network.split('/');
  if (!isIPv4(base) || !isIPv4(address)) {
    return base === address;
  }
  const size = 2 ** (32 - Number(bits));
  return (
    Math.floor(ipNumber(base) / size) === Math.floor(ipNumber(address) / size)
  );
}

const ignoreCase: Compare = (expected, actual) =>
  expected.toLowerCase() === actual.toLowerCase();
const equal: Compare = (expected, actual) => expected === actual;

/** The operators; those with `Not` are their negations (IAM reference, condition operators). */
const positive: Record<string, Compare> = {
  stringequals: equal,
  stringequalsignorecase: ignoreCase,
  stringlike: like,
  arnequals: arnLike,
  arnlike: arnLike,
  bool: ignoreCase,
  binaryequals: equal,
  ipaddress: inNetwork,
  numericequals: numeric((a, b) => a === b),
  numericlessthan: numeric((a, b) => a < b),
  numericlessthanequals: numeric((a, b) => a <= b),
  numericgreaterthan: numeric((a, b) => a > b),
  numericgreaterthanequals: numeric((a, b) => a >= b),
  dateequals: date((a, b) => a === b),
  datelessthan: date((a, b) => a < b),
  datelessthanequals: date((a, b) => a <= b),
  dategreaterthan: date((a, b) => a > b),
  dategreaterthanequals: date((a, b) => a >= b),
};
const negative: Record<string, string> = {
  stringnotequals: 'stringequals',
  stringnotequalsignorecase: 'stringequalsignorecase',
  stringnotlike: 'stringlike',
  arnnotequals: 'arnequals',
  arnnotlike: 'arnlike',
  notipaddress: 'ipaddress',
  numericnotequals: 'numericequals',
  datenotequals: 'dateequals',
};

/** `${aws:PrincipalTag/x}` and its like; a key that the request lacks leaves a value that never matches. */
function fillVariables(
  text: string,
  context: RequestContext,
): string | undefined {
  let missing = false;
  const filled = text.replace(/\$\{([^}]+)\}/g, (_, variable: string) => {
    if (/^[*?$]$/.test(variable)) {
      return variable;
    }
    const [key, fallback] = variable.split(/\s*,\s*/);
    const value = context[key.toLowerCase()];
    if (typeof value === 'string') {
      return value;
    }
    if (fallback !== undefined) {
      return fallback.replace(/^'|'$/g, '');
    }
    missing = true;
    return '';
  });
  return missing ? undefined : filled;
}

function conditionHolds(
  operator: string,
  key: string,
  wanted: unknown,
  context: RequestContext,
): boolean {
  const set = /^(ForAnyValue|ForAllValues):/i.exec(operator)?.[1].toLowerCase();
  const rest = operator.replace(/^For\w+:/i, '').toLowerCase();
  const ifExists = rest.endsWith('ifexists');
  const name = ifExists ? rest.slice(0, -'ifexists'.length) : rest;
  const given = context[key.toLowerCase()];
  const actual = texts(given);
  const isThere = given !== undefined && actual.length > 0;
  if (name === 'null') {
    return texts(wanted).some(text => (text === 'true') === !isThere);
  }
  const isNegated = name in negative;
  const compare = positive[negative[name] ?? name];
  if (!compare) {
    return false;
  }
  const expected = texts(wanted).flatMap(
    text => fillVariables(text, context) ?? [],
  );
  const matches = (value: string) =>
    expected.some(text => compare(text, value)) !== isNegated;
  if (set === 'forallvalues') {
    return actual.every(matches);
  }
  if (!isThere) {
    return set === 'foranyvalue' ? ifExists : ifExists || isNegated;
  }
  if (set === 'foranyvalue' || !isNegated) {
    return actual.some(matches);
  }
  return actual.every(matches);
}

/**
 * Does the Condition of a statement hold? All operators and keys must (AND), any of the values of a
 * key is enough (OR); of negated operators, none of the values may match (NOR). A key that the request
 * lacks fails a positive operator and passes a negated one, `…IfExists` and `ForAllValues`.
 * An operator that IAM does not know never holds.
 */
export function conditionsHold(
  condition: unknown,
  context: RequestContext,
): boolean {
  if (condition === undefined) {
    return true;
  }
  return Object.entries(condition as Record<string, object>).every(
    ([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) =>
        conditionHolds(operator, key, wanted, context),
      ),
  );
}
