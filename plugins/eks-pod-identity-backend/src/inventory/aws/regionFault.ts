import { networkFault } from '../../faults/network';
import { accountFault, isUnknownKey } from './accountFaults';
import type { Unseen } from './failures';

const remove = 'remove it from eksPodIdentity.account.regions';

/** True where an error may be one of the region and not of the credentials or the network. */
export function isRegionSuspect(error: unknown): boolean {
  return (
    isUnknownKey(error) ||
    accountFault(error)?.code === 'region-not-enabled' ||
    networkFault(error)?.code === 'ENOTFOUND'
  );
}

/**
 * Why a region told nothing, where that is a fault of the configuration. Call it only when another region accepted the
 * credentials: a region that is not enabled answers `UnrecognizedClientException` (https://docs.aws.amazon.com/general/latest/gr/rande-manage.html),
 * and one that does not exist has no endpoint in DNS.
 */
export function regionFault(
  error: unknown,
  region: string,
): Unseen | undefined {
  const name = String((error as { name?: string } | undefined)?.name);
  if (networkFault(error)?.code === 'ENOTFOUND') {
    return {
      seen: false,
      why: 'unreachable',
      reason: `The region ${region} does not exist: its endpoint is not in DNS (ENOTFOUND). Correct its name in eksPodIdentity.account.regions, or ${remove}.`,
    };
  }
  if (!isRegionSuspect(error)) {
    return undefined;
  }
  return {
    seen: false,
    why: 'denied',
    reason: `The region ${region} is not enabled for the account: it does not know the credentials that AWS accepts elsewhere (${name}). Enable the region, or ${remove}. Session tokens of the global STS endpoint are not valid in opt-in regions either: use a regional one.`,
  };
}
