import { posix } from 'path';
import {
  ExtractContext,
  Extraction,
  FileFault,
  FoundPackage,
  Scope,
  SourceFile,
} from '../../../ecosystem';
import { mergeFound } from '../../../found';
import { DependencyGraph } from '../../../graph';
import { candidateKeys, identify, withoutPeers } from './keys';
import { PnpmImporter, PnpmLock, PnpmPackage, parsePnpmLock } from './schema';

const KINDS: [
  'dependencies' | 'optionalDependencies' | 'devDependencies',
  Scope,
][] = [
  ['dependencies', 'runtime'],
  ['optionalDependencies', 'optional'],
  ['devDependencies', 'development'],
];

/** pnpm-lock.yaml of lockfile versions 5 to 9. */
export function extractPnpmLock(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const lock = parsePnpmLock(file.text);
  const graph = graphOf(lock);
  const found: FoundPackage[] = [];
  for (const [key, snapshot] of lock.snapshots) {
    const plain = lock.version === 9 ? withoutPeers(key) : key;
    const entry = lock.packages.get(plain) ?? snapshot;
    const identity = identify(key, entry, lock.version);
    if (!identity || !context.wanted(identity.name)) continue;
    const trace = graph.trace(key);
    found.push({
      ...identity,
      line: lock.lines.get(plain) ?? 1,
      direct: trace?.direct ?? false,
      scope: trace?.scope ?? scopeByFlags(entry),
      via: trace?.via ?? [],
      ...(trace ? { members: trace.members } : {}),
    });
  }
  const folder = posix.dirname(file.path);
  return {
    packages: mergeFound(found),
    graph: 'complete',
    covers: [...lock.importers.keys()].map(importer =>
      posix.join(folder, importer, 'package.json'),
    ),
  };
}

function scopeByFlags(entry: PnpmPackage): Scope {
  if (entry.dev === 'true') return 'development';
  return entry.optional === 'true' ? 'optional' : 'unknown';
}

function graphOf(lock: PnpmLock): DependencyGraph {
  const graph = new DependencyGraph();
  for (const [key, entry] of lock.snapshots) {
    const name = identify(key, entry, lock.version)?.name ?? key;
    graph.add(key, name, [
      ...targetsOf(entry.dependencies, key, lock),
      ...targetsOf(entry.optionalDependencies, key, lock),
    ]);
  }
  for (const [importer, asks] of lock.importers)
    addImporter(graph, importer, asks, lock);
  return graph;
}

function addImporter(
  graph: DependencyGraph,
  importer: string,
  asks: PnpmImporter,
  lock: PnpmLock,
): void {
  const member = importer === '.' ? '' : importer;
  const runtime: string[] = [];
  for (const [kind, scope] of KINDS) {
    for (const id of targetsOf(asks[kind], importer, lock)) {
      graph.addRoot(id, scope, member);
      if (scope !== 'development') runtime.push(id);
    }
  }
  graph.add(memberId(importer), member || 'the root', runtime);
}

function memberId(importer: string): string {
  return `importer:${posix.normalize(importer)}`;
}

/** Every reference leads somewhere in a lockfile that is whole. */
function targetsOf(
  references: Record<string, string> | null | undefined,
  from: string,
  lock: PnpmLock,
): string[] {
  return Object.entries(references ?? {}).map(([name, reference]) => {
    if (reference.startsWith('link:')) {
      const folder = lock.importers.has(from) ? from : '.';
      return memberId(posix.join(folder, reference.slice('link:'.length)));
    }
    const key = candidateKeys(name, reference, lock.version).find(candidate =>
      lock.snapshots.has(candidate),
    );
    if (key === undefined) {
      throw new FileFault(
        `${from} asks for ${name} ${reference}, which the lockfile does not have; is it cut off?`,
      );
    }
    return key;
  });
}
