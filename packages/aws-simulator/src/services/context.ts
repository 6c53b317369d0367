import { AwsError } from '../protocol/errors';
import { actionMatches } from '../trust/patterns';
import type { AccountState, Caller } from '../state/types';

/** What a service knows of the call that it serves. */
export interface CallContext {
  state: AccountState;
  caller: Caller;
  /** From the credential scope. */
  region: string;
  requestId: string;
  userAgent: string;
  sourceIp: string;
}

/** Is an action denied to the caller, by its own rules or by the faults of the account? */
export function isDenied(context: CallContext, action: string): boolean {
  const { caller, state } = context;
  const matches = (pattern: string) => actionMatches(pattern, action);
  return (
    caller.deny.some(matches) ||
    state.faults.denyActions.some(matches) ||
    (caller.allow !== undefined && !caller.allow.some(matches))
  );
}

/** The text of a denied action. */
export function deniedText(
  context: CallContext,
  action: string,
  resource: string,
): string {
  return `User: ${context.caller.arn} is not authorized to perform: ${action} on resource: ${resource}`;
}

/**
 * Lets a call go on only where the caller may make it.
 * @throws AwsError AccessDeniedException, or `code`, with the text that AWS gives.
 */
export function authorize(
  context: CallContext,
  action: string,
  resource: string,
  error: { code: string; status: number } = {
    code: 'AccessDeniedException',
    status: 403,
  },
): void {
  if (isDenied(context, action)) {
    throw new AwsError(
      error.code,
      error.status,
      deniedText(context, action, resource),
    );
  }
}
