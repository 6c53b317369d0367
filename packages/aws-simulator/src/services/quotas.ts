import { actionMatches } from '../trust/patterns';
import type { Faults } from '../state/types';

/** A token bucket: calls per second in the long run, and how many at once. */
export interface Quota {
  ratePerSecond: number;
  burst: number;
}

/**
 * AWS publishes no request rates for EKS or IAM: all but CloudTrail's are assumptions, kept here and
 * nowhere else. CloudTrail: 2 LookupEvents a second per account and region (CloudTrail API reference).
 */
export const assumedQuotas = {
  read: { ratePerSecond: 20, burst: 40 },
  write: { ratePerSecond: 5, burst: 10 },
  lookupEvents: { ratePerSecond: 2, burst: 2 },
  identity: { ratePerSecond: 600, burst: 600 },
} satisfies Record<string, Quota>;

/** The quota of an operation: as the faults set it, else the assumption. */
export function quotaOf(
  action: string,
  isWrite: boolean,
  overrides: Faults['quotas'],
): Quota {
  const override = Object.entries(overrides).find(([pattern]) =>
    actionMatches(pattern, action),
  );
  if (override) {
    return override[1];
  }
  switch (action) {
    case 'cloudtrail:LookupEvents':
      return assumedQuotas.lookupEvents;
    case 'sts:GetCallerIdentity':
      return assumedQuotas.identity;
    default:
      return isWrite ? assumedQuotas.write : assumedQuotas.read;
  }
}

/** Token buckets per operation and region. */
export class TokenBuckets {
  private readonly buckets = new Map<string, { tokens: number; at: number }>();

  /** @param now - milliseconds of the wall clock: a caller's rate is a matter of real time. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Takes a token; false where there is none. */
  take(key: string, quota: Quota): boolean {
    const now = this.now();
    const { tokens, at } = this.buckets.get(key) ?? {
      tokens: quota.burst,
      at: now,
    };
    const filled = Math.min(
      quota.burst,
      tokens + ((now - at) / 1000) * quota.ratePerSecond,
    );
    const isAllowed = filled >= 1;
    this.buckets.set(key, { tokens: isAllowed ? filled - 1 : filled, at: now });
    return isAllowed;
  }

  /** Fills every bucket. */
  reset(): void {
    this.buckets.clear();
  }
}
