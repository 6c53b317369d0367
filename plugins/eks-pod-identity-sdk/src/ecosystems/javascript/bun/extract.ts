import { posix } from 'path';
import {
  ExtractContext,
  Extraction,
  FoundPackage,
  Scope,
  SourceFile,
} from '../../../ecosystem';
import { mergeFound } from '../../../found';
import { DependencyGraph } from '../../../graph';
import { jsonLines } from '../../../json';
import { parseSpecifier } from '../specifier';
import { splitDescriptor } from '../yarn/entries';
import { BunLock, BunPackage, parseBunLock } from './schema';

/** bun.lock, the text form. */
export function extractBunLock(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const lock = parseBunLock(file.text);
  const graph = graphOf(lock);
  const wanted = [...lock.packages].filter(
    ([, entry]) =>
      memberOf(entry) === undefined && context.wanted(nameOf(entry)),
  );
  const keys = new Set(wanted.map(([key]) => key));
  const lines = jsonLines(
    file.text,
    (property, parents) =>
      parents.length === 1 && parents[0] === 'packages' && keys.has(property),
  );
  const found = wanted.map(([key, entry]): FoundPackage => {
    const trace = graph.trace(key);
    return {
      ...identify(entry),
      line: lines.get(`packages\0${key}`)?.[0] ?? 1,
      direct: trace?.direct ?? false,
      scope: trace?.scope ?? 'unknown',
      via: trace?.via ?? [],
      ...(trace ? { members: trace.members } : {}),
    };
  });
  const folder = posix.dirname(file.path);
  return {
    packages: mergeFound(found),
    graph: 'complete',
    covers: [...lock.workspaces.keys()].map(member =>
      posix.join(folder, member, 'package.json'),
    ),
  };
}

function nameOf(entry: BunPackage): string {
  return splitDescriptor(entry.identifier).name;
}

function memberOf(entry: BunPackage): string | undefined {
  const { reference } = splitDescriptor(entry.identifier);
  return reference.startsWith('workspace:')
    ? reference.slice('workspace:'.length)
    : undefined;
}

function identify(
  entry: BunPackage,
): Pick<FoundPackage, 'name' | 'version' | 'unresolved'> {
  const { name, reference } = splitDescriptor(entry.identifier);
  const specifier = parseSpecifier(name, reference);
  return specifier.elsewhere
    ? { name, unresolved: specifier.elsewhere }
    : { name, version: reference };
}

function graphOf(lock: BunLock): DependencyGraph {
  const graph = new DependencyGraph();
  for (const [key, entry] of lock.packages) {
    graph.add(key, nameOf(entry), resolveAll(key, entry.dependencies, lock));
  }
  for (const [folder, member] of lock.workspaces) {
    const kinds: [Record<string, string> | undefined, Scope][] = [
      [member.dependencies, 'runtime'],
      [member.peerDependencies, 'runtime'],
      [member.optionalDependencies, 'optional'],
      [member.devDependencies, 'development'],
    ];
    // What differs from the root's own version stands below the name of the member.
    const from = folder === '' ? '' : member.name ?? folder;
    for (const [names, scope] of kinds) {
      for (const id of resolveAll(from, Object.keys(names ?? {}), lock)) {
        graph.addRoot(id, scope, folder);
      }
    }
    graph.add(
      from,
      from,
      resolveAll(
        from,
        Object.keys({ ...member.dependencies, ...member.optionalDependencies }),
        lock,
      ),
    );
  }
  return graph;
}

function resolveAll(from: string, names: string[], lock: BunLock): string[] {
  return names.flatMap(name => resolve(from, name, lock) ?? []);
}

/** From `a/@scope/b` the search goes to `a/@scope/b/NAME`, `a/NAME`, `NAME`. */
function resolve(
  from: string,
  name: string,
  lock: BunLock,
): string | undefined {
  const segments = from === '' ? [] : from.match(/@[^/]+\/[^/]+|[^/]+/g) ?? [];
  for (let depth = segments.length; depth >= 0; depth--) {
    const key = [...segments.slice(0, depth), name].join('/');
    if (lock.packages.has(key)) return key;
  }
  return undefined;
}
