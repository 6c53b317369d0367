import type { T } from '../hooks/useT';
import { eksPodIdentityTranslationRef } from '../translation/ref';

type Messages = typeof eksPodIdentityTranslationRef.T;
type EventKey = Extract<keyof Messages, `request.event.${string}`>;

const actions = [
  'created',
  'comment',
  'approve',
  'reject',
  'cancel',
  'start',
  'pause',
  'resume',
  'verify',
  'complete',
  'fail',
  'rollback',
  'rolled-back',
] as const satisfies EventKey extends `request.event.${infer A}` ? A[] : never;

/** What an event's actor did, as the predicate of a sentence; an action that we don't know is named as it is. */
export function eventText(t: T, action: string): string {
  const known = actions.find(candidate => candidate === action);
  if (known) {
    return t(`request.event.${known}`);
  }
  return action.startsWith('step:')
    ? t('request.event.step', { step: action.slice('step:'.length) })
    : action;
}
