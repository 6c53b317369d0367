import { XMLBuilder } from 'fast-xml-parser';
import type { Constraint } from './constraints';
import { AwsError } from './errors';
import type { AwsRequest, AwsResponse } from './http';

/** Parameters of a Query request: from the body of a POST, or from the URL of a GET. */
export function queryParameters(request: AwsRequest): URLSearchParams {
  const body = request.body.toString('utf8');
  const parameters = new URLSearchParams(body);
  for (const [key, value] of request.query) {
    parameters.append(key, value);
  }
  return parameters;
}

function malformed(path: string, expected: string): AwsError {
  return new AwsError(
    'MalformedInput',
    400,
    `The value of '${path}' is of the wrong type: expected ${expected}`,
  );
}

function scalar(text: string, constraint: Constraint, path: string): unknown {
  switch (constraint.type) {
    case 'integer':
      if (!/^-?\d+$/.test(text)) {
        throw malformed(path, 'a number');
      }
      return Number(text);
    case 'boolean':
      if (text !== 'true' && text !== 'false') {
        throw malformed(path, 'true or false');
      }
      return text === 'true';
    default:
      return text;
  }
}

/** Reads `Tags.member.1.Key=…` and its like into a value, by the type that the model gives. */
function read(
  parameters: URLSearchParams,
  prefix: string,
  constraint: Constraint,
): unknown {
  const below = (name: string) => (prefix ? `${prefix}.${name}` : name);
  const has = (name: string) =>
    parameters.has(name) ||
    [...parameters.keys()].some(key => key.startsWith(`${name}.`));
  if (constraint.type === 'structure') {
    const entries = Object.entries(constraint.members ?? {})
      .filter(([name]) => has(below(name)))
      .map(([name, member]) => [name, read(parameters, below(name), member)]);
    return Object.fromEntries(entries);
  }
  if (constraint.type === 'list') {
    const items: unknown[] = [];
    for (let index = 1; has(below(`member.${index}`)); index++) {
      items.push(
        read(
          parameters,
          below(`member.${index}`),
          constraint.member ?? { type: 'string' },
        ),
      );
    }
    return items;
  }
  return scalar(parameters.get(prefix) ?? '', constraint, prefix);
}

/**
 * The input of a Query operation.
 * @throws AwsError MalformedInput naming the member that is of the wrong type.
 */
export function deserializeQuery(
  parameters: URLSearchParams,
  input: Constraint,
): Record<string, unknown> {
  return read(parameters, '', input) as Record<string, unknown>;
}

function toXml(value: unknown): unknown {
  if (value instanceof Date) {
    return value.toISOString().replace(/\.\d{3}Z$/, 'Z');
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? '' : { member: value.map(toXml) };
  }
  if (value && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, item]) =>
        item === undefined ? [] : [[key, toXml(item)]],
      ),
    );
  }
  return value;
}

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  processEntities: true,
  suppressEmptyNode: false,
});

/** An answer as Query services write it. */
export function serializeQuery(
  operation: string,
  namespace: string,
  output: object,
  requestId: string,
): AwsResponse {
  return {
    status: 200,
    headers: { 'content-type': 'text/xml' },
    body: builder.build({
      [`${operation}Response`]: {
        '@xmlns': namespace,
        [`${operation}Result`]: toXml(output),
        ResponseMetadata: { RequestId: requestId },
      },
    }),
  };
}

/** An error as Query services write it. */
export function serializeQueryError(
  error: AwsError,
  namespace: string,
  requestId: string,
): AwsResponse {
  return {
    status: error.status,
    headers: { 'content-type': 'text/xml' },
    body: builder.build({
      ErrorResponse: {
        '@xmlns': namespace,
        Error: {
          Type: error.status < 500 ? 'Sender' : 'Receiver',
          Code: error.code,
          Message: error.message,
        },
        RequestId: requestId,
      },
    }),
  };
}
