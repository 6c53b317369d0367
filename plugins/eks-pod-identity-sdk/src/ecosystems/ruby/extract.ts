import { posix } from 'path';
import {
  ExtractContext,
  Extraction,
  FoundPackage,
  Scope,
  SourceFile,
} from '../../ecosystem';
import { DependencyGraph } from '../../graph';
import { Gemfile, parseGemfile } from './gemfile';
import { LockedGem, parseGemfileLock } from './schema';

/** Gemfile.lock knows no groups: those of the Gemfile beside it are taken, where there is one. */
export async function extractGemfileLock(
  file: SourceFile,
  context: ExtractContext,
): Promise<Extraction> {
  const lock = parseGemfileLock(file.text);
  const gemfile = await gemfileBeside(file.path, context);
  const graph = new DependencyGraph();
  for (const gem of lock.gems) graph.add(gem.name, gem.name, gem.dependencies);
  for (const root of lock.roots)
    graph.addRoot(root, scopeOf(root, lock.gems, gemfile));

  const packages = new Map<string, FoundPackage>();
  for (const gem of lock.gems) {
    if (!context.wanted(gem.name)) continue;
    const trace = graph.trace(gem.name);
    // One gem is listed once per platform, always in the same version.
    packages.set(`${gem.name}@${gem.version}`, {
      name: gem.name,
      ...(gem.source === 'gem'
        ? { version: gem.version }
        : {
            unresolved: `taken from ${
              gem.source === 'git' ? 'git' : 'a folder'
            }`,
          }),
      line: gem.line,
      direct: trace?.direct ?? null,
      scope: trace?.scope ?? 'unknown',
      via: trace?.via ?? [],
    });
  }
  return { packages: [...packages.values()], graph: 'complete' };
}

/** A Gemfile without its lockfile: ranges, and an unknown rest. */
export function extractGemfile(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const gemfile = parseGemfile(file.text);
  return {
    packages: gemfile.gems
      .filter(gem => context.wanted(gem.name))
      .map(gem => ({
        name: gem.name,
        ...exactOrRange(gem.range),
        line: gem.line,
        direct: true,
        scope: gem.scope,
        via: [],
      })),
    graph: 'partial',
  };
}

function exactOrRange(range: string | undefined): Partial<FoundPackage> {
  const exact = range && /^(?:=\s*)?(\d[\w.]*)$/.exec(range);
  return exact ? { version: exact[1] } : { range: range ?? '>= 0' };
}

async function gemfileBeside(
  lockfile: string,
  context: ExtractContext,
): Promise<Gemfile | undefined> {
  const name =
    posix.basename(lockfile) === 'gems.locked'
      ? 'gems.rb'
      : posix.basename(lockfile, '.lock');
  const text = await context.read(posix.join(posix.dirname(lockfile), name));
  return text === undefined ? undefined : parseGemfile(text);
}

function scopeOf(
  name: string,
  gems: LockedGem[],
  gemfile: Gemfile | undefined,
): Scope {
  if (!gemfile) return 'unknown';
  const named = gemfile.gems.filter(gem => gem.name === name);
  if (named.length > 0) {
    return named.every(gem => gem.scope === named[0].scope)
      ? named[0].scope
      : 'runtime';
  }
  const isOwnGem = gems.some(gem => gem.name === name && gem.source === 'path');
  if (isOwnGem) return 'runtime';
  // Bundler puts the development dependencies of a gemspec, and only those, beside the gem itself.
  return gemfile.hasGemspec && !gemfile.isDynamic ? 'development' : 'unknown';
}
