import type {
  Verdict,
  VerdictCounts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type { T } from '../../hooks/useT';
import { verdictTones } from '../../shared/tones';
import { bestFirst } from '../../shared/verdictOrder';
import type { CountPart } from './CountBar';

/** Counts by verdict as the parts of a bar; `to` gives the list behind each. */
export function verdictParts(
  t: T,
  counts: Partial<VerdictCounts>,
  to?: (verdict: Verdict) => string,
): CountPart[] {
  return bestFirst.map(verdict => ({
    key: verdict,
    label: t(`verdict.${verdict}`),
    count: counts[verdict] ?? 0,
    tone: verdictTones[verdict],
    to: to?.(verdict),
  }));
}
