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
import { jsonLines } from '../../../json';
import { Manifest, askedFor, parseManifest } from '../manifest/schema';
import { parseSpecifier } from '../specifier';
import { NpmDependency } from './schema';

/** Deeper nesting than any real tree has. */
const MAX_NESTING = 200;

interface Node {
  /** Names from the top down: `['a', 'b']` is b within a's own node_modules. */
  path: string[];
  name: string;
  entry: NpmDependency;
}

/** Lockfile version 1. What the project itself asks for is in the package.json only. */
export async function extractNested(
  file: SourceFile,
  dependencies: Record<string, NpmDependency>,
  context: ExtractContext,
): Promise<Extraction> {
  const nodes = new Map<string, Node>();
  collect(dependencies, [], nodes);
  const manifest = await manifestBeside(file.path, context);
  const graph = graphOf(nodes, manifest);

  const wanted = [...nodes].filter(([, node]) => context.wanted(node.name));
  const lines = linesOf(
    file.text,
    wanted.map(([, node]) => node.path),
  );
  const found = wanted.map(([key, node]): FoundPackage => {
    const trace = graph.trace(key);
    return {
      name: node.name,
      ...versionOf(node.entry),
      line: lines.get(key) ?? 1,
      direct: manifest ? trace?.direct ?? false : null,
      scope: scopeOf(node.entry),
      via: trace?.via ?? [],
    };
  });
  return { packages: mergeFound(found), graph: 'complete' };
}

function collect(
  dependencies: Record<string, NpmDependency>,
  parents: string[],
  nodes: Map<string, Node>,
): void {
  if (parents.length > MAX_NESTING) {
    throw new FileFault(`nests more than ${MAX_NESTING} levels deep`);
  }
  for (const [alias, entry] of Object.entries(dependencies)) {
    const path = [...parents, alias];
    const { name } = parseSpecifier(alias, aliasOf(entry.version));
    nodes.set(path.join('\0'), { path, name, entry });
    if (entry.dependencies) collect(entry.dependencies, path, nodes);
  }
}

function aliasOf(version = ''): string {
  return version.startsWith('npm:') ? version : '';
}

function versionOf(
  entry: NpmDependency,
): Pick<FoundPackage, 'version' | 'unresolved'> {
  const { version = '' } = entry;
  const specifier = parseSpecifier('', version);
  if (specifier.elsewhere) return { unresolved: specifier.elsewhere };
  return specifier.range
    ? { version: specifier.range }
    : { unresolved: 'the lockfile does not tell it' };
}

function scopeOf(entry: NpmDependency): Scope {
  if (entry.dev) return 'development';
  return entry.optional ? 'optional' : 'runtime';
}

function graphOf(
  nodes: Map<string, Node>,
  manifest: Manifest | undefined,
): DependencyGraph {
  const graph = new DependencyGraph();
  const asked = new Set<string>();
  for (const [key, node] of nodes) {
    const { requires } = node.entry;
    const names =
      requires && typeof requires === 'object' ? Object.keys(requires) : [];
    const targets = names.flatMap(
      name => resolve(node.path, name, nodes) ?? [],
    );
    targets.forEach(target => asked.add(target));
    graph.add(key, node.name, targets);
  }
  if (manifest) {
    for (const { name, scope } of askedFor(manifest))
      graph.addRoot(name, scope);
  } else {
    // Without the package.json: what nobody else asks for, the project must have asked for.
    for (const [key, node] of nodes) {
      if (!asked.has(key)) graph.addRoot(key, scopeOf(node.entry));
    }
  }
  return graph;
}

function resolve(
  from: string[],
  name: string,
  nodes: Map<string, Node>,
): string | undefined {
  for (let depth = from.length; depth >= 0; depth--) {
    const key = [...from.slice(0, depth), name].join('\0');
    if (nodes.has(key)) return key;
  }
  return undefined;
}

async function manifestBeside(
  lockfile: string,
  context: ExtractContext,
): Promise<Manifest | undefined> {
  const text = await context.read(
    posix.join(posix.dirname(lockfile), 'package.json'),
  );
  try {
    return text === undefined ? undefined : parseManifest(text);
  } catch {
    // It is reported as a file of its own.
    return undefined;
  }
}

function linesOf(text: string, paths: string[][]): Map<string, number> {
  if (paths.length === 0) return new Map();
  const wanted = new Map(
    paths.map(path => [
      path.flatMap(name => ['dependencies', name]).join('\0'),
      path.join('\0'),
    ]),
  );
  const last = new Set(paths.map(path => path[path.length - 1]));
  const lines = new Map<string, number>();
  for (const [key, found] of jsonLines(text, property => last.has(property))) {
    const path = wanted.get(key);
    if (path !== undefined) lines.set(path, found[found.length - 1]);
  }
  return lines;
}
