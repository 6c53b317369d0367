/** A version as people tag releases: `v1.26.0-eksbuild.1`, `2.13`, `v1.0.0-rc.2`. */
export interface NumberedVersion {
  /** As many as the text gives: `v2.13` stands for every 2.13.x. */
  numbers: number[];
  /** False for a pre-release, or for a build between two releases: it stands before or after the release that it names. */
  release: boolean;
}

const FORM = /^v?(\d{1,6}(?:\.\d{1,6}){0,3})(?:[-+_.]([\w.+-]{1,100}))?$/i;

/** `-rc.1`, `-beta`, `-alpha.3` and their like. */
const PRE_RELEASE =
  /(^|[-._+])(a|b|alpha|beta|rc|pre|preview|dev|snapshot|nightly|canary|ea|m)[-._]?\d*([-._+]|$)/i;

/** `-15-g1a2b3c4` (git describe), `-0.20231120…` (Go's pseudo-versions), a commit's hash. */
const BETWEEN =
  /^\d+-g[0-9a-f]{7,}|^0\.\d{8,}|(^|[-._+])[0-9a-f]{12,}([-._+]|$)/i;

/** Undefined for a text that names no release: `latest`, a commit, a date. */
export function parseNumberedVersion(
  text: string,
): NumberedVersion | undefined {
  const match = FORM.exec(text.trim());
  if (!match) {
    return undefined;
  }
  const numbers = match[1].split('.').map(Number);
  const suffix = match[2] ?? '';
  // A tag that begins with a year or is a date (2024.01.15, 20240115) is no release number that could be compared.
  if (numbers[0] >= 1000) {
    return undefined;
  }
  return {
    numbers,
    release: !PRE_RELEASE.test(suffix) && !BETWEEN.test(suffix),
  };
}

/**
 * Compares by number; where one has fewer parts than the other, `missing` stands for the parts that it lacks.
 * Negative, zero or positive.
 */
function compare(a: number[], b: number[], missing: [number, number]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const left = a[at] ?? missing[0];
    const right = b[at] ?? missing[1];
    if (left !== right) {
      return left < right ? -1 : 1;
    }
  }
  return 0;
}

/** Whether every version that the text stands for is `minimum` or later. */
export function isAtLeast(version: NumberedVersion, minimum: string): boolean {
  const least = parseNumberedVersion(minimum);
  if (!least) {
    return false;
  }
  const order = compare(version.numbers, least.numbers, [0, 0]);
  return order > 0 || (order === 0 && (version.release || !least.release));
}

/** Whether every version that the text stands for is `last` or earlier; `2.8` as the last one means all of 2.8. */
export function isAtMost(version: NumberedVersion, last: string): boolean {
  const most = parseNumberedVersion(last);
  if (!most) {
    return false;
  }
  const order = compare(version.numbers, most.numbers, [Infinity, Infinity]);
  return order < 0 || (order === 0 && version.release);
}
