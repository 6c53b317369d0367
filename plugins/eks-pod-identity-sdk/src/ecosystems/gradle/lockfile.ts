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
import { strongestScope } from '../../graph';
import { inShape, jsonLines, parseJson } from '../../json';
import { gradleRoot } from './build';
import { scopeOfClasspath } from './scope';

const ENTRY = /^([^\s:=#]+):([^\s:=]+):([^\s:=]+)=(\S*)$/;

/** gradle.lockfile: one line per module, with the configurations that have it. It ends with the line `empty=`. */
export function extractLockfile(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const isOfBuild = /(^|\/)(buildscript|settings)-gradle\.lockfile$/.test(
    file.path,
  );
  const packages: FoundPackage[] = [];
  let seenEnd = false;
  file.text.split('\n').forEach((row, index) => {
    const text = row.trim();
    if (text === '' || text.startsWith('#')) return;
    if (text.startsWith('empty=')) {
      seenEnd = true;
      return;
    }
    const entry = ENTRY.exec(text);
    if (!entry) throw new FileFault('is not a locked module', index + 1);
    const [, group, artifact, version, configurations] = entry;
    const name = `${group}:${artifact}`;
    if (!context.wanted(name)) return;
    packages.push({
      name,
      version,
      line: index + 1,
      direct: null,
      scope: isOfBuild
        ? 'build'
        : strongestScope(configurations.split(',').map(scopeOfClasspath)),
      via: [],
    });
  });
  if (!seenEnd) {
    throw new FileFault("has no line 'empty=' at its end; is it cut off?");
  }
  return {
    packages: mergeFound(packages),
    graph: isOfBuild ? 'none' : 'complete',
    ...(isOfBuild ? {} : { covers: coveredBy(file.path, context) }),
  };
}

/** The lockfiles of older Gradle versions: one per configuration, without an end that would tell that all is there. */
export function extractConfigurationLock(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const configuration = posix.basename(file.path, '.lockfile');
  const scope = scopeOfClasspath(configuration);
  const packages: FoundPackage[] = [];
  const rows = file.text.split('\n');
  if (rows.pop() !== '') {
    throw new FileFault('has no end of its last line; is it cut off?');
  }
  rows.forEach((row, index) => {
    const text = row.trim();
    if (text === '' || text.startsWith('#')) return;
    const entry = /^([^\s:]+):([^\s:]+):([^\s:]+)$/.exec(text);
    if (!entry) throw new FileFault('is not a locked module', index + 1);
    const name = `${entry[1]}:${entry[2]}`;
    if (!context.wanted(name)) return;
    packages.push({
      name,
      version: entry[3],
      line: index + 1,
      direct: null,
      scope,
      via: [],
    });
  });
  return {
    packages,
    graph: scope === 'runtime' ? 'partial' : 'none',
    build: gradleRoot(file.path, context),
    ...(scope === 'runtime' ? { covers: coveredBy(file.path, context) } : {}),
  };
}

const nebulaSchema = z.record(
  z.string(),
  z.record(
    z.string(),
    z.looseObject({
      locked: z.string().optional(),
      requested: z.string().optional(),
      transitive: z.array(z.string()).optional(),
      firstLevelTransitive: z.array(z.string()).optional(),
    }),
  ),
);

/** dependencies.lock of the Nebula plugins. */
export function extractNebulaLock(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const lock = inShape(nebulaSchema, parseJson(file.text));
  const lines = jsonLines(
    file.text,
    (name, parents) => parents.length === 1 && context.wanted(name),
  );
  const packages: FoundPackage[] = [];
  for (const [configuration, modules] of Object.entries(lock)) {
    for (const [name, entry] of Object.entries(modules)) {
      if (!context.wanted(name)) continue;
      const via = entry.transitive ?? entry.firstLevelTransitive ?? [];
      packages.push({
        name,
        ...(entry.locked === undefined
          ? { unresolved: 'the lockfile does not tell it' }
          : { version: entry.locked }),
        line: lines.get(`${configuration}\0${name}`)?.[0] ?? 1,
        direct: entry.requested !== undefined || via.length === 0,
        scope: scopeOfClasspath(configuration),
        via: via.slice(0, 1).filter(other => other !== name),
      });
    }
  }
  return {
    packages: mergeFound(packages),
    // By default only what the project itself asks for is locked.
    graph: Object.values(lock).some(modules =>
      Object.values(modules).some(({ transitive }) => transitive !== undefined),
    )
      ? 'complete'
      : 'partial',
    build: gradleRoot(file.path, context),
    covers: coveredBy(file.path, context),
  };
}

/** The scripts of its folder, and the catalogs of its build: what they say is locked here. */
function coveredBy(path: string, context: ExtractContext): string[] {
  const folder = posix
    .dirname(path)
    .replace(/(^|\/)gradle\/dependency-locks$/, '');
  const root = gradleRoot(path, context);
  return [
    posix.join(folder, 'build.gradle'),
    posix.join(folder, 'build.gradle.kts'),
    ...context
      .below(root === '.' ? 'gradle' : posix.join(root, 'gradle'))
      .filter(file => file.endsWith('.versions.toml')),
  ];
}
