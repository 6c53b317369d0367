import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticOperationSchema } from '@smithy/types';
import { AwsError } from './errors';
import type { AwsRequest, AwsResponse } from './http';

/** An operation of a REST-JSON service, as the SDK's schema tells it. */
export interface RestOperation {
  name: string;
  method: string;
  status: number;
  /** Path segments; `{member}` stands for a member of the input. */
  segments: string[];
  input: NormalizedSchema;
  output: NormalizedSchema;
}

/**
 * Reads the operations out of the exports of an SDK client package.
 * @param exported - the module: its operation schemas are those whose names end in `$`.
 */
export function restOperations(
  exported: Record<string, unknown>,
): RestOperation[] {
  return Object.entries(exported).flatMap(([name, value]) => {
    if (!name.endsWith('$') || !Array.isArray(value) || value[0] !== 9) {
      return [];
    }
    const [, , operation, traits, input, output] =
      value as unknown as StaticOperationSchema;
    const [method, path, status] = (
      traits as unknown as { http: [string, string, number] }
    ).http;
    return [
      {
        name: operation,
        method,
        status,
        segments: path.split('/').slice(1),
        input: NormalizedSchema.of(input as never),
        output: NormalizedSchema.of(output as never),
      },
    ];
  });
}

const label = /^\{(\w+)\}$/;

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new AwsError(
      'BadRequestException',
      400,
      `The path segment '${segment}' is not percent-encoded text`,
    );
  }
}

/**
 * Finds the operation for a method and path. A literal segment wins over a label
 * (/addons/supported-versions).
 */
export function matchOperation(
  operations: RestOperation[],
  method: string,
  path: string,
): { operation: RestOperation; labels: Record<string, string> } | undefined {
  const parts = path.replace(/\/+$/, '').split('/').slice(1);
  const [found] = operations
    .filter(
      ({ method: own, segments }) =>
        own === method &&
        segments.length === parts.length &&
        segments.every(
          (segment, index) =>
            (label.test(segment) && parts[index] !== '') ||
            segment === parts[index],
        ),
    )
    .sort(
      (a, b) =>
        a.segments.filter(segment => label.test(segment)).length -
        b.segments.filter(segment => label.test(segment)).length,
    );
  if (!found) {
    return undefined;
  }
  const labels = Object.fromEntries(
    found.segments.flatMap((segment, index) => {
      const name = label.exec(segment)?.[1];
      return name ? [[name, decode(parts[index])]] : [];
    }),
  );
  return { operation: found, labels };
}

function wrongType(path: string, expected: string): AwsError {
  return new AwsError(
    'SerializationException',
    400,
    `The value of '${path}' is of the wrong type: expected ${expected}`,
  );
}

function fromJson(
  value: unknown,
  schema: NormalizedSchema,
  path: string,
): unknown {
  if (value === null || value === undefined) {
    return undefined;
  }
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) {
      throw wrongType(path, 'a list');
    }
    return value.map((item, index) =>
      fromJson(item, schema.getValueSchema(), `${path}[${index}]`),
    );
  }
  if (schema.isMapSchema() || schema.isStructSchema()) {
    if (typeof value !== 'object' || Array.isArray(value)) {
      throw wrongType(path, schema.isMapSchema() ? 'a map' : 'a structure');
    }
    const entries = value as Record<string, unknown>;
    if (schema.isMapSchema()) {
      return Object.fromEntries(
        Object.entries(entries).map(([key, item]) => [
          key,
          fromJson(item, schema.getValueSchema(), `${path}.${key}`),
        ]),
      );
    }
    // Members that the model does not know are ignored, as AWS's services do.
    return Object.fromEntries(
      [...schema.structIterator()].map(([name, member]) => [
        name,
        fromJson(entries[name], member, path ? `${path}.${name}` : name),
      ]),
    );
  }
  if (schema.isTimestampSchema()) {
    if (typeof value !== 'number') {
      throw wrongType(path, 'a timestamp');
    }
    return new Date(value * 1000);
  }
  const expected = [
    [schema.isBooleanSchema(), 'boolean'],
    [schema.isNumericSchema(), 'number'],
    [schema.isStringSchema(), 'string'],
  ].find(([is]) => is)?.[1];
  if (expected && typeof value !== expected) {
    throw wrongType(path, `a ${expected}`);
  }
  return value;
}

function fromText(
  texts: string[],
  schema: NormalizedSchema,
  path: string,
): unknown {
  if (schema.isListSchema()) {
    return texts.map(text => fromText([text], schema.getValueSchema(), path));
  }
  const [text] = texts;
  if (schema.isBooleanSchema()) {
    if (text !== 'true' && text !== 'false') {
      throw wrongType(path, 'true or false');
    }
    return text === 'true';
  }
  if (schema.isNumericSchema()) {
    if (!/^-?\d+$/.test(text)) {
      throw wrongType(path, 'a number');
    }
    return Number(text);
  }
  return text;
}

function parseBody(request: AwsRequest): unknown {
  const text = request.body.toString('utf8');
  if (text.trim() === '') {
    return {};
  }
  try {
    const value = JSON.parse(text);
    if (value && typeof value === 'object' && !Array.isArray(value)) {
      return value;
    }
  } catch {
    // answered below
  }
  throw new AwsError(
    'SerializationException',
    400,
    'The request body is not a JSON object',
  );
}

/**
 * The input of an operation, from path, query and body.
 * @throws AwsError SerializationException naming the member that is of the wrong type.
 */
export function deserialize(
  operation: RestOperation,
  labels: Record<string, string>,
  request: AwsRequest,
): Record<string, unknown> {
  const body = parseBody(request) as Record<string, unknown>;
  const entries = [...operation.input.structIterator()].map(
    ([name, member]): [string, unknown] => {
      const traits = member.getMergedTraits();
      if (name in labels) {
        return [name, fromText([labels[name]], member, name)];
      }
      if (traits.httpQuery) {
        const texts = request.query.getAll(String(traits.httpQuery));
        return [name, texts.length ? fromText(texts, member, name) : undefined];
      }
      return [name, fromJson(body[name], member, name)];
    },
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function toJson(value: unknown, schema: NormalizedSchema): unknown {
  if (value === undefined || value === null) {
    return undefined;
  }
  if (value instanceof Date) {
    return value.getTime() / 1000;
  }
  if (schema.isListSchema()) {
    return (value as unknown[]).map(item =>
      toJson(item, schema.getValueSchema()),
    );
  }
  if (schema.isMapSchema()) {
    return Object.fromEntries(
      Object.entries(value as object).map(([key, item]) => [
        key,
        toJson(item, schema.getValueSchema()),
      ]),
    );
  }
  if (schema.isStructSchema()) {
    const entries = value as Record<string, unknown>;
    return Object.fromEntries(
      [...schema.structIterator()].flatMap(([name, member]) => {
        const json = toJson(entries[name], member);
        return json === undefined ? [] : [[name, json]];
      }),
    );
  }
  return value;
}

/** An output as the service writes it: members by the schema, times as epoch seconds. */
export function serialize(
  operation: RestOperation,
  output: object,
): AwsResponse {
  return {
    status: operation.status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(toJson(output, operation.output) ?? {}),
  };
}

/** An error as REST-JSON services write it. */
export function serializeError(error: AwsError): AwsResponse {
  return {
    status: error.status,
    headers: {
      'content-type': 'application/json',
      'x-amzn-errortype': error.code,
    },
    body: JSON.stringify({ message: error.message, ...error.members }),
  };
}
