import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Snapshot } from './gitObjects';

/** What the host answers. */
export interface Answer {
  status: number;
  contentType: string;
  /** In its quotes; a request with it in If-None-Match gets 304. */
  etag?: string;
  body: Buffer | Readable;
}

/** JSON, with an ETag of its contents. */
export function jsonAnswer(status: number, value: unknown): Answer {
  const body = Buffer.from(JSON.stringify(value));
  return {
    status,
    contentType: 'application/json; charset=utf-8',
    ...(status === 200 && {
      etag: `"${createHash('sha256').update(body).digest('hex')}"`,
    }),
    body,
  };
}

/** What GitHub says of everything that is not there, or not for the caller. */
export function notFoundAnswer(): Answer {
  return jsonAnswer(404, { message: 'Not Found', status: '404' });
}

/** A file as it is. */
export function fileAnswer(
  path: string,
  content: Buffer,
  snapshot: Snapshot,
): Answer {
  return {
    status: 200,
    contentType: content.includes(0)
      ? 'application/octet-stream'
      : 'text/plain; charset=utf-8',
    etag: `"${snapshot.entries.get(path)?.sha}"`,
    body: content,
  };
}
