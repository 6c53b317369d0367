import { posix } from 'path';
import { z } from 'zod';
import {
  ExtractContext,
  Extraction,
  FileFault,
  FoundPackage,
  SourceFile,
} from '../../ecosystem';
import { mergeFound } from '../../found';
import { DependencyGraph } from '../../graph';
import { inShape, jsonLines, parseJson } from '../../json';
import { coordinatesOf } from './coordinates';

const artifactsSchema = z.looseObject({
  artifacts: z.record(z.string(), z.looseObject({ version: z.string() })),
  dependencies: z.record(z.string(), z.array(z.string())).default({}),
});
const treeSchema = z.looseObject({
  dependency_tree: z.looseObject({
    dependencies: z.array(
      z.looseObject({
        coord: z.string(),
        directDependencies: z.array(z.string()).optional(),
        dependencies: z.array(z.string()).optional(),
      }),
    ),
  }),
});

interface Pinned {
  name: string;
  version?: string;
  /** What stands in the file, to find its line. */
  key: string;
  dependencies: string[];
}

/** maven_install.json of rules_jvm_external, with a tree (0.1) or lists of artifacts (1 and later). */
export function extractMavenInstall(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const data = parseJson(file.text);
  const isTree =
    typeof data === 'object' && data !== null && 'dependency_tree' in data;
  const pinned = isTree ? ofTree(data) : ofArtifacts(data);
  const graph = new DependencyGraph();
  const asked = new Set(pinned.flatMap(({ dependencies }) => dependencies));
  for (const { name, dependencies } of pinned) {
    graph.add(name, name, dependencies);
    // Nobody but the project itself can be the one that asks for it.
    if (!asked.has(name)) graph.addRoot(name, 'runtime');
  }
  const lines = linesOf(file.text, context, isTree);
  return {
    packages: mergeFound(
      pinned
        .filter(({ name }) => context.wanted(name))
        .map(({ name, version, key }): FoundPackage => {
          const trace = graph.trace(name);
          return {
            name,
            ...(version === undefined
              ? { unresolved: 'the lockfile does not tell it' }
              : { version }),
            line: lines.get(key) ?? 1,
            direct: trace?.direct ? true : null,
            scope: trace?.scope ?? 'runtime',
            via: trace?.via ?? [],
          };
        }),
    ),
    graph: 'complete',
    covers: manifestsOf(file.path, context),
  };
}

function nameOf(coordinate: string): string {
  const coordinates = coordinatesOf(coordinate);
  if (!coordinates) throw new FileFault(`'${coordinate}' is no artifact`);
  return `${coordinates.group}:${coordinates.artifact}`;
}

function ofTree(data: unknown): Pinned[] {
  const { dependency_tree: tree } = inShape(treeSchema, data);
  return tree.dependencies.map(entry => ({
    name: nameOf(entry.coord),
    version: coordinatesOf(entry.coord)?.version,
    key: entry.coord,
    dependencies: (entry.directDependencies ?? entry.dependencies ?? []).map(
      nameOf,
    ),
  }));
}

function ofArtifacts(data: unknown): Pinned[] {
  const { artifacts, dependencies } = inShape(artifactsSchema, data);
  return Object.entries(artifacts).map(([key, { version }]) => ({
    name: nameOf(key),
    version,
    key,
    dependencies: (Object.hasOwn(dependencies, key)
      ? dependencies[key]
      : []
    ).map(nameOf),
  }));
}

function linesOf(
  text: string,
  { wanted }: ExtractContext,
  isTree: boolean,
): Map<string, number> {
  if (isTree) {
    const lines = new Map<string, number>();
    text.split('\n').forEach((row, index) => {
      const coordinate = /"coord":\s*"([^"]+)"/.exec(row)?.[1];
      if (coordinate !== undefined && !lines.has(coordinate)) {
        lines.set(coordinate, index + 1);
      }
    });
    return lines;
  }
  const found = jsonLines(
    text,
    (property, parents) =>
      parents.length === 1 &&
      parents[0] === 'artifacts' &&
      wanted(property.split(':').slice(0, 2).join(':')),
  );
  return new Map(
    [...found].map(([path, [line]]) => [path.split('\0')[1], line]),
  );
}

/** The files above that take their artifacts from this one. */
function manifestsOf(path: string, context: ExtractContext): string[] {
  const manifests: string[] = [];
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    for (const name of ['MODULE.bazel', 'WORKSPACE', 'WORKSPACE.bazel']) {
      const manifest = posix.join(folder, name);
      if (context.has(manifest)) manifests.push(manifest);
    }
    if (manifests.length > 0 || folder === '.' || folder === '/') {
      return manifests;
    }
  }
}
