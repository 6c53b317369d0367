import { posix } from 'path';
import {
  ExtractContext,
  Extraction,
  FoundPackage,
  SourceFile,
} from '../../ecosystem';
import { mergeFound } from '../../found';
import { DependencyGraph } from '../../graph';
import { MixProject, parseMixExs } from './mixExs';
import { LockedPackage, parseMixLock } from './mixLock';

/** mix.lock, with the scopes of the mix.exs beside it and of those that name it as theirs. */
export async function extractMixLock(
  file: SourceFile,
  context: ExtractContext,
): Promise<Extraction> {
  const locked = parseMixLock(file.text);
  const projects = await projectsOf(file.path, context);
  const folder = posix.dirname(file.path);
  const graph = new DependencyGraph();
  for (const { app, dependencies } of locked) graph.add(app, app, dependencies);
  for (const [path, { packages }] of projects) {
    const member = posix.relative(folder, posix.dirname(path));
    for (const { app, scope } of packages) graph.addRoot(app, scope, member);
  }
  return {
    packages: mergeFound(
      locked
        .filter(({ name }) => context.wanted(name))
        .map((entry): FoundPackage => {
          const trace = graph.trace(entry.app);
          return {
            ...identify(entry),
            line: entry.line,
            direct: trace?.direct ?? null,
            scope: trace?.scope ?? 'unknown',
            via: trace?.via ?? [],
            ...(trace && projects.size > 1 ? { members: trace.members } : {}),
          };
        }),
    ),
    graph: 'complete',
    covers: [...projects.keys()],
  };
}

function identify({
  name,
  version,
  elsewhere,
}: LockedPackage): Pick<FoundPackage, 'name' | 'version' | 'unresolved'> {
  return elsewhere === undefined
    ? { name, version }
    : { name, unresolved: `taken from ${elsewhere}` };
}

/** A mix.exs that no lockfile resolves. */
export function extractMixExs(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const { packages } = parseMixExs(file.text);
  return {
    packages: mergeFound(
      packages
        .filter(({ name }) => context.wanted(name))
        .map(
          ({ name, requirement, elsewhere, scope, line }): FoundPackage => ({
            name,
            ...(elsewhere === undefined
              ? exactOrRange(requirement)
              : { unresolved: `taken from ${elsewhere}` }),
            line,
            direct: true,
            scope,
            via: [],
          }),
        ),
    ),
    graph: 'partial',
  };
}

/** A requirement without an operator admits that one version. */
export function exactOrRange(
  requirement: string | undefined,
): Pick<FoundPackage, 'version' | 'range'> {
  const exact = /^(?:==\s*)?(\d+\.\d+\.\d\S*)$/.exec(
    (requirement ?? '').trim(),
  );
  return exact ? { version: exact[1] } : { range: requirement ?? '>= 0.0.0' };
}

async function projectsOf(
  lockfile: string,
  context: ExtractContext,
): Promise<Map<string, MixProject>> {
  const folder = posix.dirname(lockfile);
  const projects = new Map<string, MixProject>();
  for (const path of context.below(folder === '.' ? '' : folder)) {
    if (posix.basename(path) !== 'mix.exs') continue;
    const own = posix.dirname(path);
    const project = await projectAt(path, context);
    const isOurs =
      own === folder ||
      (project?.lockfile !== undefined &&
        posix.join(own, project.lockfile) === lockfile);
    if (project && isOurs) projects.set(path, project);
  }
  return projects;
}

async function projectAt(
  path: string,
  context: ExtractContext,
): Promise<MixProject | undefined> {
  const text = await context.read(path);
  try {
    return text === undefined ? undefined : parseMixExs(text);
  } catch {
    // It is reported as a file of its own.
    return undefined;
  }
}
