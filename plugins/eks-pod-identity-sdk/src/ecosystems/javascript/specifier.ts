import semver from 'semver';
import { FoundPackage } from '../../ecosystem';

/** What stands beside a name in a package.json or a lockfile: a range, or where else the package comes from. */
export interface Specifier {
  /** The real name behind an alias (`npm:aws-sdk@^2.1.0`). */
  name: string;
  range?: string;
  /** Where it is taken from, if not from a registry. */
  elsewhere?: string;
}

const ELSEWHERE: [RegExp, string][] = [
  [
    /^(git(\+\w+)?:|github:|gitlab:|bitbucket:|gist:|ssh:|git@)/,
    'taken from git',
  ],
  [/^https?:.*\.git(#.*)?$/, 'taken from git'],
  [/^https?:/, 'taken from a URL'],
  [/^(file|link|portal):/, 'taken from a folder or a file'],
  [/^(\.{0,2}\/|~\/)/, 'taken from a folder or a file'],
  [/^workspace:/, 'a package of this workspace'],
  [/^catalog:/, 'its range is in the catalog of the workspace'],
  [/^[\w.-]+\/[\w.-]+(#.*)?$/, 'taken from git'],
];

/** Takes a specifier apart. A patched package is the version that is patched. */
export function parseSpecifier(name: string, text: string): Specifier {
  const patched = /^patch:(@?[^@]+)@([^#]+)/.exec(text);
  if (patched) {
    return parseSpecifier(patched[1], safeDecode(patched[2]));
  }
  if (text.startsWith('npm:')) {
    const rest = text.slice('npm:'.length);
    const alias = /^(@[^/]+\/[^@]+|[^@/\d][^@/]*)(?:@(.*))?$/.exec(rest);
    // `npm:^3.1.0` has no name, as berry writes it; `npm:aws-sdk` has one and no range.
    if (alias && (alias[2] !== undefined || semver.validRange(rest) === null)) {
      return { name: alias[1], range: alias[2] ?? '*' };
    }
    return { name, range: rest };
  }
  const elsewhere = ELSEWHERE.find(([pattern]) => pattern.test(text));
  return elsewhere ? { name, elsewhere: elsewhere[1] } : { name, range: text };
}

/** A specifier of a manifest as a version where it admits exactly one. */
export function wanted(
  specifier: Specifier,
): Pick<FoundPackage, 'version' | 'range' | 'unresolved'> {
  if (specifier.elsewhere) return { unresolved: specifier.elsewhere };
  const range = (specifier.range ?? '').trim() || '*';
  const exact = /^[=v\s]*(\d+\.\d+\.\d\S*)$/.exec(range)?.[1];
  return exact && semver.valid(exact) ? { version: exact } : { range };
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
