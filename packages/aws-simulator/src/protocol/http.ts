import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request whose body was read. */
export interface AwsRequest {
  method: string;
  /** Percent-encoded, without the query. */
  path: string;
  query: URLSearchParams;
  /** As received, for signatures. */
  rawQuery: string;
  headers: IncomingMessage['headers'];
  body: Buffer;
  requestId: string;
  sourceIp: string;
}

/** An answer, ready to be written. */
export interface AwsResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Larger bodies than any of the served operations needs. */
const maxBodyBytes = 4 * 1024 * 1024;

/** The body was larger than the simulator takes. */
export class BodyTooLarge extends Error {
  constructor() {
    super(`The request body is larger than ${maxBodyBytes} bytes`);
  }
}

/**
 * Reads a request to its end.
 * @throws BodyTooLarge beyond 4 MiB.
 */
export async function readRequest(
  request: IncomingMessage,
): Promise<AwsRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > maxBodyBytes) {
      throw new BodyTooLarge();
    }
    chunks.push(chunk as Buffer);
  }
  const [path, ...rest] = (request.url ?? '/').split('?');
  const rawQuery = rest.join('?');
  return {
    method: request.method ?? 'GET',
    path,
    rawQuery,
    query: new URLSearchParams(rawQuery),
    headers: request.headers,
    body: Buffer.concat(chunks),
    requestId: randomUUID(),
    sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
  };
}

/** Writes an answer, with AWS's request id. */
export function writeResponse(
  response: ServerResponse,
  answer: AwsResponse,
  requestId: string,
): void {
  response.writeHead(answer.status, {
    'x-amzn-requestid': requestId,
    ...answer.headers,
    'content-length': String(Buffer.byteLength(answer.body)),
  });
  response.end(answer.body);
}
