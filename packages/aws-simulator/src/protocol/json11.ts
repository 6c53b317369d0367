import type { Constraint } from './constraints';
import { AwsError } from './errors';
import type { AwsRequest, AwsResponse } from './http';

/** The operation of a JSON 1.1 request: the last part of X-Amz-Target. */
export function jsonOperation(request: AwsRequest): string | undefined {
  const target = request.headers['x-amz-target'];
  return typeof target === 'string' ? target.split('.').pop() : undefined;
}

function read(value: unknown, constraint: Constraint, path: string): unknown {
  if (value === null || value === undefined) {
    return undefined;
  }
  const wrong = (expected: string) =>
    new AwsError(
      'SerializationException',
      400,
      `The value of '${path}' is of the wrong type: expected ${expected}`,
    );
  switch (constraint.type) {
    case 'structure':
      if (typeof value !== 'object' || Array.isArray(value)) {
        throw wrong('a structure');
      }
      return Object.fromEntries(
        Object.entries(constraint.members ?? {}).flatMap(([name, member]) => {
          const item = read(
            (value as Record<string, unknown>)[name],
            member,
            path ? `${path}.${name}` : name,
          );
          return item === undefined ? [] : [[name, item]];
        }),
      );
    case 'list':
      if (!Array.isArray(value)) {
        throw wrong('a list');
      }
      return value.map((item, index) =>
        read(
          item,
          constraint.member ?? { type: 'string' },
          `${path}[${index}]`,
        ),
      );
    case 'timestamp': {
      const time = new Date(
        typeof value === 'number' ? value * 1000 : String(value),
      );
      if (Number.isNaN(time.getTime())) {
        throw wrong('a timestamp');
      }
      return time;
    }
    case 'integer':
      if (typeof value !== 'number' || !Number.isInteger(value)) {
        throw wrong('an integer');
      }
      return value;
    default:
      if (typeof value !== 'string') {
        throw wrong('a string');
      }
      return value;
  }
}

/**
 * The input of a JSON 1.1 operation.
 * @throws AwsError SerializationException naming the member that is of the wrong type.
 */
export function deserializeJson(
  request: AwsRequest,
  input: Constraint,
): Record<string, unknown> {
  let body: unknown;
  try {
    body = JSON.parse(request.body.toString('utf8') || '{}');
  } catch {
    throw new AwsError(
      'SerializationException',
      400,
      'The request body is not JSON',
    );
  }
  return read(body, input, '') as Record<string, unknown>;
}

function epochs(value: unknown): unknown {
  if (value instanceof Date) {
    return Math.floor(value.getTime() / 1000);
  }
  if (Array.isArray(value)) {
    return value.map(epochs);
  }
  if (value && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, epochs(item)]),
    );
  }
  return value;
}

const headers = { 'content-type': 'application/x-amz-json-1.1' };

/** An answer as JSON 1.1 services write it; times are epoch seconds. */
export function serializeJson(output: object): AwsResponse {
  return { status: 200, headers, body: JSON.stringify(epochs(output)) };
}

/** An error as JSON 1.1 services write it. */
export function serializeJsonError(error: AwsError): AwsResponse {
  return {
    status: error.status,
    headers: { ...headers, 'x-amzn-errortype': error.code },
    body: JSON.stringify({ __type: error.code, message: error.message }),
  };
}
