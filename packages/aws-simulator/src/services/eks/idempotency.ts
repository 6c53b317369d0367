import type { AccountState } from '../../state/types';
import type { CallContext } from '../context';
import { eksError } from './errors';

type Remembered = { parameters: string; result: object };

const remembered = new WeakMap<AccountState, Map<string, Remembered>>();

/**
 * Runs a write once per clientRequestToken: the same call again gets the same answer, another call
 * with the same token is refused (the text of that refusal is unverified).
 * @throws AwsError InvalidParameterException
 */
export function once<O extends object>(
  context: CallContext,
  operation: string,
  input: object & { clientRequestToken?: string },
  run: () => O,
): O {
  const { clientRequestToken: token, ...parameters } = input;
  if (!token) {
    return run();
  }
  const calls = remembered.get(context.state) ?? new Map<string, Remembered>();
  remembered.set(context.state, calls);
  const key = `${context.region}/${operation}/${token}`;
  const text = JSON.stringify(parameters);
  const before = calls.get(key);
  if (before && before.parameters !== text) {
    throw eksError(
      'InvalidParameterException',
      'The clientRequestToken was used before with other parameters.',
    );
  }
  const result = (before?.result as O | undefined) ?? run();
  calls.set(key, { parameters: text, result });
  return result;
}
