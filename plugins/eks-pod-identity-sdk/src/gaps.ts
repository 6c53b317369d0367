import { FileFault } from './ecosystem';

/** Dependencies that a lockfile names and does not hold. */
export interface Gap {
  /** Sorts like the keys of the lockfile. */
  key: string;
  /** For people: `aws-sdk ^2.1.0`. */
  what: string;
  /** Line of the entry that asks for it. */
  line?: number;
}

/**
 * Lockfiles are sorted: what is missing behind their last entry was cut off, and then nothing can be said. A gap in the
 * middle is what a merge by hand leaves behind; the rest still tells what it tells. Returns the note on such gaps.
 */
export function refuseCutOff(
  gaps: readonly Gap[],
  lastKey: string | undefined,
): string[] {
  const behind = gaps.find(({ key }) => lastKey === undefined || key > lastKey);
  if (behind) {
    throw new FileFault(
      `asks for ${behind.what}, which the lockfile does not have; is it cut off?`,
      behind.line,
    );
  }
  return gaps.length === 0
    ? []
    : [`It asks for ${gaps[0].what}, which it does not have.`];
}
