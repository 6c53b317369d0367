/** How one ecosystem writes and orders its versions. */
export interface VersionOrder {
  /** `semver`, `pep440`, `maven` … */
  name: string;
  /** Whether the text is exactly one version (not a range, a tag or a URL). */
  isVersion(text: string): boolean;
  /** Negative, zero or positive. Both have to be versions. */
  compare(a: string, b: string): number;
  /** True only where no version that the range admits reaches `minimum`. In doubt (a range that is not understood) false. */
  isRangeBelow(range: string, minimum: string): boolean;
  /**
   * A version that no version which the range admits is below; undefined where there is none, or the range is not
   * understood.
   */
  lowestOf(range: string): string | undefined;
}
