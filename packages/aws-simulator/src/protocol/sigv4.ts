import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { AwsRequest } from './http';

/** What a SigV4 signature says of its maker, and what it was made for. */
export interface Signature {
  accessKeyId: string;
  /** yyyymmdd */
  date: string;
  region: string;
  /** Signing name: eks, iam, sts, cloudtrail. */
  service: string;
  signedHeaders: string[];
  signature: string;
  /** ISO 8601 basic, from X-Amz-Date. */
  time: string;
  presigned: boolean;
}

function scope(
  credential: string,
): Pick<Signature, 'accessKeyId' | 'date' | 'region' | 'service'> | undefined {
  const match =
    /^(.+)\/(\d{8})\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request$/.exec(
      credential,
    );
  return match
    ? {
        accessKeyId: match[1],
        date: match[2],
        region: match[3],
        service: match[4],
      }
    : undefined;
}

/** Reads the signature of a request from its Authorization header or its query; undefined without one. */
export function readSignature(
  request: Pick<AwsRequest, 'headers' | 'query'>,
): Signature | undefined {
  const header = request.headers.authorization;
  if (header?.startsWith('AWS4-HMAC-SHA256')) {
    const part = (name: string) =>
      new RegExp(`${name}=([^,\\s]+)`).exec(header)?.[1] ?? '';
    const found = scope(part('Credential'));
    return (
      found && {
        ...found,
        signedHeaders: part('SignedHeaders').split(';'),
        signature: part('Signature'),
        time: String(request.headers['x-amz-date'] ?? ''),
        presigned: false,
      }
    );
  }
  const found = scope(request.query.get('X-Amz-Credential') ?? '');
  return (
    found && {
      ...found,
      signedHeaders: (request.query.get('X-Amz-SignedHeaders') ?? '').split(
        ';',
      ),
      signature: request.query.get('X-Amz-Signature') ?? '',
      time: request.query.get('X-Amz-Date') ?? '',
      presigned: true,
    }
  );
}

function hex(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function canonicalQuery(query: URLSearchParams): string {
  return [...query]
    .filter(([key]) => key !== 'X-Amz-Signature')
    .map(([key, value]): [string, string] => [encode(key), encode(value)])
    .sort(([a, x], [b, y]) => {
      if (a === b) {
        return x < y ? -1 : Number(x > y);
      }
      return a < b ? -1 : 1;
    })
    .map(pair => pair.join('='))
    .join('&');
}

/**
 * Recomputes the signature of a request (AWS Signature Version 4; paths are encoded twice, as for
 * every service but S3) and compares.
 */
export function signatureHolds(
  request: Pick<AwsRequest, 'method' | 'path' | 'query' | 'headers' | 'body'>,
  signature: Signature,
  secretAccessKey: string,
): boolean {
  const { date, region, service } = signature;
  const header = (name: string) =>
    String(request.headers[name] ?? '')
      .trim()
      .replace(/\s+/g, ' ');
  const path = request.path.split('/').map(encode).join('/');
  const payload =
    signature.presigned && service === 'sts'
      ? hex('')
      : header('x-amz-content-sha256') || hex(request.body);
  const canonical = [
    request.method,
    path || '/',
    canonicalQuery(request.query),
    ...signature.signedHeaders.map(name => `${name}:${header(name)}`),
    '',
    signature.signedHeaders.join(';'),
    payload,
  ].join('\n');
  const toSign = [
    'AWS4-HMAC-SHA256',
    signature.time,
    `${date}/${region}/${service}/aws4_request`,
    hex(canonical),
  ].join('\n');
  const key = [date, region, service, 'aws4_request'].reduce<Buffer | string>(
    hmac,
    `AWS4${secretAccessKey}`,
  );
  const expected = Buffer.from(hmac(key, toSign).toString('hex'));
  const given = Buffer.from(signature.signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
