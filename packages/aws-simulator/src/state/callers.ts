import { createHash } from 'node:crypto';
import type { AccountState, Caller } from './types';

/** A stable id in IAM's style (AIDA…, AROA…) for a name. */
export function iamId(prefix: string, name: string): string {
  const digest = createHash('sha256').update(`${prefix}:${name}`).digest();
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return (
    prefix +
    Array.from(digest.subarray(0, 17), byte => alphabet[byte % 32]).join('')
  );
}

/**
 * Who signs with an access key. Keys that the account file does not name belong to an administrator,
 * `user/simulator`, so that a newcomer needs no set-up.
 */
export function identifyCaller(
  state: AccountState,
  accessKeyId: string,
): Caller {
  return (
    state.callers.get(accessKeyId) ?? {
      accessKeyId,
      arn: `arn:${state.partition}:iam::${state.accountId}:user/simulator`,
      userId: iamId('AIDA', 'simulator'),
      accountId: state.accountId,
      deny: [],
    }
  );
}
