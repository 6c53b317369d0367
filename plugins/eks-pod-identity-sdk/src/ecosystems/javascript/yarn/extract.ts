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
import { askedFor } from '../manifest/schema';
import { readManifest, readWorkspace } from '../workspace';
import { YarnResolver, identify, memberFolder } from './entries';
import { YarnEntry, YarnLock, parseYarnLock } from './schema';

interface YarnMember {
  folder: string;
  name?: string;
  asks: { name: string; range: string; scope: Scope }[];
}

/** yarn.lock of classic and berry. Neither tells development from runtime: the package.json files do. */
export async function extractYarnLock(
  file: SourceFile,
  context: ExtractContext,
): Promise<Extraction> {
  const lock = parseYarnLock(file.text);
  const root = posix.dirname(file.path);
  const members = lock.isBerry
    ? await membersOfLock(lock, root, context)
    : await membersOfFolder(root, context);
  if (lock.isBerry && members.length === 0) {
    throw new FileFault('names no workspace; is it cut off?');
  }
  const gaps: Gap[] = [];
  const { graph, missing } = graphOf(lock, members, gaps);
  const notes = [
    ...refuseCutOff(gaps, lock.entries.at(-1)?.descriptors[0]),
    ...missing
      .slice(0, 1)
      .map(
        name =>
          `It is out of date: a package.json asks for ${name}, which it does not have.`,
      ),
  ];

  const found = lock.entries.flatMap((entry): FoundPackage[] => {
    const identity = identify(entry);
    if (memberFolder(entry) !== undefined || !context.wanted(identity.name)) {
      return [];
    }
    const trace = graph.trace(idOf(entry));
    return [
      {
        ...identity,
        line: entry.line,
        direct: members.length > 0 ? trace?.direct ?? false : null,
        scope: trace?.scope ?? 'unknown',
        via: trace?.via ?? [],
        ...(trace && members.length > 0 ? { members: trace.members } : {}),
      },
    ];
  });
  return {
    packages: mergeFound(found),
    graph: notes.length === 0 ? 'complete' : 'partial',
    covers: members.map(({ folder }) =>
      posix.join(root, folder, 'package.json'),
    ),
    ...(notes.length > 0 ? { notes } : {}),
  };
}

async function membersOfLock(
  lock: YarnLock,
  root: string,
  context: ExtractContext,
): Promise<YarnMember[]> {
  const members: YarnMember[] = [];
  for (const entry of lock.entries) {
    const folder = memberFolder(entry);
    if (folder === undefined) continue;
    const manifest = await readManifest(posix.join(root, folder), context);
    const scopes = new Map(
      manifest
        ? askedFor(manifest).map(({ name, scope }) => [name, scope])
        : [],
    );
    members.push({
      folder,
      asks: Object.entries(entry.dependencies).map(([name, range]) => ({
        name,
        range,
        // A peer that the lockfile resolves is installed for the member, so it counts.
        scope: manifest ? installedScope(scopes.get(name)) : 'unknown',
      })),
    });
  }
  return members;
}

function installedScope(scope: Scope = 'unknown'): Scope {
  return scope === 'provided' ? 'runtime' : scope;
}

async function membersOfFolder(
  root: string,
  context: ExtractContext,
): Promise<YarnMember[]> {
  const workspace = await readWorkspace(root, context);
  return workspace.map(({ folder, manifest }) => ({
    folder,
    name: manifest.name,
    // Classic does not install the peers of the project itself.
    asks: askedFor(manifest).filter(({ scope }) => scope !== 'provided'),
  }));
}

function idOf(entry: YarnEntry): string {
  const folder = memberFolder(entry);
  return folder === undefined ? `line:${entry.line}` : `member:${folder}`;
}

function graphOf(
  lock: YarnLock,
  members: YarnMember[],
  gaps: Gap[],
): { graph: DependencyGraph; missing: string[] } {
  const graph = new DependencyGraph();
  const resolver = new YarnResolver(lock);
  const asked = new Set<string>();
  for (const entry of lock.entries) {
    if (memberFolder(entry) !== undefined) continue;
    const targets = Object.entries({
      ...entry.optionalDependencies,
      ...entry.dependencies,
    }).flatMap(([name, range]) => {
      const resolved = resolver.resolve(name, range);
      if (resolved.length === 0) {
        gaps.push({
          key: `${name}@`,
          what: `${name} ${range}`,
          line: entry.line,
        });
      }
      return resolved.map(idOf);
    });
    targets.forEach(target => asked.add(target));
    graph.add(idOf(entry), identify(entry).name, targets);
  }
  const missing = addMembers(graph, resolver, members);
  if (members.length === 0) {
    // Without a package.json: what nobody else asks for, the project must have asked for.
    for (const entry of lock.entries) {
      if (!asked.has(idOf(entry))) graph.addRoot(idOf(entry), 'unknown');
    }
  }
  return { graph, missing };
}

function addMembers(
  graph: DependencyGraph,
  resolver: YarnResolver,
  members: YarnMember[],
): string[] {
  const missing: string[] = [];
  const byName = new Map(members.map(member => [member.name, member.folder]));
  for (const { folder, name: memberName, asks } of members) {
    const runtime: string[] = [];
    for (const { name, range, scope } of asks) {
      const sibling = byName.get(name);
      const resolved = resolver.resolve(name, range).map(idOf);
      const ids =
        resolved.length === 0 && sibling !== undefined
          ? [`member:${sibling}`]
          : resolved;
      if (ids.length === 0 && !/^(link|file|portal|workspace):/.test(range)) {
        missing.push(name);
      }
      for (const id of ids) graph.addRoot(id, scope, folder);
      if (scope !== 'development') runtime.push(...ids);
    }
    graph.add(`member:${folder}`, memberName ?? folder, runtime);
  }
  return missing;
}
