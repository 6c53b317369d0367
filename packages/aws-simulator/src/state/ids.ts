import { createHash, randomBytes, randomUUID } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

function letters(bytes: Buffer, length: number): string {
  return Array.from(
    bytes.subarray(0, length),
    byte => alphabet[byte % 36],
  ).join('');
}

/** 32 bytes that follow from a text: the same account file gives the same ids. */
export function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** An association id, `a-` and 17 characters. @param seed - absent: a new random one. */
export function associationId(seed?: string): string {
  return `a-${letters(seed ? digest(seed) : randomBytes(17), 17)}`;
}

/** The last part of a cluster's issuer. */
export function oidcId(seed: string): string {
  return digest(seed).toString('hex').toUpperCase().slice(0, 32);
}

/** A UUID that follows from a text, or a random one. */
export function uuid(seed?: string): string {
  if (seed === undefined) {
    return randomUUID();
  }
  const hex = digest(seed).toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
