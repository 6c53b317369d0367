import semver from 'semver';
import { VersionOrder } from './versionOrder';

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
};
