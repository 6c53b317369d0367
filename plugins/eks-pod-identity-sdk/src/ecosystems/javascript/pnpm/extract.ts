import { posix } from 'path';
import {
  ExtractContext,
  Extraction,
  FoundPackage,
  Scope,
  SourceFile,
} from '../../../ecosystem';
import { mergeFound } from '../../../found';
import { Gap, refuseCutOff } from '../../../gaps';
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
  const gaps: PnpmGap[] = [];
  const graph = graphOf(lock, gaps);
  const notes = refuseCutOff(gaps, [...lock.snapshots.keys()].at(-1));
  const found: FoundPackage[] = gaps
    .filter(({ name }) => context.wanted(name))
    .map(gapFound);
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
    graph: gaps.length === 0 ? 'complete' : 'partial',
    ...(notes.length > 0 ? { notes } : {}),
    covers: [...lock.importers.keys()].map(importer =>
      posix.join(folder, importer, 'package.json'),
    ),
  };
}

function scopeByFlags(entry: PnpmPackage): Scope {
  if (entry.dev === 'true') return 'development';
  return entry.optional === 'true' ? 'optional' : 'unknown';
}

function graphOf(lock: PnpmLock, gaps: PnpmGap[]): DependencyGraph {
  const graph = new DependencyGraph();
  for (const [key, entry] of lock.snapshots) {
    const name = identify(key, entry, lock.version)?.name ?? key;
    graph.add(key, name, [
      ...targetsOf(entry.dependencies, key, lock, gaps),
      ...targetsOf(entry.optionalDependencies, key, lock, gaps),
    ]);
  }
  for (const [importer, asks] of lock.importers)
    addImporter(graph, importer, asks, lock, gaps);
  return graph;
}

function addImporter(
  graph: DependencyGraph,
  importer: string,
  asks: PnpmImporter,
  lock: PnpmLock,
  gaps: PnpmGap[],
): void {
  const member = importer === '.' ? '' : importer;
  const runtime: string[] = [];
  for (const [kind, scope] of KINDS) {
    for (const id of targetsOf(asks[kind], importer, lock, gaps)) {
      graph.addRoot(id, scope, member);
      if (scope !== 'development') runtime.push(id);
    }
  }
  graph.add(memberId(importer), member || 'the root', runtime);
}

function memberId(importer: string): string {
  return `importer:${posix.normalize(importer)}`;
}

/** A reference that leads nowhere. */
interface PnpmGap extends Gap {
  name: string;
  reference: string;
}

function gapFound({ name, reference }: PnpmGap): FoundPackage {
  const version = withoutPeers(reference);
  return {
    name,
    ...(/^\d+\.\d+\.\d+/.test(version)
      ? { version }
      : { unresolved: 'the lockfile names it and does not have it' }),
    line: 1,
    direct: null,
    scope: 'unknown',
    via: [],
  };
}

function targetsOf(
  references: Record<string, string> | null | undefined,
  from: string,
  lock: PnpmLock,
  gaps: PnpmGap[],
): string[] {
  return Object.entries(references ?? {}).flatMap(([name, reference]) => {
    if (reference.startsWith('link:')) {
      const folder = lock.importers.has(from) ? from : '.';
      return memberId(posix.join(folder, reference.slice('link:'.length)));
    }
    const candidates = candidateKeys(name, reference, lock.version);
    const key = candidates.find(candidate => lock.snapshots.has(candidate));
    if (key === undefined) {
      const what = `${name} ${reference}`;
      gaps.push({ key: candidates[0], what, name, reference });
      return [];
    }
    return key;
  });
}
