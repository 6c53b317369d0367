import { posix } from 'path';
import {
  ExtractContext,
  Extraction,
  FileFault,
  FoundPackage,
  Scope,
  SourceFile,
} from '../../ecosystem';
import { mergeFound } from '../../found';
import { Gap, refuseCutOff } from '../../gaps';
import { DependencyGraph, strongestScope } from '../../graph';
import { lineWith } from '../../toml';
import { asksForAws, isBuiltWithAws } from './features';
import {
  CargoDependency,
  CargoManifest,
  LockedCrate,
  parseCargoLock,
  parseCargoManifest,
} from './schema';

interface Member {
  path: string;
  manifest: CargoManifest;
}

/** Cargo.lock of a package or a workspace. For what a crate is there the manifests of the members tell. */
export async function extractCargoLock(
  file: SourceFile,
  context: ExtractContext,
): Promise<Extraction> {
  const crates = parseCargoLock(file.text);
  if (!crates.some(({ source }) => source === undefined)) {
    throw new FileFault('names no crate of its own; is it cut off?');
  }
  const members = await membersOf(file.path, crates, context);
  const gaps: Gap[] = [];
  const graph = graphOf(crates, members, gaps);
  const notes = refuseCutOff(gaps, crates.at(-1)?.name);
  const manifests = new Map(
    [...members].map(([name, { manifest }]) => [name, manifest]),
  );
  const workspace = (
    await manifestAt(
      posix.join(posix.dirname(file.path), 'Cargo.toml'),
      context,
    )
  )?.workspace;
  return {
    packages: mergeFound(
      crates
        .filter(
          ({ name, source }) => source !== undefined || !members.has(name),
        )
        .filter(({ name }) => context.wanted(name))
        .flatMap((crate): FoundPackage[] => {
          const withAws = isBuiltWithAws(crate, crates, manifests, workspace);
          if (withAws === false) return [];
          const trace = graph.trace(idOf(crate));
          return [
            {
              name: crate.name,
              ...(withAws
                ? versionOf(crate)
                : {
                    unresolved:
                      'whether it is built with the feature for AWS is not written',
                  }),
              line: crate.line,
              direct: trace?.direct ?? null,
              scope: trace?.scope ?? 'unknown',
              via: trace?.via ?? [],
            },
          ];
        }),
    ),
    graph: notes.length === 0 ? 'complete' : 'partial',
    ...(notes.length > 0 ? { notes } : {}),
    covers: [
      posix.join(posix.dirname(file.path), 'Cargo.toml'),
      ...[...members.values()].map(({ path }) => path),
    ],
  };
}

function versionOf({
  version,
  source,
}: LockedCrate): Pick<FoundPackage, 'version' | 'unresolved'> {
  return source?.startsWith('registry+') || source?.startsWith('sparse+')
    ? { version }
    : {
        unresolved: `taken from ${
          source?.startsWith('git+') ? 'git' : 'a folder'
        }`,
      };
}

function idOf({ name, version, source }: LockedCrate): string {
  return `${name} ${version} ${source ?? ''}`;
}

function graphOf(
  crates: readonly LockedCrate[],
  members: ReadonlyMap<string, Member>,
  gaps: Gap[],
): DependencyGraph {
  const graph = new DependencyGraph();
  const byName = new Map<string, LockedCrate[]>();
  for (const crate of crates) {
    byName.set(crate.name, [...(byName.get(crate.name) ?? []), crate]);
  }
  const resolve = (dependency: string): LockedCrate[] => {
    const [name, version, source] = dependency.split(' ');
    return (byName.get(name) ?? []).filter(
      crate =>
        (version === undefined || crate.version === version) &&
        (source === undefined ||
          `(${crate.source})` === source ||
          crate.source?.split('#')[0] === source.slice(1, -1)),
    );
  };
  for (const crate of crates) {
    const isOwn = crate.source === undefined;
    const targets = crate.dependencies.flatMap(dependency => {
      const resolved = resolve(dependency);
      if (resolved.length === 0) {
        gaps.push({
          key: dependency.split(' ')[0],
          what: dependency,
          line: crate.line,
        });
      }
      return resolved;
    });
    const member = members.get(crate.name);
    if (!isOwn) graph.add(idOf(crate), crate.name, targets.map(idOf));
    else {
      // A crate of the project: its dependencies are what the project asks for.
      graph.add(idOf(crate), crate.name, []);
      for (const target of targets) {
        graph.addRoot(
          idOf(target),
          scopeIn(member?.manifest, target.name),
          member ? posix.dirname(member.path) : '',
        );
      }
    }
  }
  return graph;
}

function scopeIn(manifest: CargoManifest | undefined, name: string): Scope {
  const scopes =
    manifest?.dependencies
      .filter(entry => sameCrate(entry.name, name))
      .map(({ scope }) => scope) ?? [];
  return scopes.length > 0 ? strongestScope(scopes) : 'unknown';
}

function sameCrate(a: string, b: string): boolean {
  return a.replace(/_/g, '-') === b.replace(/_/g, '-');
}

async function membersOf(
  lockfile: string,
  crates: readonly LockedCrate[],
  context: ExtractContext,
): Promise<Map<string, Member>> {
  const own = new Set(
    crates.flatMap(({ name, source }) => (source === undefined ? name : [])),
  );
  const folder = posix.dirname(lockfile);
  const members = new Map<string, Member>();
  for (const path of context.below(folder === '.' ? '' : folder)) {
    if (posix.basename(path) !== 'Cargo.toml') continue;
    const isOfAnother =
      posix.dirname(path) !== folder &&
      context.has(posix.join(posix.dirname(path), 'Cargo.lock'));
    const manifest = isOfAnother ? undefined : await manifestAt(path, context);
    if (manifest?.name !== undefined && own.has(manifest.name)) {
      members.set(manifest.name, { path, manifest });
    }
  }
  return members;
}

async function manifestAt(
  path: string,
  context: ExtractContext,
): Promise<CargoManifest | undefined> {
  const text = await context.read(path);
  try {
    return text === undefined ? undefined : parseCargoManifest(text);
  } catch {
    // It is reported as a file of its own.
    return undefined;
  }
}

/** A Cargo.toml that no lockfile resolves. */
export async function extractCargoManifest(
  file: SourceFile,
  context: ExtractContext,
): Promise<Extraction> {
  const manifest = parseCargoManifest(file.text);
  const root = await workspaceAbove(file.path, manifest, context);
  const asked = manifest.dependencies.filter(
    ({ name }) => context.wanted(name) && asksForAws(name, [manifest], root),
  );
  return {
    packages: mergeFound(
      asked.map(
        (entry): FoundPackage => ({
          name: entry.name,
          ...requirementOf(entry, root),
          line: lineWith(
            file.text,
            new RegExp(
              `^\\s*(\\[.*dependencies\\.)?"?${entry.key}"?\\s*[=.\\]]`,
            ),
          ),
          direct: true,
          scope: entry.scope,
          via: [],
        }),
      ),
    ),
    graph: graphKind(manifest),
  };
}

function graphKind({ name, dependencies }: CargoManifest): Extraction['graph'] {
  const runs = dependencies.some(
    ({ scope }) => scope === 'runtime' || scope === 'optional',
  );
  if (runs) return 'partial';
  // The root of a workspace without a crate of its own says nothing of its members.
  return name === undefined ? 'none' : 'complete';
}

async function workspaceAbove(
  path: string,
  own: CargoManifest,
  context: ExtractContext,
): Promise<ReadonlyMap<string, CargoDependency> | undefined> {
  if (own.workspace) return own.workspace;
  for (let folder = posix.dirname(path); folder !== '.' && folder !== '/'; ) {
    folder = posix.dirname(folder);
    const manifest = await manifestAt(
      posix.join(folder, 'Cargo.toml'),
      context,
    );
    if (manifest?.workspace) return manifest.workspace;
  }
  return undefined;
}

function requirementOf(
  entry: CargoDependency,
  workspace: ReadonlyMap<string, CargoDependency> | undefined,
): Pick<FoundPackage, 'version' | 'range' | 'unresolved'> {
  const source = entry.fromWorkspace ? workspace?.get(entry.key) : entry;
  if (!source) {
    return {
      unresolved: 'the workspace that sets it is not in the repository',
    };
  }
  if (source.elsewhere) return { unresolved: `taken from ${source.elsewhere}` };
  const exact = /^=\s*(\d+\.\d+\.\d\S*)$/.exec(
    (source.requirement ?? '').trim(),
  );
  return exact ? { version: exact[1] } : { range: source.requirement ?? '*' };
}
