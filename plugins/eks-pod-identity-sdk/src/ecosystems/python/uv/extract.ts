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
import { Gap, refuseCutOff } from '../../../gaps';
import { DependencyGraph } from '../../../graph';
import { normalName, scopeOfGroup } from '../names';
import { UvDependency, UvLock, UvPackage, parseUvLock } from './schema';

/** uv.lock, of a project or a workspace. */
export function extractUvLock(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const lock = parseUvLock(file.text);
  const members = lock.packages.filter(entry => isMember(entry, lock));
  if (members.length === 0) {
    throw new FileFault('names no project of its own; is it cut off?');
  }
  const gaps: Gap[] = [];
  const graph = graphOf(lock, members, gaps);
  const notes = refuseCutOff(gaps, lock.packages.at(-1)?.name);
  const found = lock.packages
    .filter(entry => !isMember(entry, lock) && context.wanted(entry.name))
    .map((entry): FoundPackage => {
      const trace = graph.trace(idOf(entry));
      return {
        name: entry.name,
        ...versionOf(entry),
        line: entry.line,
        direct: trace?.direct ?? false,
        scope: trace?.scope ?? 'unknown',
        via: trace?.via ?? [],
        ...(trace ? { members: trace.members } : {}),
      };
    });
  const folder = posix.dirname(file.path);
  return {
    packages: mergeFound(found),
    graph: notes.length === 0 ? 'complete' : 'partial',
    ...(notes.length > 0 ? { notes } : {}),
    covers: members.map(member =>
      posix.join(folder, folderOf(member), 'pyproject.toml'),
    ),
  };
}

function isMember(entry: UvPackage, lock: UvLock): boolean {
  return lock.members.length > 0
    ? lock.members.includes(entry.name)
    : folderOf(entry) === '' || entry.source.virtual !== undefined;
}

function folderOf({ source }: UvPackage): string {
  const folder = source.virtual ?? source.editable ?? source.directory ?? '?';
  return folder === '.' ? '' : folder;
}

function versionOf(
  entry: UvPackage,
): Pick<FoundPackage, 'version' | 'unresolved'> {
  if (entry.source.registry === undefined) {
    return {
      unresolved: entry.source.git
        ? 'taken from git'
        : 'taken from a folder, a file or a URL',
    };
  }
  return entry.version === undefined
    ? { unresolved: 'the lockfile does not tell it' }
    : { version: entry.version };
}

function idOf(entry: UvPackage, extra?: string): string {
  return extra === undefined
    ? `line:${entry.line}`
    : `line:${entry.line}[${extra}]`;
}

function graphOf(
  lock: UvLock,
  members: UvPackage[],
  gaps: Gap[],
): DependencyGraph {
  const graph = new DependencyGraph();
  const byName = new Map<string, UvPackage[]>();
  for (const entry of lock.packages) {
    byName.set(entry.name, [...(byName.get(entry.name) ?? []), entry]);
  }
  const resolve = (from: UvPackage, dependency: UvDependency): string[] => {
    const named = byName.get(normalName(dependency.name)) ?? [];
    const exact = named.filter(
      entry =>
        dependency.version === undefined ||
        entry.version === dependency.version,
    );
    if (exact.length === 0) {
      gaps.push({
        key: normalName(dependency.name),
        what: dependency.name,
        line: from.line,
      });
    }
    return exact.flatMap(entry => [
      idOf(entry),
      ...(dependency.extra ?? []).map(extra => idOf(entry, extra)),
    ]);
  };
  for (const entry of lock.packages) {
    graph.add(
      idOf(entry),
      entry.name,
      entry.dependencies.flatMap(dependency => resolve(entry, dependency)),
    );
    for (const [extra, list] of Object.entries(
      entry['optional-dependencies'],
    )) {
      graph.add(
        idOf(entry, extra),
        entry.name,
        list.flatMap(dependency => resolve(entry, dependency)),
      );
    }
  }
  for (const member of members) {
    for (const [list, scope] of rootsOf(member)) {
      for (const dependency of list) {
        for (const id of resolve(member, dependency)) {
          graph.addRoot(id, scope, folderOf(member));
        }
      }
    }
  }
  return graph;
}

function rootsOf(member: UvPackage): [UvDependency[], Scope][] {
  return [
    [member.dependencies, 'runtime'],
    ...Object.entries(member['optional-dependencies']).map(
      ([extra, list]): [UvDependency[], Scope] => [list, scopeOfGroup(extra)],
    ),
    ...Object.entries(member['dev-dependencies']).map(
      ([group, list]): [UvDependency[], Scope] => [list, scopeOfGroup(group)],
    ),
  ];
}
