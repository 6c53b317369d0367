import type { AccountFile, FaultsSpec } from '../../account/schema';
import type { Faults, Settings } from '../types';

/** Settings of the account file with their defaults. Durations are seconds of AWS's time. */
export function buildSettings(spec: AccountFile['settings'] = {}): Settings {
  return {
    updateAddonWithoutRole: spec.updateAddonWithoutRole ?? 'unset',
    addonAnnotation: spec.addonAnnotation ?? 'follow',
    associationDelaySeconds: spec.associationDelaySeconds ?? 5,
    deletedAssociationSeconds: spec.deletedAssociationSeconds ?? 2,
    rolePropagationSeconds: spec.rolePropagationSeconds ?? 5,
    addonTransitionSeconds: spec.addonTransitionSeconds ?? 45,
    podStartSeconds: spec.podStartSeconds ?? 10,
    cloudTrailDelaySeconds: spec.cloudTrailDelaySeconds ?? 300,
    associationsPerCluster: spec.associationsPerCluster ?? 5000,
    pageSize: spec.pageSize ?? 100,
  };
}

/** Faults as the account file or the control port gives them, with 'no fault' for the rest. */
export function buildFaults(spec: FaultsSpec = {}, base?: Faults): Faults {
  const latency =
    typeof spec.latencyMs === 'number'
      ? { '*': spec.latencyMs }
      : spec.latencyMs;
  return {
    latencyMs: latency ?? base?.latencyMs ?? {},
    throttling: spec.throttling ?? base?.throttling ?? true,
    quotas: spec.quotas ?? base?.quotas ?? {},
    denyActions: spec.denyActions ?? base?.denyActions ?? [],
    lostRegions: spec.lostRegions ?? base?.lostRegions ?? [],
    disabledRegions: spec.disabledRegions ?? base?.disabledRegions ?? [],
    hangingClusters: spec.hangingClusters ?? base?.hangingClusters ?? [],
    errors: spec.errors ?? base?.errors ?? {},
  };
}
