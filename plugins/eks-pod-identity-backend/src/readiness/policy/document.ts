import { z } from 'zod';

const strings = z
  .union([z.string(), z.array(z.string())])
  .transform(value => (Array.isArray(value) ? value : [value]));

/** Condition values may be written as strings, numbers or booleans; IAM compares them as text. */
const conditionValue = z
  .union([z.string(), z.number(), z.boolean()])
  .transform(String);
const conditionValues = z
  .union([conditionValue, z.array(conditionValue)])
  .transform(value => (Array.isArray(value) ? value : [value]));

const principal = z.union([z.literal('*'), z.record(z.string(), strings)]);

const statementSchema = z
  .looseObject({
    Sid: z.string().optional(),
    Effect: z.enum(['Allow', 'Deny']),
    Principal: principal.optional(),
    NotPrincipal: principal.optional(),
    Action: strings.optional(),
    NotAction: strings.optional(),
    Resource: strings.optional(),
    NotResource: strings.optional(),
    Condition: z
      .record(z.string(), z.record(z.string(), conditionValues))
      .optional(),
  })
  .refine(
    statement =>
      (statement.Action === undefined) !== (statement.NotAction === undefined),
    'must have Action or NotAction, and not both',
  );

const documentSchema = z.looseObject({
  Version: z.string().optional(),
  Statement: z
    .union([z.array(statementSchema), statementSchema])
    .transform(value => (Array.isArray(value) ? value : [value])),
});

/** `*`, or the type of principal to its values: `AWS`, `Service`, `Federated`, `CanonicalUser`. */
export type Principals = '*' | Record<string, string[]>;

/** One test of one condition key. */
export interface Condition {
  /** As it is written: `ForAnyValue:StringLikeIfExists`. */
  operator: string;
  key: string;
  values: string[];
}

/** A statement with its single-or-list forms made lists. */
export interface PolicyStatement {
  /** Position in the document, from 1. */
  number: number;
  sid?: string;
  effect: 'Allow' | 'Deny';
  principal?: Principals;
  notPrincipal?: Principals;
  action?: string[];
  notAction?: string[];
  resource?: string[];
  notResource?: string[];
  conditions: Condition[];
}

/** A policy document after reading. */
export interface PolicyDocument {
  /** Policy variables work from `2012-10-17` on; without a version IAM takes the older one. */
  version: string;
  statements: PolicyStatement[];
}

/** A document, or why the text is none. */
export type ReadPolicy =
  | { valid: true; document: PolicyDocument }
  | { valid: false; reason: string };

/**
 * Reads a policy document. Never throws: what is wrong is told in words, with the place in the document.
 * Source of the forms: IAM user guide, 'Grammar of the IAM JSON policy language'.
 */
export function readPolicy(text: string): ReadPolicy {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return {
      valid: false,
      reason: `is not JSON: ${error instanceof Error ? error.message : error}`,
    };
  }
  const result = documentSchema.safeParse(json);
  if (!result.success) {
    const [issue] = result.error.issues;
    return {
      valid: false,
      reason: `is not a policy document: ${
        issue.path.length ? `${issue.path.join('.')}: ` : ''
      }${issue.message}`,
    };
  }
  return {
    valid: true,
    document: {
      version: result.data.Version ?? '2008-10-17',
      statements: result.data.Statement.map((statement, index) => ({
        number: index + 1,
        sid: statement.Sid,
        effect: statement.Effect,
        principal: statement.Principal,
        notPrincipal: statement.NotPrincipal,
        action: statement.Action,
        notAction: statement.NotAction,
        resource: statement.Resource,
        notResource: statement.NotResource,
        conditions: Object.entries(statement.Condition ?? {}).flatMap(
          ([operator, tests]) =>
            Object.entries(tests).map(([key, values]) => ({
              operator,
              key,
              values,
            })),
        ),
      })),
    },
  };
}

/** `statement 2 (Sid "Deny")`. */
export function nameStatement({ number, sid }: PolicyStatement): string {
  return `statement ${number}${sid ? ` (Sid "${sid}")` : ''}`;
}

/** `StringEquals aws:SourceArn`. */
export function nameCondition({ operator, key }: Condition): string {
  return `${operator} ${key}`;
}
