import { posix } from 'path';
import {
  ExtractContext,
  Extraction,
  FileFault,
  FoundPackage,
  SourceFile,
} from '../../../ecosystem';
import { mergeFound } from '../../../found';
import { jsonLines } from '../../../json';
import { NpmTree } from './packages';
import { NpmPackage, parseNpmLock } from './schema';
import { extractNested } from './nested';

/** package-lock.json and npm-shrinkwrap.json, lockfile versions 1 to 3. */
export async function extractNpmLock(
  file: SourceFile,
  context: ExtractContext,
): Promise<Extraction> {
  const lock = parseNpmLock(file.text);
  return lock.kind === 'packages'
    ? extractPackages(file, lock.packages, context)
    : extractNested(file, lock.dependencies, context);
}

function extractPackages(
  file: SourceFile,
  packages: Map<string, NpmPackage>,
  context: ExtractContext,
): Extraction {
  const tree = new NpmTree(packages);
  const wanted = [...packages].filter(
    ([key, entry]) =>
      !entry.link && !tree.isMember(key) && context.wanted(tree.nameOf(key)),
  );
  const lines = linesOf(
    file.text,
    wanted.map(([key]) => key),
  );
  const found = wanted.map(([key, entry]): FoundPackage => {
    const trace = tree.graph.trace(key);
    return {
      name: tree.nameOf(key),
      ...tree.versionOf(entry),
      line: lines.get(key) ?? 1,
      direct: trace?.direct ?? null,
      scope: tree.scopeOf(entry),
      via: trace?.via ?? [],
      ...(trace ? { members: trace.members } : {}),
    };
  });
  const folder = posix.dirname(file.path);
  return {
    packages: mergeFound(found),
    graph: 'complete',
    covers: tree
      .members()
      .map(member => posix.join(folder, member, 'package.json')),
  };
}

/** A key that is there twice is what a bad merge leaves behind; which of them counts would be a guess. */
function linesOf(text: string, keys: string[]): Map<string, number> {
  if (keys.length === 0) return new Map();
  const wanted = new Set(keys);
  const found = jsonLines(
    text,
    (property, parents) =>
      parents.length === 1 && parents[0] === 'packages' && wanted.has(property),
  );
  const lines = new Map<string, number>();
  for (const key of wanted) {
    const [line, again] = found.get(`packages\0${key}`) ?? [];
    if (again !== undefined) {
      throw new FileFault(`'${key}' is there twice`, again);
    }
    lines.set(key, line);
  }
  return lines;
}
