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
import { inShape, parseJson } from '../../json';
import { npm } from '../../registries/npm';
import { importedBy } from './address';

const packageSchema = z.looseObject({
  dependencies: z
    .union([z.array(z.string()), z.record(z.string(), z.string())])
    .optional(),
});
const packagesSchema = z.record(z.string(), packageSchema).default({});
const namesSchema = z.record(z.string(), z.unknown()).default({});

const oldSchema = z.looseObject({
  version: z.literal('2'),
  remote: namesSchema,
  npm: z
    .looseObject({ specifiers: namesSchema, packages: packagesSchema })
    .optional(),
});
const thirdSchema = z.looseObject({
  version: z.literal('3'),
  remote: namesSchema,
  packages: z
    .looseObject({
      specifiers: namesSchema,
      npm: packagesSchema,
      jsr: namesSchema,
    })
    .optional(),
});
const newSchema = z.looseObject({
  version: z.enum(['4', '5']),
  remote: namesSchema,
  specifiers: namesSchema,
  npm: packagesSchema,
  jsr: namesSchema,
});

/** A deno.lock as data, in any version. */
interface DenoLock {
  npm: Record<string, z.infer<typeof packageSchema>>;
  jsr: string[];
  /** Addresses that are loaded. */
  remote: string[];
  /** What the project itself asks for. */
  specifiers: string[];
}

/** Throws a FileFault for what is none. */
function parseDenoLock(text: string): DenoLock {
  const data = parseJson(text);
  const version =
    typeof data === 'object' && data !== null && 'version' in data
      ? data.version
      : undefined;
  if (version === undefined) {
    // The first version had nothing but addresses.
    const remote = inShape(z.record(z.url(), z.string()), data);
    const addresses = Object.keys(remote);
    if (addresses.length === 0) throw new FileFault('has no version');
    return { npm: {}, jsr: [], remote: addresses, specifiers: [] };
  }
  if (version === '2') {
    const lock = inShape(oldSchema, data);
    return {
      npm: lock.npm?.packages ?? {},
      jsr: [],
      remote: Object.keys(lock.remote),
      specifiers: Object.keys(lock.npm?.specifiers ?? {}),
    };
  }
  if (version === '3') {
    const { remote, packages } = inShape(thirdSchema, data);
    return {
      npm: packages?.npm ?? {},
      jsr: Object.keys(packages?.jsr ?? {}),
      remote: Object.keys(remote),
      specifiers: Object.keys(packages?.specifiers ?? {}),
    };
  }
  const lock = inShape(newSchema, data);
  return {
    npm: lock.npm,
    jsr: Object.keys(lock.jsr),
    remote: Object.keys(lock.remote),
    specifiers: Object.keys(lock.specifiers),
  };
}

/** `@scope/name`, `1.0.0` of `@scope/name@1.0.0_peer@2.0.0`. */
function split(key: string): { name: string; version: string } {
  const at = key.indexOf('@', 1);
  return at === -1
    ? { name: key, version: '' }
    : { name: key.slice(0, at), version: key.slice(at + 1).split('_')[0] };
}

/** deno.lock, versions 1 to 5. It does not tell what only tests import. */
export function extractDenoLock(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const lock = parseDenoLock(file.text);
  const lines = linesOf(file.text);
  const graph = graphOf(lock);
  const fromNpm = Object.keys(lock.npm)
    .filter(key => context.wanted(split(key).name))
    .map((key): FoundPackage => {
      const { name, version } = split(key);
      const trace = graph.trace(key);
      return {
        name,
        registry: npm,
        version,
        line: lines(key),
        direct: trace?.direct ?? null,
        scope: 'unknown',
        via: trace?.via ?? [],
      };
    });
  const loaded = [...lock.jsr.map(key => `jsr:${key}`), ...lock.remote].flatMap(
    (specifier): FoundPackage[] => {
      const imported = importedBy(specifier);
      return imported
        ? [
            {
              name: imported.name,
              registry: imported.registry,
              ...versionOf(imported.reference),
              line: lines(specifier.replace(/^jsr:/, '')),
              direct: null,
              scope: 'unknown',
              via: [],
            },
          ]
        : [];
    },
  );
  const folder = posix.dirname(file.path);
  return {
    packages: mergeFound([...fromNpm, ...loaded]),
    graph: 'complete',
    covers: ['deno.json', 'deno.jsonc', 'import_map.json', 'package.json'].map(
      name => posix.join(folder, name),
    ),
  };
}

/** An address of a lockfile is loaded as it is; one without a whole version leads to another one. */
export function versionOf(
  reference: string | undefined,
): Pick<FoundPackage, 'version' | 'range' | 'unresolved'> {
  if (reference === undefined) {
    return { unresolved: 'its address names none' };
  }
  const plain = reference.replace(/^v(?=\d)/, '');
  return npm.versions.isVersion(plain) ? { version: plain } : { range: plain };
}

function graphOf({ npm: packages, specifiers }: DenoLock): DependencyGraph {
  const byName = new Map<string, string[]>();
  for (const key of Object.keys(packages)) {
    const { name } = split(key);
    byName.set(name, [...(byName.get(name) ?? []), key]);
  }
  const resolve = (text: string) =>
    Object.hasOwn(packages, text) ? [text] : byName.get(split(text).name) ?? [];
  const graph = new DependencyGraph();
  for (const [key, { dependencies = [] }] of Object.entries(packages)) {
    const asked = Array.isArray(dependencies)
      ? dependencies
      : Object.values(dependencies);
    graph.add(key, split(key).name, asked.flatMap(resolve));
  }
  for (const specifier of specifiers) {
    const { name } = split(specifier.replace(/^npm:/, ''));
    for (const key of byName.get(name) ?? []) graph.addRoot(key, 'runtime');
  }
  return graph;
}

function linesOf(text: string): (key: string) => number {
  const rows = new Map<string, number>();
  text.split('\n').forEach((row, index) => {
    const key = /^\s*"([^"]+)":/.exec(row)?.[1];
    // What comes along stands behind what is asked for.
    if (key !== undefined) rows.set(key, index + 1);
  });
  return key => rows.get(key) ?? 1;
}
