import { Evidence } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';

/** Where and when something was read. */
export interface ReadMark {
  source: Evidence['source'];
  /** API call and ARN, or path of the object. */
  where: string;
  /** UTC, ISO 8601. */
  readAt: string;
}

/**
 * Something that was looked for: either it was seen, or it was not, and then the reason is told.
 * A part that was not seen may bring what an earlier sync saw (`last`): it may be shown, marked as stale,
 * but proves nothing about the present.
 */
export type Sight<T> =
  | { seen: true; value: T; read: ReadMark }
  | {
      seen: false;
      /** `denied`: no permission; `unreachable`: no answer; `disabled`: by config; `absent`: nothing tells. */
      why: 'denied' | 'unreachable' | 'disabled' | 'absent' | 'invalid';
      reason: string;
      /** IAM action, Kubernetes verb and resource, or config key that would let us see it. */
      permission?: string;
      last?: { value: T; read: ReadMark };
    };

/** What was seen. */
export function seen<T>(value: T, read: ReadMark): Sight<T> {
  return { seen: true, value, read };
}

/** What was not seen, and why. */
export function unseen<T>(
  why: Extract<Sight<T>, { seen: false }>['why'],
  reason: string,
  permission?: string,
): Sight<T> {
  return { seen: false, why, reason, ...(permission ? { permission } : {}) };
}
