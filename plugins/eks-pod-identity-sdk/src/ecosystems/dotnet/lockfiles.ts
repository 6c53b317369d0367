import { posix } from 'path';
import { z } from 'zod';
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
import { DependencyGraph } from '../../graph';
import { inShape, jsonLines, parseJson } from '../../json';
import { childrenOf, parseXml } from '../../xml';

const names = z.record(z.string(), z.unknown()).optional();

const lockSchema = z.looseObject({
  version: z.number(),
  dependencies: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        type: z.string(),
        resolved: z.string().optional(),
        dependencies: names,
      }),
    ),
  ),
});

/** packages.lock.json: the graph of each target framework. */
export function extractPackagesLock(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const lock = inShape(lockSchema, parseJson(file.text));
  const lines = jsonLines(
    file.text,
    (name, parents) => parents.length === 2 && context.wanted(name),
  );
  const packages: FoundPackage[] = [];
  for (const [framework, entries] of Object.entries(lock.dependencies)) {
    const graph = new DependencyGraph();
    for (const [name, entry] of Object.entries(entries)) {
      const id = name.toLowerCase();
      graph.add(
        id,
        name,
        Object.keys(entry.dependencies ?? {}).map(n => n.toLowerCase()),
      );
      if (/^(direct|project)$/i.test(entry.type)) graph.addRoot(id, 'runtime');
    }
    for (const [name, entry] of Object.entries(entries)) {
      if (!context.wanted(name)) continue;
      const trace = graph.trace(name.toLowerCase());
      packages.push({
        name,
        ...(entry.resolved === undefined
          ? { unresolved: 'the lockfile does not tell it' }
          : { version: entry.resolved }),
        line: lines.get(`dependencies\0${framework}\0${name}`)?.[0] ?? 1,
        direct: /^direct$/i.test(entry.type),
        scope: 'runtime',
        via: trace?.via ?? [],
      });
    }
  }
  return { packages: mergeFound(packages), graph: 'complete' };
}

/** packages.config: everything that is installed, also what came along. */
export function extractPackagesConfig(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const root = parseXml(file.text);
  if (root.name !== 'packages') {
    throw new FileFault(`is no packages.config: its element is '${root.name}'`);
  }
  return {
    packages: childrenOf(root, 'package').flatMap((entry): FoundPackage[] => {
      const name = entry.attributes.get('id') ?? '';
      const version = entry.attributes.get('version');
      if (!context.wanted(name)) return [];
      const isDevelopment =
        entry.attributes.get('developmentDependency') === 'true';
      return [
        {
          name,
          ...(version ? { version } : { unresolved: 'none is written' }),
          line: entry.line,
          direct: null,
          scope: isDevelopment ? 'development' : 'runtime',
          via: [],
        },
      ];
    }),
    graph: 'complete',
  };
}

const assetsSchema = z.looseObject({
  version: z.number(),
  targets: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({ type: z.string().optional(), dependencies: names }),
    ),
  ),
  projectFileDependencyGroups: z
    .record(z.string(), z.array(z.string()))
    .optional(),
});

/** project.assets.json, which a restore leaves behind in `obj`. */
export function extractAssets(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const assets = inShape(assetsSchema, parseJson(file.text));
  const lines = jsonLines(
    file.text,
    (name, parents) =>
      parents.length === 2 && context.wanted(name.split('/')[0]),
  );
  const packages: FoundPackage[] = [];
  for (const [target, entries] of Object.entries(assets.targets)) {
    const graph = new DependencyGraph();
    for (const [key, entry] of Object.entries(entries)) {
      const [name] = key.split('/');
      graph.add(
        name.toLowerCase(),
        name,
        Object.keys(entry.dependencies ?? {}).map(n => n.toLowerCase()),
      );
    }
    const groups = assets.projectFileDependencyGroups ?? {};
    for (const asked of Object.values(groups).flat()) {
      graph.addRoot(asked.split(' ')[0].toLowerCase(), 'runtime');
    }
    for (const key of Object.keys(entries)) {
      const [name, version] = key.split('/');
      if (!context.wanted(name)) continue;
      const trace = graph.trace(name.toLowerCase());
      packages.push({
        name,
        ...(version
          ? { version }
          : { unresolved: 'the file does not tell it' }),
        line: lines.get(`targets\0${target}\0${key}`)?.[0] ?? 1,
        direct: trace?.direct ?? null,
        scope: 'runtime',
        via: trace?.via ?? [],
      });
    }
  }
  const folder = posix.dirname(posix.dirname(file.path));
  return {
    packages: mergeFound(packages),
    graph: 'complete',
    covers: context
      .below(folder === '.' ? '' : folder)
      .filter(
        path =>
          posix.dirname(path) === folder && /\.(cs|fs|vb)proj$/.test(path),
      ),
  };
}

/** paket.lock: sources with their packages, in groups. */
export function extractPaketLock(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const packages: FoundPackage[] = [];
  const gaps: Gap[] = [];
  const listed = new Set<string>();
  const asked: { group: string; name: string; line: number }[] = [];
  let group = 'Main';
  let last = '';
  file.text.split('\n').forEach((row, index) => {
    const heading = /^GROUP (\S+)/.exec(row);
    if (heading) group = heading[1];
    const entry = /^ {4}(\S+) \(([^()\s]+)\)/.exec(row);
    const dependency = /^ {6}(\S+)/.exec(row);
    if (entry) {
      const [, name, version] = entry;
      last = `${group} ${name.toLowerCase()}`;
      listed.add(last);
      if (!context.wanted(name)) return;
      packages.push({
        name,
        version,
        line: index + 1,
        direct: null,
        scope: scopeOfPaketGroup(group),
        via: [],
      });
    } else if (dependency) {
      asked.push({ group, name: dependency[1], line: index + 1 });
    }
  });
  if (listed.size === 0)
    throw new FileFault('names no package; is it cut off?');
  for (const { group: of, name, line } of asked) {
    const key = `${of} ${name.toLowerCase()}`;
    if (!listed.has(key)) gaps.push({ key, what: name, line });
  }
  const notes = refuseCutOff(gaps, last);
  return {
    packages,
    graph: notes.length === 0 ? 'complete' : 'partial',
    ...(notes.length > 0 ? { notes } : {}),
    covers: context
      .below(posix.dirname(file.path) === '.' ? '' : posix.dirname(file.path))
      .filter(path => /\.(cs|fs|vb)proj$/.test(path)),
  };
}

function scopeOfPaketGroup(group: string): Scope {
  if (/test/i.test(group)) return 'test';
  return /build|docs?/i.test(group) ? 'build' : 'runtime';
}
