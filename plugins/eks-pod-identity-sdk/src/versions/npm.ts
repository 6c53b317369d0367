import semver from 'semver';
import { VersionOrder } from './versionOrder';

/** Longer ones are written by nobody, and would only take time. */
const MAX_LENGTH = 1_000;

/** The lowest version that a range of npm admits; undefined for what is no range (a tag, a URL), and for one that admits nothing. */
export function lowestOfRange(range: string): string | undefined {
  if (range.length > MAX_LENGTH) return undefined;
  try {
    return semver.minVersion(range)?.version;
  } catch {
    return undefined;
  }
}

/** Versions of npm: semantic versioning, with npm's ranges. */
export const npmVersions: VersionOrder = {
  name: 'semver',
  isVersion: text => semver.valid(text) !== null && /^\d/.test(text),
  compare: (a, b) => semver.compare(a, b),
  isRangeBelow(range, minimum) {
    try {
      return semver.gtr(minimum, range);
    } catch {
      // A tag, a URL, a workspace reference: not a range.
      return false;
    }
  },
  lowestOf: lowestOfRange,
};
