import type { IncomingMessage } from 'node:http';
import { badRequest, KubeError } from '../status';

/** What a path of the Kubernetes API names. */
export interface ResourcePath {
  group: string;
  version: string;
  plural: string;
  namespace?: string;
  name?: string;
  subresource?: string;
}

/** A request, read. */
export interface ApiRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/** Largest body that is read: what etcd takes, and some. */
const maxBodyBytes = 3 * 1024 * 1024;

/** Reads the body of a request. @throws KubeError 413 where it is too large. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > maxBodyBytes) {
      throw new KubeError(
        413,
        'RequestEntityTooLarge',
        `Request entity too large: limit is ${maxBodyBytes}`,
      );
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** Splits an URL path into its decoded steps. @throws KubeError 400 for a broken escape. */
export function stepsOf(path: string): string[] {
  try {
    return path
      .split('/')
      .filter(step => step !== '')
      .map(decodeURIComponent);
  } catch {
    throw badRequest(`the path '${path}' is not well-formed`);
  }
}

/** Reads the path of a resource; undefined where it names none. */
export function parseResourcePath(steps: string[]): ResourcePath | undefined {
  const [root, ...rest] = steps;
  const groupLength = { api: 0, apis: 1 }[root];
  if (groupLength === undefined || rest.length < groupLength + 2) {
    return undefined;
  }
  const group = groupLength === 1 ? rest[0] : '';
  const [version, ...tail] = rest.slice(groupLength);
  if (tail[0] === 'namespaces' && tail.length > 2) {
    const isSubresource = ['status', 'finalize'].includes(tail[2]);
    if (!(group === '' && tail.length === 3 && isSubresource)) {
      const [, namespace, plural, name, subresource] = tail;
      return { group, version, plural, namespace, name, subresource };
    }
  }
  const [plural, name, subresource] = tail;
  return { group, version, plural, name, subresource };
}

/** A number of the query. @throws KubeError 400 where it is none. */
export function numberOf(
  query: URLSearchParams,
  name: string,
): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') {
    return undefined;
  }
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) {
    throw badRequest(
      `invalid value for query parameter ${name}: '${text}' is not a whole number`,
    );
  }
  return value;
}

/** A truth value of the query, as Go reads it. */
export function flagOf(query: URLSearchParams, name: string): boolean {
  return ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(
    query.get(name) ?? '',
  );
}
