import { FoundPackage } from './ecosystem';
import { BelowMinimum } from './data/sdkMinimums';
import { SdkMinimum } from './minimums';
import { PackageMatch } from './packages';
import { HintBound, Registry } from './registry';

const BELOW_WORDS: Record<BelowMinimum, string> = {
  fails: 'it fails with an error in a pod that uses Pod Identity',
  'falls-through':
    "it goes on silently to the node's role in a pod that uses Pod Identity",
  'fails-or-falls-through':
    "it fails with an error, or goes on silently to the node's role, in a pod that uses Pod Identity",
  'works-for-a-day':
    'it starts, and fails when its token was rotated, up to a day later',
  unknown: 'it does not get credentials from Pod Identity',
};

/** Whether one package is new enough, and why. */
export interface Judgement {
  supportsPodIdentity: boolean | null;
  reason: string;
  below?: BelowMinimum;
}

/** What is compared, and with what. */
interface Question {
  found: FoundPackage;
  match: PackageMatch;
  registry: Registry;
  row: SdkMinimum;
  minimum: string;
  /** Versions below are too old beyond doubt; undefined where no version is. */
  floor: string | undefined;
  /** Versions from here on are new enough beyond doubt; undefined where no version is. */
  enough: string | undefined;
}

/**
 * Judges one package by the minimum of its SDK: by its version, or by the bounds of the range that is known. What lies
 * across the minimum is unknown. `isComplete`: the file names the whole graph.
 */
export function judge(
  found: FoundPackage,
  match: PackageMatch,
  registry: Registry,
  row: SdkMinimum,
  minimum: string,
  isComplete: boolean,
): Judgement {
  if (minimum === 'never') {
    return tooOld(row, `No release of ${row.title} supports Pod Identity`);
  }
  if (match.role === 'brings') {
    return unknown(
      `${found.name} can bring ${row.title} along; its version is not in this file. A lockfile or an SBOM would tell.`,
    );
  }
  if (minimum === 'unknown') {
    return unknown(
      `Which version of ${row.title} is the first that supports Pod Identity is not known.`,
    );
  }
  const isHint = match.role === 'hints';
  const question: Question = {
    found,
    match,
    registry,
    row,
    minimum,
    floor: isHint ? boundFor(found, match.rule.hintTooOldBelow) : minimum,
    enough: isHint ? enoughOf(found, match, isComplete) : minimum,
  };
  const { version, range = '*', unresolved } = found;
  if (version !== undefined) {
    return registry.versions.isVersion(version)
      ? judgeVersion(version, question)
      : unknown(`'${version}' is not a version that can be compared.`);
  }
  return unresolved === undefined
    ? judgeRange(range, question)
    : unknown(`Its version is not known: ${unresolved}.`);
}

/** A whole graph without the deciding package contradicts what a hint says is in it, so there the hint proves nothing. */
function enoughOf(
  found: FoundPackage,
  { rule }: PackageMatch,
  isComplete: boolean,
): string | undefined {
  return isComplete ? undefined : boundFor(found, rule.hintSupportsFrom);
}

function boundFor(
  { name }: FoundPackage,
  bound: HintBound | undefined,
): string | undefined {
  if (typeof bound !== 'object') return bound;
  return Object.hasOwn(bound, name) ? bound[name] : undefined;
}

function judgeVersion(version: string, question: Question): Judgement {
  const { found, match, registry, row, minimum, floor, enough } = question;
  const { compare } = registry.versions;
  if (floor !== undefined && compare(version, floor) < 0) {
    return tooOld(row, `${version} is below ${floor}`, {
      below:
        row.partial && compare(version, row.partial.from) >= 0
          ? row.partial.below
          : row.below,
    });
  }
  if (found.scope === 'provided') {
    return unknown(
      `${version} is what it is built with; the platform brings the version that runs, which is not known here.`,
    );
  }
  if (enough === undefined || compare(version, enough) < 0) {
    return unknown(
      `${found.name} does not tell the version of ${match.rule.decides.join(
        ' or ',
      )}, which decides. A lockfile or an SBOM would tell.`,
    );
  }
  return {
    supportsPodIdentity: true,
    reason:
      match.role === 'hints'
        ? followsFrom(version, question)
        : `${version} is not below ${minimum}.${officialWarning(
            version,
            registry,
            row,
          )}`,
  };
}

function judgeRange(range: string, question: Question): Judgement {
  const { found, match, registry, row, minimum, floor, enough } = question;
  const { compare, isRangeBelow, lowestOf } = registry.versions;
  if (floor !== undefined && isRangeBelow(range, floor)) {
    return tooOld(row, `No version that '${range}' admits reaches ${floor}`);
  }
  const lowest = lowestOf(range);
  if (
    lowest === undefined ||
    enough === undefined ||
    compare(lowest, enough) < 0
  ) {
    return unknown(
      `Only a range is known ('${range}'). A lockfile or an SBOM would tell the version.`,
    );
  }
  if (found.scope === 'provided') {
    return unknown(
      `'${range}' is what it is built for; the platform brings the version that runs, which is not known here.`,
    );
  }
  return {
    supportsPodIdentity: true,
    reason:
      match.role === 'hints'
        ? `'${range}' admits nothing below ${lowest}. ${followsFrom(
            lowest,
            question,
          )}`
        : `'${range}' admits nothing below ${lowest}, which is not below ${minimum}.${officialWarning(
            lowest,
            registry,
            row,
          )}`,
  };
}

function followsFrom(version: string, { match, enough }: Question): string {
  return `${version} is not below ${enough}, and asks for a ${match.rule.decides[0]} that is new enough.`;
}

function tooOld(
  row: SdkMinimum,
  what: string,
  { below }: { below: BelowMinimum } = row,
): Judgement {
  return {
    supportsPodIdentity: false,
    reason: `${what}: ${BELOW_WORDS[below]}.`,
    below,
  };
}

function unknown(reason: string): Judgement {
  return { supportsPodIdentity: null, reason };
}

function officialWarning(
  version: string,
  registry: Registry,
  row: SdkMinimum,
): string {
  const { versions } = registry;
  return !row.officialNamesRelease &&
    versions.isVersion(row.officialMinimum) &&
    versions.compare(version, row.officialMinimum) < 0
    ? ` AWS itself vouches for ${row.officialMinimum} and later only.`
    : '';
}
