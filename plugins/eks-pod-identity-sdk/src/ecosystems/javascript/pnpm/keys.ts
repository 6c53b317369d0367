import { FoundPackage } from '../../../ecosystem';
import { PnpmLock, PnpmPackage } from './schema';

/** Name and version in a key: `/aws-sdk/2.1.0_peers` (5), `/aws-sdk@2.1.0(peers)` (6), `aws-sdk@2.1.0(peers)` (9). */
export function parseKey(
  key: string,
  version: PnpmLock['version'],
): { name: string; reference: string } | undefined {
  if (version === 5) {
    // A registry's host may stand before the first slash.
    const old = /^(?:[^/@]*)\/(@[^/]+\/[^/]+|[^/]+)\/([^/_]+)(?:_.*)?$/.exec(
      key,
    );
    return old ? { name: old[1], reference: old[2] } : undefined;
  }
  const match = /^(?:[^/@]*\/)?(@[^/@]+\/[^@]+|[^@/]+)@(.+)$/.exec(
    withoutPeers(key),
  );
  return match ? { name: match[1], reference: match[2] } : undefined;
}

/** `a@1.0.0(b@2.0.0)(c@3.0.0)` without what stands in brackets. */
export function withoutPeers(key: string): string {
  const at = key.indexOf('(');
  return at === -1 ? key : key.slice(0, at);
}

/** The keys that the reference beside a name may stand for; the first that exists is it. */
export function candidateKeys(
  name: string,
  reference: string,
  version: PnpmLock['version'],
): string[] {
  switch (version) {
    case 5:
      return [`/${name}/${reference}`, reference];
    case 6:
      return [`/${name}@${reference}`, reference];
    default:
      return [`${name}@${reference}`, reference];
  }
}

/** What a package really is. Git and tarball keys hold no version, and what they hold is nobody's release. */
export function identify(
  key: string,
  entry: PnpmPackage,
  version: PnpmLock['version'],
): Pick<FoundPackage, 'name' | 'version' | 'unresolved'> | undefined {
  const parsed = parseKey(key, version);
  const name = entry.name ?? parsed?.name;
  if (name === undefined) return undefined;
  const { resolution } = entry;
  if (resolution?.type === 'git' || resolution?.repo) {
    return { name, unresolved: 'taken from git' };
  }
  if (resolution?.type === 'directory' || resolution?.directory) {
    return { name, unresolved: 'taken from a folder or a file' };
  }
  const reference = parsed?.reference;
  if (reference === undefined || !/^\d+\.\d+\.\d+/.test(reference)) {
    return { name, unresolved: 'taken from a URL, a file or git' };
  }
  return { name, version: reference };
}
