import { createHash } from 'node:crypto';

/** The alphabet of Kubernetes' generated names: no vowels and nothing that looks like another letter. */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/**
 * A generated part of a name, the same for the same text: a simulated account looks the same at
 * each start.
 */
export function nameSuffix(text: string, length = 5): string {
  return Array.from(
    digest(text).subarray(0, length),
    byte => alphabet[byte % alphabet.length],
  ).join('');
}

/** The hash that names ReplicaSets and revisions: 8 to 10 letters, here always 10. */
export function templateHash(template: unknown): string {
  return nameSuffix(JSON.stringify(template), 10);
}

/** A UUID, the same for the same text. */
export function stableUid(text: string): string {
  const hex = digest(text).toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${'89ab'[parseInt(hex[16], 16) % 4]}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** Hexadecimal digits, the same for the same text. */
export function stableHex(text: string, length: number): string {
  return digest(text).toString('hex').slice(0, length);
}

/** A number below `limit`, the same for the same text. */
export function stableNumber(text: string, limit: number): number {
  return digest(text).readUInt32BE(0) % limit;
}
