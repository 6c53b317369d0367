import { npmVersions } from './npm';
import { VersionOrder } from './versionOrder';

/** `~> 2.1` ends below 3, `~> 2.1.3` below 2.2. */
function pessimistic(version: string): string {
  const numbers = version.split(/[-+]/)[0].split('.').map(Number);
  return numbers.length > 2
    ? `>=${version} <${numbers[0]}.${numbers[1] + 1}.0-0`
    : `>=${[...numbers, 0, 0].slice(0, 3).join('.')} <${numbers[0] + 1}.0.0-0`;
}

/** A requirement of Elixir in the words of npm: `~> 2.1`, `and`, `or`, `==`. */
export function toNpmRange(requirement: string): string {
  return requirement
    .split(/\s+or\s+/)
    .map(alternative =>
      alternative
        .split(/\s+and\s+/)
        .map(term => {
          const [, operator, version] =
            /^(~>|==|>=|<=|!=|[<>](?!=))?\s*([^\s<>=!~]\S*)$/.exec(
              term.trim(),
            ) ?? [];
          if (version === undefined) return term;
          if (operator === '~>') return pessimistic(version);
          return operator === undefined || operator === '=='
            ? version
            : `${operator}${version}`;
        })
        .join(' '),
    )
    .join(' || ');
}

/** Versions of Hex packages (Elixir, Erlang): semantic versioning, with Elixir's requirements. */
export const hexVersions: VersionOrder = {
  ...npmVersions,
  name: 'hex',
  isRangeBelow: (range, minimum) =>
    npmVersions.isRangeBelow(toNpmRange(range), minimum),
  lowestOf: range => npmVersions.lowestOf(toNpmRange(range)),
};
