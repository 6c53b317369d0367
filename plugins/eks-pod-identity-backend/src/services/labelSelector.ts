/** One requirement of a Kubernetes label selector. */
export interface LabelRequirement {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'Gt' | 'Lt';
  values: string[];
}

/** The requirements of a selector, or what is wrong with its text. */
export type ParsedSelector =
  | { valid: true; requirements: LabelRequirement[] }
  | { valid: false; reason: string };

const KEY = String.raw`(?:[A-Za-z0-9][-A-Za-z0-9.]*/)?[A-Za-z0-9](?:[-\w.]*[A-Za-z0-9])?`;
const VALUE = String.raw`(?:[A-Za-z0-9](?:[-\w.]*[A-Za-z0-9])?)?`;

const WHOLE_VALUE = new RegExp(`^${VALUE}$`);

const FORMS: {
  pattern: RegExp;
  make(match: RegExpExecArray): LabelRequirement | undefined;
}[] = [
  {
    pattern: new RegExp(`^!\\s*(${KEY})$`),
    make: ([, key]) => ({ key, operator: 'DoesNotExist', values: [] }),
  },
  {
    pattern: new RegExp(`^(${KEY})$`),
    make: ([, key]) => ({ key, operator: 'Exists', values: [] }),
  },
  {
    pattern: new RegExp(`^(${KEY})\\s*(==|=|!=)\\s*(${VALUE})$`),
    make: ([, key, operator, value]) => ({
      key,
      operator: operator === '!=' ? 'NotIn' : 'In',
      values: [value],
    }),
  },
  {
    pattern: new RegExp(`^(${KEY})\\s+(in|notin)\\s*\\(([^()]*)\\)$`),
    make([, key, operator, list]) {
      const values = list.split(',').map(value => value.trim());
      return values.every(value => WHOLE_VALUE.test(value))
        ? { key, operator: operator === 'in' ? 'In' : 'NotIn', values }
        : undefined;
    },
  },
  {
    pattern: new RegExp(`^(${KEY})\\s*([<>])\\s*(-?\\d+)$`),
    make: ([, key, operator, value]) => ({
      key,
      operator: operator === '>' ? 'Gt' : 'Lt',
      values: [value],
    }),
  },
];

/**
 * Parses a label selector as `kubectl -l` takes it: `app=orders,tier in (web, api),!canary`.
 * An empty text selects everything in Kubernetes; here it is a fault, because nobody means that.
 */
export function parseLabelSelector(text: string): ParsedSelector {
  if (!text.trim()) {
    return { valid: false, reason: 'the selector is empty' };
  }
  const requirements: LabelRequirement[] = [];
  // Commas inside parentheses separate values.
  for (const piece of text.split(/,(?![^()]*\))/)) {
    const requirement = parseRequirement(piece.trim());
    if (!requirement) {
      return {
        valid: false,
        reason: `'${piece.trim()}' is not a requirement: write key=value, key!=value, key in (a, b), key notin (a, b), key or !key`,
      };
    }
    requirements.push(requirement);
  }
  return { valid: true, requirements };
}

function parseRequirement(piece: string): LabelRequirement | undefined {
  for (const { pattern, make } of FORMS) {
    const match = pattern.exec(piece);
    if (match) {
      return make(match);
    }
  }
  return undefined;
}

/** Whether labels meet all requirements. `NotIn` holds for a label that is absent, as in Kubernetes. */
export function labelsMatch(
  labels: Record<string, string>,
  requirements: { key: string; operator: string; values: string[] }[],
): boolean {
  return requirements.every(({ key, operator, values }) => {
    const value: string | undefined = Object.hasOwn(labels, key)
      ? labels[key]
      : undefined;
    switch (operator) {
      case 'In':
        return value !== undefined && values.includes(value);
      case 'NotIn':
        return value === undefined || !values.includes(value);
      case 'Exists':
        return value !== undefined;
      case 'DoesNotExist':
        return value === undefined;
      case 'Gt':
        return value !== undefined && Number(value) > Number(values[0]);
      case 'Lt':
        return value !== undefined && Number(value) < Number(values[0]);
      default:
        return false;
    }
  });
}
