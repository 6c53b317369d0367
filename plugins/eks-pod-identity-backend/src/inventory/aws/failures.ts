import type { Sight } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { errorText, plainText } from '../../faults/errorText';
import { networkFault } from '../../faults/network';
import { accountFault } from './accountFaults';

/** Why something was not seen. */
export type Unseen = Omit<Extract<Sight<unknown>, { seen: false }>, 'last'>;

/** What one reading told of a part: it knows nothing of earlier ones, so it brings no `last`. */
export type Look<T> = Extract<Sight<T>, { seen: true }> | Unseen;

/** An answer that does not have the shape that its API promises. */
export class InvalidAnswerError extends Error {
  override name = 'InvalidAnswerError';
}

interface SdkError {
  name?: string;
  message?: string;
  $metadata?: { httpStatusCode?: number };
  $response?: { statusCode?: number };
}

const deniedNames = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'UnauthorizedOperation',
  'NotAuthorized',
  'UnauthorizedException',
]);

/** True for the errors of resources that are gone: deleted between the list and the call. */
export function isGone(error: unknown): boolean {
  const { name } = (error ?? {}) as SdkError;
  return (
    name === 'ResourceNotFoundException' ||
    name === 'NoSuchEntity' ||
    name === 'NoSuchEntityException' ||
    name === 'NotFoundException'
  );
}

/** True where AWS refused the call for want of a permission. */
export function isDenied(error: unknown): boolean {
  const { name = '', $metadata } = (error ?? {}) as SdkError;
  return (
    deniedNames.has(name) ||
    ($metadata?.httpStatusCode === 403 && !accountFault(error))
  );
}

/** True where the SDK could not parse the answer: it attaches the raw one. */
function isUnparsable(error: unknown): boolean {
  return (
    error instanceof Error &&
    '$response' in error &&
    (error instanceof SyntaxError ||
      error instanceof TypeError ||
      error.message.includes('Deserialization error'))
  );
}

/**
 * Turns an error of an AWS call into the reason why its part is unseen.
 * @param where - the call, such as `eks:ListAddons`.
 * @param permission - action that allows it; the one that AWS names wins.
 */
export function unseenByError(
  error: unknown,
  where: string,
  permission: string,
): Unseen {
  const {
    name = 'Error',
    message = '',
    $metadata,
    $response,
  } = (error ?? {}) as SdkError;
  if (error instanceof InvalidAnswerError) {
    return { seen: false, why: 'invalid', reason: `${where}: ${message}` };
  }
  const fault = accountFault(error);
  if (fault) {
    return { seen: false, why: 'denied', reason: fault.reason };
  }
  if (isDenied(error)) {
    const text = plainText(message);
    const action = /not authorized to perform: ([a-z0-9-]+:[A-Za-z*]+)/.exec(
      text,
    )?.[1];
    return {
      seen: false,
      why: 'denied',
      reason: `${
        action && !where.startsWith(action) ? `${action} for ${where}` : where
      } was denied: ${text || name}`,
      permission: action ?? permission,
    };
  }
  if (isUnparsable(error)) {
    const status = $response?.statusCode ?? $metadata?.httpStatusCode;
    return {
      seen: false,
      // A load balancer or a proxy that is down answers with a page of its own.
      why: status && status >= 500 ? 'unreachable' : 'invalid',
      reason: `${where}: the answer is not what its API promises${
        status ? ` (HTTP ${status})` : ''
      }. Check what is between Backstage and AWS, such as a proxy.`,
    };
  }
  const network = networkFault(error);
  if (network) {
    return {
      seen: false,
      why: 'unreachable',
      reason: `${where} was not answered: the endpoint ${network.state} (${network.code}). ${network.remedy}`,
    };
  }
  const text = [name === 'Error' ? undefined : name, errorText(error)]
    .filter((part, index, all) => part && all.indexOf(part) === index)
    .join(': ');
  return {
    seen: false,
    why: 'unreachable',
    reason: `${where} was not answered: ${text}`,
  };
}
