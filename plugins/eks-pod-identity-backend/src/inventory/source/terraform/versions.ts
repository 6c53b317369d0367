import semver from 'semver';

/** What is known of a version: the very one, a constraint, or nothing. */
export interface KnownVersion {
  version?: string;
  constraint?: string;
}

/**
 * Whether a version is at least a minimum: null where it can't be told, since versions on both sides satisfy the
 * constraint.
 */
export function isAtLeast(
  { version, constraint }: KnownVersion,
  minimum: string,
): boolean | null {
  const exact = version === undefined ? null : semver.coerce(version);
  if (exact) return semver.gte(exact, minimum);
  const range = constraint === undefined ? null : rangeOf(constraint);
  if (!range) return null;
  const wanted = `>=${minimum}`;
  if (!semver.intersects(range, wanted)) return false;
  return semver.subset(range, wanted) ? true : null;
}

/** Whether a version is certainly not above a maximum. */
export function isAtMost(
  { version, constraint }: KnownVersion,
  maximum: string,
): boolean {
  const exact = version === undefined ? null : semver.coerce(version);
  if (exact) return semver.lte(exact, maximum);
  const range = constraint === undefined ? null : rangeOf(constraint);
  return range !== null && semver.subset(range, `<=${maximum}`);
}

/** The one version that a constraint allows, where it allows one only: `= 20.33.1`, `20.33.1`. */
export function pinnedVersion(constraint: string): string | undefined {
  const match = /^(?:=\s*)?v?(\d+(?:\.\d+){0,2})$/.exec(constraint.trim());
  return match?.[1];
}

/**
 * A Terraform version constraint as a semver range; null for one that is not understood. `~> 5.31` allows the last part to
 * grow: 5.31 up to 6; `~> 5.31.0` up to 5.32 (HashiCorp's documentation of version constraints).
 */
export function rangeOf(constraint: string): string | null {
  const parts = constraint
    .split(',')
    .map(part => part.trim())
    .filter(Boolean);
  const ranges = parts.map(partOf);
  return ranges.length > 0 && ranges.every(range => range !== null)
    ? ranges.filter(range => range !== '').join(' ') || '*'
    : null;
}

function partOf(part: string): string | null {
  const match =
    /^(=|!=|>=|<=|>|<|~>)?\s*v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(-[\w.]+)?$/.exec(
      part,
    );
  if (!match) return null;
  const [, operator = '=', major, minor, patch, pre = ''] = match;
  const full = `${major}.${minor ?? 0}.${patch ?? 0}${pre}`;
  if (operator === '!=') return '';
  if (operator !== '~>') return `${operator}${full}`;
  // With one part only, all that is not older.
  if (minor === undefined) return `>=${full}`;
  const upper =
    patch === undefined
      ? `${Number(major) + 1}.0.0`
      : `${major}.${Number(minor) + 1}.0`;
  return `>=${full} <${upper}`;
}
