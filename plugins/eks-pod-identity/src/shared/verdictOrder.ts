import type { Verdict } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';

/** Verdicts as a bar or a stack shows them: what is done first, what is stuck last. */
export const bestFirst: readonly Verdict[] = [
  'migrated',
  'not-applicable',
  'ready',
  'unknown',
  'action-required',
  'blocked',
];
