import type { Sight } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';

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
  code?: string;
  $metadata?: { httpStatusCode?: number };
  $response?: unknown;
}

/** Credentials that AWS does not know or that have run out: no permission would help. */
const badCredentials = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'SignatureDoesNotMatch',
  'InvalidSignatureException',
  'CredentialsProviderError',
  'AuthFailure',
]);

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
    ($metadata?.httpStatusCode === 403 && !badCredentials.has(name))
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
  const { name = 'Error', message = '', code } = (error ?? {}) as SdkError;
  if (error instanceof InvalidAnswerError) {
    return { seen: false, why: 'invalid', reason: `${where}: ${message}` };
  }
  if (isDenied(error)) {
    const action = /not authorized to perform: ([a-z0-9-]+:[A-Za-z*]+)/.exec(
      message,
    )?.[1];
    return {
      seen: false,
      why: 'denied',
      reason: `${where} was denied: ${message || name}`,
      permission: action ?? permission,
    };
  }
  if (badCredentials.has(name)) {
    return {
      seen: false,
      why: 'denied',
      reason: `${where}: AWS does not accept the credentials (${name}: ${message})`,
    };
  }
  const text = [name === 'Error' ? undefined : name, code, message]
    .filter((part, index, all) => part && all.indexOf(part) === index)
    .join(': ');
  return {
    seen: false,
    why: 'unreachable',
    reason: `${where} was not answered: ${text}`,
  };
}
