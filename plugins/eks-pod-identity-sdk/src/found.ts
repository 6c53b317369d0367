import { FoundPackage } from './ecosystem';
import { strongestScope } from './graph';

/**
 * One entry per package and version: a lockfile may hold the same one several times (nested, or once per set of
 * peers). The strongest scope wins, with its path and line.
 */
export function mergeFound(packages: Iterable<FoundPackage>): FoundPackage[] {
  const merged = new Map<string, FoundPackage>();
  for (const found of packages) {
    const key = JSON.stringify([
      found.registry?.id,
      found.name,
      found.version,
      found.range,
      found.unresolved,
    ]);
    const known = merged.get(key);
    merged.set(key, known ? strongerOf(known, found) : found);
  }
  return [...merged.values()];
}

function strongerOf(a: FoundPackage, b: FoundPackage): FoundPackage {
  const scope = strongestScope([a.scope, b.scope]);
  const winner = a.scope === scope ? a : b;
  const members =
    a.members && b.members
      ? [...new Set([...a.members, ...b.members])].sort()
      : undefined;
  const direct = a.direct === true || b.direct === true ? true : winner.direct;
  return {
    ...winner,
    direct,
    via: direct ? [] : winner.via,
    ...(members ? { members } : {}),
  };
}
