import { posix } from 'path';
import {
  ExtractContext,
  Extraction,
  FoundPackage,
  Scope,
  SourceFile,
} from '../../../ecosystem';
import { mergeFound } from '../../../found';
import { DependencyGraph, strongestScope } from '../../../graph';
import { scopeOfGroup } from '../names';
import { pyprojectIn } from '../pyproject/extract';
import { Pyproject } from '../pyproject/schema';
import { PoetryPackage, parsePoetryLock } from './schema';

/** poetry.lock. Which group brings a package is in it before 1.5 and since 2; between, the pyproject.toml tells. */
export async function extractPoetryLock(
  file: SourceFile,
  context: ExtractContext,
): Promise<Extraction> {
  const packages = parsePoetryLock(file.text);
  const project = await pyprojectIn(posix.dirname(file.path), context);
  const graph = graphOf(packages, project);
  const found = packages
    .filter(({ name }) => context.wanted(name))
    .map((entry): FoundPackage => {
      const trace = graph.trace(idOf(entry));
      return {
        name: entry.name,
        ...versionOf(entry),
        line: entry.line,
        direct: project ? trace?.direct ?? false : null,
        scope:
          scopeInLock(entry) ??
          (project ? trace?.scope : undefined) ??
          fallback(entry),
        via: trace?.via ?? [],
      };
    });
  return { packages: mergeFound(found), graph: 'complete' };
}

function idOf(entry: PoetryPackage): string {
  return `${entry.name}@${entry.version}@${entry.line}`;
}

function versionOf(
  entry: PoetryPackage,
): Pick<FoundPackage, 'version' | 'unresolved'> {
  return entry.source === undefined || entry.source === 'legacy'
    ? { version: entry.version }
    : { unresolved: `taken from a ${entry.source} source` };
}

function scopeInLock(entry: PoetryPackage): Scope | undefined {
  if (entry.groups) {
    return strongestScope(
      entry.groups.map(group =>
        group === 'main' ? mainScope(entry) : scopeOfGroup(group),
      ),
    );
  }
  if (entry.category === 'main') return mainScope(entry);
  return entry.category === 'dev' ? 'development' : undefined;
}

function mainScope(entry: PoetryPackage): Scope {
  return entry.optional ? 'optional' : 'runtime';
}

function fallback(entry: PoetryPackage): Scope {
  return entry.optional ? 'optional' : 'unknown';
}

function graphOf(
  packages: PoetryPackage[],
  project: Pyproject | undefined,
): DependencyGraph {
  const graph = new DependencyGraph();
  const ids = new Map<string, string[]>();
  for (const entry of packages) {
    ids.set(entry.name, [...(ids.get(entry.name) ?? []), idOf(entry)]);
  }
  const asked = new Set<string>();
  for (const entry of packages) {
    const targets = entry.dependencies.flatMap(name => ids.get(name) ?? []);
    targets.forEach(target => asked.add(target));
    graph.add(idOf(entry), entry.name, targets);
  }
  if (project) {
    for (const { name, scope } of project.asks) {
      for (const id of ids.get(name) ?? []) graph.addRoot(id, scope);
    }
  } else {
    // Without the pyproject.toml: what nobody else asks for, the project must have asked for.
    for (const entry of packages) {
      if (!asked.has(idOf(entry))) graph.addRoot(idOf(entry), 'unknown');
    }
  }
  return graph;
}
