import { causesOf, errorText } from '../../faults/errorText';

/** A fault of the credentials or the clock: it concerns every call, whichever it hit first. */
export interface AccountFault {
  code:
    | 'clock-skew'
    | 'credentials-expired'
    | 'credentials-missing'
    | 'credentials-unknown'
    | 'credentials-signature'
    | 'region-not-enabled';
  /** State and remedy; the same for every call, so that it is shown once. */
  reason: string;
}

/**
 * AWS's names for a request that is signed too early or too late: 'Common errors' of the API references, and Amazon S3's
 * RequestTimeTooSkewed, which proxies answer too. The two with 'Signature' stand also for a wrong secret: their text
 * decides.
 */
const skewed = new Set([
  'RequestTimeTooSkewed',
  'RequestExpired',
  'RequestInTheFuture',
]);
const signature = new Set([
  'SignatureDoesNotMatch',
  'InvalidSignatureException',
  'InvalidSignature',
  'IncompleteSignature',
  'IncompleteSignatureException',
]);
const skewTexts = [
  'signature expired',
  'signature not yet current',
  'is now earlier than',
  'is still later than',
  'request time too skewed',
  'time and the current time is too large',
];

const expired = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'TokenRefreshRequired',
]);

const unknownKey = new Set([
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'UnrecognizedClient',
  'InvalidAccessKeyId',
  'AuthFailure',
  'InvalidToken',
  'InvalidTokenException',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
]);

const missing = new Set([
  'CredentialsProviderError',
  'TokenProviderError',
  'ProviderError',
]);

const notEnabled = new Set([
  'OptInRequired',
  'OptInRequiredException',
  'RegionDisabledException',
  'SubscriptionRequiredException',
]);

/** True where AWS does not know the access key: also what a region answers that is not enabled for the account. */
export function isUnknownKey(error: unknown): boolean {
  return unknownKey.has(nameOf(error));
}

function nameOf(error: unknown): string {
  const { name } = (error ?? {}) as { name?: unknown };
  return typeof name === 'string' ? name : '';
}

function textOf(error: unknown): string {
  return causesOf(error)
    .map(({ message }) => String(message ?? ''))
    .join(' ')
    .slice(0, 4000)
    .toLowerCase();
}

/** Names a fault of the credentials or of the clock; undefined where the error is of this one call. */
export function accountFault(error: unknown): AccountFault | undefined {
  const name = nameOf(error);
  const text = textOf(error);
  const isSigned = signature.has(name);
  if (
    skewed.has(name) ||
    (isSigned && skewTexts.some(part => text.includes(part)))
  ) {
    return {
      code: 'clock-skew',
      reason: `The clock of the Backstage host is wrong: AWS rejects its signatures (${name}). Synchronize the clock (NTP).`,
    };
  }
  if (
    expired.has(name) ||
    (missing.has(name) && text.includes('expired')) ||
    (unknownKey.has(name) && text.includes('token is expired'))
  ) {
    return {
      code: 'credentials-expired',
      reason: `The AWS credentials have expired (${name}). Renew them, or use a role that renews them by itself.`,
    };
  }
  if (missing.has(name)) {
    return {
      code: 'credentials-missing',
      reason: `No AWS credentials were found (${errorText(
        error,
      )}). Add them to the section aws, or give the Backstage pod a role.`,
    };
  }
  if (isSigned) {
    return {
      code: 'credentials-signature',
      reason: `The AWS secret access key does not belong to the access key (${name}). Correct the credentials in the section aws; a proxy that changes requests has the same effect.`,
    };
  }
  if (unknownKey.has(name)) {
    return {
      code: 'credentials-unknown',
      reason: `AWS does not accept the credentials (${name}): the access key is unknown, inactive or of another partition. Correct the credentials in the section aws.`,
    };
  }
  if (notEnabled.has(name)) {
    return {
      code: 'region-not-enabled',
      reason: `The account is not enabled for this AWS service or region (${name}). Enable the region, or remove it from eksPodIdentity.account.regions.`,
    };
  }
  return undefined;
}
