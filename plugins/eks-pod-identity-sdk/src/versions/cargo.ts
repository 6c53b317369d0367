import semver from 'semver';
import { lowestOfRange } from './npm';
import { VersionOrder } from './versionOrder';

/** A requirement of Cargo in the words of npm: without an operator it means `^`, and commas stand between terms. */
export function toNpmRange(requirement: string): string {
  return requirement
    .split(',')
    .map(term => term.trim())
    .filter(Boolean)
    .map(term => (/^\d/.test(term) && !/[*x]/.test(term) ? `^${term}` : term))
    .join(' ');
}

/** Versions of crates: semantic versioning, with Cargo's requirements. */
export const cargoVersions: VersionOrder = {
  name: 'cargo',
  isVersion: text => /^\d/.test(text) && semver.valid(text) !== null,
  compare: (a, b) => semver.compare(a, b),
  isRangeBelow(range, minimum) {
    try {
      return semver.gtr(minimum, toNpmRange(range));
    } catch {
      return false;
    }
  },
  lowestOf: range => lowestOfRange(toNpmRange(range)),
};
