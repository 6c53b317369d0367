import { posix } from 'path';
import {
  ExtractContext,
  Extraction,
  FoundPackage,
  SourceFile,
} from '../../ecosystem';
import { mergeFound } from '../../found';
import { swift } from '../../registries/swift';
import { AskedPackage, parsePackageSwift, parseResolved } from './schema';

/** Before Soto was called that, it went by the name that AWS's own SDK has now. */
const SOTO_BEFORE = /[/:](?:swift-aws|noppoman)\/aws-sdk-swift(?:-core)?/i;

function nameOf(location: string): string {
  return SOTO_BEFORE.test(location) ? 'soto' : swift.normalizeName!(location);
}

/** Package.resolved: all packages at the versions that are built. */
export async function extractResolved(
  file: SourceFile,
  context: ExtractContext,
): Promise<Extraction> {
  const asked = await askedBeside(file.path, context);
  const direct =
    asked && new Set(asked.map(({ location }) => nameOf(location)));
  const rows = file.text.split('\n');
  return {
    packages: mergeFound(
      parseResolved(file.text)
        .map(pin => ({ ...pin, name: nameOf(pin.location) }))
        .filter(({ name }) => context.wanted(name))
        .map(
          ({ name, key, version, branch }): FoundPackage => ({
            name,
            ...(version === undefined
              ? {
                  unresolved: branch
                    ? `taken from the branch ${branch}`
                    : 'taken from git',
                }
              : { version }),
            line: rows.findIndex(row => row.includes(`"${key}"`)) + 1 || 1,
            direct: direct?.has(name) ?? null,
            scope: 'runtime',
            via: [],
          }),
        ),
    ),
    graph: 'complete',
  };
}

/** A Package.swift that no lockfile resolves. */
export function extractPackageSwift(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const asked = parsePackageSwift(file.text);
  return {
    packages: mergeFound(
      asked
        .filter(({ location }) => context.wanted(nameOf(location)))
        .map(
          ({ location, version, range, elsewhere, line }): FoundPackage => ({
            name: nameOf(location),
            ...(version === undefined ? {} : { version }),
            ...(range === undefined ? {} : { range }),
            ...(elsewhere === undefined
              ? {}
              : { unresolved: `taken from ${elsewhere}` }),
            line,
            direct: true,
            scope: 'runtime',
            via: [],
          }),
        ),
    ),
    graph: 'partial',
  };
}

async function askedBeside(
  lockfile: string,
  context: ExtractContext,
): Promise<AskedPackage[] | undefined> {
  const text = await context.read(
    posix.join(posix.dirname(lockfile), 'Package.swift'),
  );
  try {
    return text === undefined ? undefined : parsePackageSwift(text);
  } catch {
    // It is reported as a file of its own.
    return undefined;
  }
}
