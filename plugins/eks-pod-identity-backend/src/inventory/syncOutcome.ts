import type { Sync } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { databaseFault } from '../faults/database';
import { errorText } from '../faults/errorText';
import { WrongAccountError } from './aws/caller';
import type { AccountReading } from './collect';
import type { SyncParts } from './syncParts';

/** How a sync ended, in words. */
export interface SyncOutcome {
  state: Sync['state'];
  error?: string;
}

/** Why a reading has no cluster at all; undefined where it has one. */
export function noClusters(
  reading: Pick<
    AccountReading,
    'regions' | 'clusters' | 'lostRegions' | 'lostClusters' | 'leftOut'
  >,
): string | undefined {
  const { regions, clusters, lostRegions, lostClusters, leftOut } = reading;
  if (clusters.length > 0 || lostClusters.length > 0) {
    return undefined;
  }
  if (lostRegions.length > 0) {
    return lostRegions.length === regions.length
      ? 'No cluster was read: no region could be read.'
      : `No cluster was read: ${lostRegions
          .map(({ region }) => region)
          .join(', ')} could not be read, and the other regions have none.`;
  }
  return leftOut > 0
    ? `No cluster was read: all ${leftOut} clusters are left out. Check eksPodIdentity.clusters.`
    : `No EKS cluster was found in ${regions.join(
        ', ',
      )}. Check eksPodIdentity.account.regions.`;
}

/** How a sync ended that came to its end. */
export function outcomeOf(
  reading: AccountReading,
  parts: SyncParts,
): SyncOutcome {
  const error = [noClusters(reading), ...parts.takeShared()]
    .filter(Boolean)
    .join(' ');
  const isPartial =
    error !== '' || parts.list().some(({ state }) => state === 'failed');
  return {
    state: isPartial ? 'partial' : 'succeeded',
    ...(error ? { error } : {}),
  };
}

/**
 * How a sync ended that an error ended.
 * @param step - in which it came: what is read does not come from the database, what was stored stays.
 */
export function outcomeOfError(
  error: unknown,
  step: 'read' | 'store' | 'assess',
): SyncOutcome {
  if (error instanceof WrongAccountError) {
    return { state: 'refused', error: error.message };
  }
  const fault = step === 'read' ? undefined : databaseFault(error);
  if (fault) {
    return {
      state: 'failed',
      error: `${fault.reason} ${
        step === 'store'
          ? 'Nothing of this sync was stored; what earlier syncs stored is kept.'
          : 'The facts of this sync were stored; the assessment is still the earlier one.'
      }`,
    };
  }
  const name = error instanceof Error ? error.name : 'Error';
  const text = errorText(error);
  return {
    state: 'failed',
    error: name === 'Error' || text.includes(name) ? text : `${name}: ${text}`,
  };
}
