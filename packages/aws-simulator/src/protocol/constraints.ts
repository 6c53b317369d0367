import data from '../data/constraints.json';

/** A member of the service model: what AWS asks of its value. */
export interface Constraint {
  type: string;
  members?: Record<string, Constraint>;
  required?: string[];
  member?: Constraint;
  key?: Constraint;
  value?: Constraint;
  min?: number;
  max?: number;
  pattern?: string;
  enum?: string[];
}

/** The input of an operation, and its modelled errors with their HTTP status. */
export interface OperationModel {
  input: Constraint;
  errors: Record<string, number | null>;
}

type Services = 'eks' | 'iam' | 'sts' | 'cloudtrail';

const services = data.services as unknown as Record<
  Services,
  Record<string, OperationModel>
>;

/** Names of the operations of a service that the model covers. */
export function modelledOperations(service: Services): string[] {
  return Object.keys(services[service]);
}

/** The model of an operation, if it is one that the simulator serves. */
export function operationModel(
  service: Services,
  operation: string,
): OperationModel | undefined {
  return services[service][operation];
}

/** A value that breaks a constraint, with the text of AWS's validation. */
export interface Violation {
  path: string;
  /** `null` where the value is missing. */
  value: unknown;
  constraint: string;
}

const patterns = new Map<string, RegExp | undefined>();

/** The models' patterns are Java's: matched as a whole; some need a rewrite for JavaScript. */
function compile(pattern: string): RegExp | undefined {
  if (!patterns.has(pattern)) {
    const source = pattern.replace(/\\p\{IsLetter\}/g, '\\p{L}');
    const attempts = [
      () => new RegExp(`^(?:${source})$`, 'us'),
      () => new RegExp(`^(?:${source})$`, 's'),
    ];
    let compiled: RegExp | undefined;
    for (const attempt of attempts) {
      try {
        compiled ??= attempt();
      } catch {
        // the next attempt is laxer; a pattern that neither takes is not checked
      }
    }
    patterns.set(pattern, compiled);
  }
  return patterns.get(pattern);
}

function sizeViolation(
  size: number,
  kind: 'length' | 'value',
  constraint: Constraint,
): string | undefined {
  if (constraint.min !== undefined && size < constraint.min) {
    return `Member must have ${kind} greater than or equal to ${constraint.min}`;
  }
  if (constraint.max !== undefined && size > constraint.max) {
    return `Member must have ${kind} less than or equal to ${constraint.max}`;
  }
  return undefined;
}

function stringViolations(value: string, constraint: Constraint): string[] {
  const size = sizeViolation(value.length, 'length', constraint);
  const pattern = constraint.pattern && compile(constraint.pattern);
  return [
    ...(size ? [size] : []),
    ...(pattern && !pattern.test(value)
      ? [
          `Member must satisfy regular expression pattern: ${constraint.pattern}`,
        ]
      : []),
    ...(constraint.enum && !constraint.enum.includes(value)
      ? [`Member must satisfy enum value set: [${constraint.enum.join(', ')}]`]
      : []),
  ];
}

/** The constraints that a value breaks, in the order of the model. */
export function violations(
  value: unknown,
  constraint: Constraint,
  path = '',
): Violation[] {
  const broken = (texts: (string | undefined)[]): Violation[] =>
    texts.flatMap(text => (text ? [{ path, value, constraint: text }] : []));
  if (value === undefined || value === null) {
    return [];
  }
  if (typeof value === 'string') {
    return broken(stringViolations(value, constraint));
  }
  if (typeof value === 'number') {
    return broken([sizeViolation(value, 'value', constraint)]);
  }
  if (Array.isArray(value)) {
    return [
      ...broken([sizeViolation(value.length, 'length', constraint)]),
      ...value.flatMap((item, index) =>
        constraint.member
          ? violations(item, constraint.member, `${path}.${index + 1}.member`)
          : [],
      ),
    ];
  }
  if (typeof value !== 'object' || value instanceof Date) {
    return [];
  }
  const entries = value as Record<string, unknown>;
  if (constraint.type === 'map') {
    return [
      ...broken([
        sizeViolation(Object.keys(entries).length, 'length', constraint),
      ]),
      ...Object.entries(entries).flatMap(([key, item]) => [
        ...(constraint.key
          ? violations(key, constraint.key, `${path}.${key}.key`)
          : []),
        ...(constraint.value
          ? violations(item, constraint.value, `${path}.${key}.member`)
          : []),
      ]),
    ];
  }
  const inner = (name: string) => (path ? `${path}.${name}` : name);
  return [
    ...(constraint.required ?? [])
      .filter(name => entries[name] === undefined || entries[name] === null)
      .map(name => ({
        path: inner(name),
        value: null,
        constraint: 'Member must not be null',
      })),
    ...Object.entries(constraint.members ?? {}).flatMap(([name, member]) =>
      violations(entries[name], member, inner(name)),
    ),
  ];
}

function camel(path: string): string {
  return path.replace(
    /(^|\.)([A-Z])/g,
    (_, dot, letter) => `${dot}${letter.toLowerCase()}`,
  );
}

/** The one text that AWS's services answer for all violations of a request. */
export function violationText(found: Violation[]): string {
  const each = found.map(({ path, value, constraint }) => {
    const shown =
      typeof value === 'string' || typeof value === 'number'
        ? `Value '${value}'`
        : 'Value';
    return `${shown} at '${camel(
      path,
    )}' failed to satisfy constraint: ${constraint}`;
  });
  return `${each.length} validation error${
    each.length === 1 ? '' : 's'
  } detected: ${each.join('; ')}`;
}
