import semver from 'semver';
import { VersionOrder } from './versionOrder';

/** Go writes `v1.2.3`, also behind a major version that its module path does not have (`+incompatible`). */
function plain(text: string): string {
  return text.replace(/^v/, '').replace(/\+incompatible$/, '');
}

/** Versions of Go modules: semantic versioning; a pseudo-version is a pre-release of the version that would be next. */
export const goVersions: VersionOrder = {
  name: 'go',
  isVersion: text => /^v?\d/.test(text) && semver.valid(plain(text)) !== null,
  compare: (a, b) => semver.compare(plain(a), plain(b)),
  // go.mod knows no ranges.
  isRangeBelow: () => false,
  lowestOf: () => undefined,
};
