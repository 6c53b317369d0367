import { posix } from 'path';
import { ExtractContext } from '../../ecosystem';
import { Pom, parsePom } from './schema';

/** A pom of the scanned folder. */
export interface LocatedPom {
  path: string;
  pom: Pom;
}

/** The poms that are built together: those below the topmost folder above a pom that has one. */
export interface Reactor {
  root: string;
  /** Paths by `group:artifact`. */
  paths: ReadonlyMap<string, string[]>;
  /** `group:artifact` of all dependencies that any of them declares (not manages), of those that anybody wants. */
  used: ReadonlySet<string>;
}

/** A pom of the tree; undefined where it is absent or broken (it is reported as a file of its own). */
export async function readPom(
  path: string,
  context: ExtractContext,
): Promise<Pom | undefined> {
  return context.once(`pom ${path}`, async () => {
    const text = await context.read(path);
    if (text === undefined) return undefined;
    try {
      return parsePom(text);
    } catch {
      return undefined;
    }
  });
}

/** The group of a pom, which may be its parent's. */
export function groupOf(pom: Pom): string {
  return pom.groupId ?? pom.parent?.groupId ?? '';
}

/** The version of a pom, which may be its parent's; properties are not replaced. */
export function versionOf(pom: Pom): string {
  return pom.version ?? pom.parent?.version ?? '';
}

/** Finds the poms that are built together with this one. */
export async function reactorOf(
  path: string,
  context: ExtractContext,
): Promise<Reactor> {
  const root = topmostFolder(posix.dirname(path), context);
  return context.once(`reactor ${root}`, async () => {
    const paths = new Map<string, string[]>();
    const used = new Set<string>();
    for (const candidate of context.below(root === '.' ? '' : root)) {
      if (posix.basename(candidate) !== 'pom.xml') continue;
      const pom = await readPom(candidate, context);
      if (!pom) continue;
      const name = `${groupOf(pom)}:${pom.artifactId}`;
      paths.set(name, [...(paths.get(name) ?? []), candidate]);
      for (const part of [pom, ...pom.profiles]) {
        for (const { groupId, artifactId } of part.dependencies) {
          const dependency = `${groupId}:${artifactId}`;
          if (context.wanted(dependency)) used.add(dependency);
        }
      }
    }
    return { root, paths, used };
  });
}

function topmostFolder(from: string, context: ExtractContext): string {
  let top = from;
  for (let folder = from; folder !== '.' && folder !== '/'; ) {
    folder = posix.dirname(folder);
    if (context.has(posix.join(folder, 'pom.xml'))) top = folder;
  }
  return top;
}

/** The parent of a pom, where the tree has it as Maven would find it: by its relative path, or among what is built together. */
export async function parentOf(
  { path, pom }: LocatedPom,
  reactor: Reactor,
  context: ExtractContext,
): Promise<LocatedPom | undefined> {
  const { parent } = pom;
  if (!parent) return undefined;
  const candidates: string[] = [];
  if (parent.relativePath !== '') {
    const target = posix.join(posix.dirname(path), parent.relativePath);
    candidates.push(
      target.endsWith('.xml') ? target : posix.join(target, 'pom.xml'),
    );
  }
  candidates.push(
    ...(reactor.paths.get(`${parent.groupId}:${parent.artifactId}`) ?? []),
  );
  return firstMatch(candidates, parent, context);
}

/** A bill of materials that the tree itself has. */
export async function bomInTree(
  groupId: string,
  artifactId: string,
  version: string,
  reactor: Reactor,
  context: ExtractContext,
): Promise<LocatedPom | undefined> {
  const candidates = reactor.paths.get(`${groupId}:${artifactId}`) ?? [];
  return firstMatch(candidates, { groupId, artifactId, version }, context);
}

async function firstMatch(
  candidates: string[],
  wanted: { groupId: string; artifactId: string; version: string },
  context: ExtractContext,
): Promise<LocatedPom | undefined> {
  for (const path of candidates) {
    const pom = await readPom(path, context);
    if (
      pom &&
      pom.artifactId === wanted.artifactId &&
      groupOf(pom) === wanted.groupId &&
      isSameVersion(versionOf(pom), wanted.version)
    ) {
      return { path, pom };
    }
  }
  return undefined;
}

/** Where one of them is a property (`${revision}`), the coordinates have to do. */
function isSameVersion(a: string, b: string): boolean {
  return a === b || a.includes('${') || b.includes('${');
}
