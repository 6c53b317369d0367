/**
 * The lists of built-in kinds that merge by a key instead of being replaced, by the name of their
 * field, as the tags in Kubernetes' Go types have it. A field that some kinds have as a list of
 * plain values, or with another key, is told apart by the kind or its parent.
 */
const byField: Record<string, string> = {
  containers: 'name',
  initContainers: 'name',
  ephemeralContainers: 'name',
  env: 'name',
  volumes: 'name',
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
  imagePullSecrets: 'name',
  hostAliases: 'ip',
  topologySpreadConstraints: 'topologyKey',
  conditions: 'type',
  ownerReferences: 'uid',
  secrets: 'name',
  resourceClaims: 'name',
  addresses: 'type',
  taints: 'key',
  webhooks: 'name',
};

/** Lists of plain values that merge as sets. */
const sets = new Set(['finalizers']);

/** How a list merges. */
export type ListMerge =
  | { kind: 'atomic' }
  | { kind: 'set' }
  | { kind: 'map'; key: string };

/** How the list in a field of an object merges. @param path - names of the fields down to it. */
export function listMergeOf(path: readonly string[]): ListMerge {
  const field = path[path.length - 1];
  if (sets.has(field)) {
    return { kind: 'set' };
  }
  if (field === 'ports') {
    const parent = path[path.length - 2];
    if (parent === 'containers' || parent === 'initContainers') {
      return { kind: 'map', key: 'containerPort' };
    }
    return path.join('.') === 'spec.ports'
      ? { kind: 'map', key: 'port' }
      : { kind: 'atomic' };
  }
  const key = byField[field];
  return key ? { kind: 'map', key } : { kind: 'atomic' };
}
