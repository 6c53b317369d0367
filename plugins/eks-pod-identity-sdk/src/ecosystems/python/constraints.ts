import { FoundPackage } from '../../ecosystem';
import { matcherOf } from '../../packages';
import { pypi } from '../../registries/pypi';
import { Requirement, isForOtherSystems, pinOf } from './requirement';

type Pin = Pick<FoundPackage, 'version' | 'range' | 'unresolved'>;

/** A requirement of a file that only constrains: it installs nothing, and bounds what others bring in. */
export interface Constraint {
  requirement: Requirement;
  /** Where it is written. */
  path: string;
  line: number;
}

/** Packages that always bring a wanted one; others of the registry's list may. */
const ALWAYS_BRING: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'botocore',
    ['boto3', 'awscli', 'aioboto3', 'aiobotocore', 's3fs', 's3transfer'],
  ],
  ['boto3', ['awswrangler', 'chalice', 'sagemaker', 'zappa']],
]);

/** What is installed of a package under constraints; what pins by itself stays as it is. */
export function constrain(
  name: string,
  pin: Pin,
  constraints: readonly Constraint[],
): Pin {
  if (pin.version !== undefined) return pin;
  const own = constraints
    .map(({ requirement }) => requirement)
    .filter(each => each.name === name && !isForOtherSystems(each.marker));
  if (own.length === 0) return pin;
  if (own.some(({ elsewhere }) => elsewhere !== undefined)) {
    return { unresolved: pinOf(own.find(each => each.elsewhere)!).unresolved };
  }
  // Several with markers are for several environments, and one of them counts; all others count together.
  const marked = own.filter(({ marker }) => marker !== '');
  const common = own
    .filter(each => marked.length < 2 || !marked.includes(each))
    .map(({ specifier }) => specifier);
  const alternatives =
    marked.length < 2 ? [''] : marked.map(({ specifier }) => specifier);
  const ranges = alternatives.map(alternative =>
    [...common, alternative, pin.range ?? '']
      .filter(part => part !== '')
      .join(','),
  );
  return pinOfRanges(ranges);
}

/** A range that holds one exact version means that version, whatever else it says. */
function pinOfRanges(ranges: readonly string[]): Pin {
  const pins = ranges.map(range => {
    const exact = range
      .split(',')
      .map(specifier => pinOf({ name: '', specifier, marker: '' }).version)
      .find(version => version !== undefined);
    return exact === undefined ? { range } : { version: exact };
  });
  const [first] = pins;
  if (pins.every(pin => pin.version === first.version && first.version)) {
    return first;
  }
  return { range: ranges.join(' || ') };
}

/**
 * Wanted packages that only constraints name, and that something which is installed brings along. The others may not be
 * installed at all.
 */
export function broughtUnder(
  constraints: readonly Constraint[],
  installed: ReadonlySet<string>,
): { name: string; pin: Pin; constraint: Constraint; via: string }[] {
  const matcher = matcherOf(pypi);
  const names = new Set(
    constraints
      .map(({ requirement }) => requirement.name)
      .filter(
        name =>
          !installed.has(name) &&
          matcher.match(name).some(({ role }) => role === 'decides'),
      ),
  );
  return [...names].flatMap(name => {
    const via = [...installed].find(other => brings(other, name));
    if (via === undefined) return [];
    const pin = constrain(name, { range: '' }, constraints);
    const constraint = constraints.find(
      ({ requirement }) => requirement.name === name,
    )!;
    return [{ name, pin, constraint, via }];
  });
}

function brings(other: string, name: string): boolean {
  return ALWAYS_BRING.get(name)?.includes(other) ?? false;
}
