import { ConflictError } from '@backstage/errors';

/** The states of a request. */
export const requestStates = [
  'pending-approval',
  'approved',
  'in-progress',
  'verifying',
  'completed',
  'rejected',
  'cancelled',
  'paused',
  'failed',
  'rolling-back',
  'rolled-back',
] as const;

/** See {@link requestStates}. */
export type RequestState = (typeof requestStates)[number];

/** States that nothing leads out of. */
export const finalRequestStates: readonly RequestState[] = [
  'completed',
  'rejected',
  'cancelled',
  'rolled-back',
];

/**
 * What may be done to a request, from which states, and where it leads.
 * `complete`, `fail` and `rolled-back` are done by the backend, all others by a person.
 */
export const requestTransitions = {
  approve: { from: ['pending-approval'], to: 'approved' },
  reject: { from: ['pending-approval'], to: 'rejected' },
  cancel: { from: ['pending-approval', 'approved'], to: 'cancelled' },
  start: { from: ['approved'], to: 'in-progress' },
  pause: { from: ['in-progress'], to: 'paused' },
  resume: { from: ['paused'], to: 'in-progress' },
  verify: { from: ['in-progress', 'failed'], to: 'verifying' },
  complete: { from: ['verifying'], to: 'completed' },
  fail: { from: ['in-progress', 'verifying', 'rolling-back'], to: 'failed' },
  rollback: {
    from: ['in-progress', 'verifying', 'paused', 'failed', 'completed'],
    to: 'rolling-back',
  },
  'rolled-back': { from: ['rolling-back'], to: 'rolled-back' },
} as const satisfies Record<
  string,
  { from: readonly RequestState[]; to: RequestState }
>;

/** See {@link requestTransitions}. */
export type RequestTransition = keyof typeof requestTransitions;

/** Whether the transition leads out of this state. */
export function canTransition(
  state: RequestState,
  transition: RequestTransition,
): boolean {
  const from: readonly RequestState[] = requestTransitions[transition].from;
  return from.includes(state);
}

/**
 * The state after a transition.
 * @throws ConflictError when the transition does not lead out of this state; the message names those it leads out of.
 */
export function nextRequestState(
  state: RequestState,
  transition: RequestTransition,
): RequestState {
  if (!canTransition(state, transition)) {
    throw new ConflictError(
      `A request that is '${state}' can't be changed by '${transition}'; that is possible from: ${requestTransitions[
        transition
      ].from.join(', ')}`,
    );
  }
  return requestTransitions[transition].to;
}
