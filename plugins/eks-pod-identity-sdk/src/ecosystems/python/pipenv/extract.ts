import { posix } from 'path';
import { z } from 'zod';
import {
  ExtractContext,
  Extraction,
  FoundPackage,
  Scope,
  SourceFile,
} from '../../../ecosystem';
import { mergeFound } from '../../../found';
import { inShape, jsonLines, parseJson } from '../../../json';
import { foundOf, namePattern } from '../manifest';
import { normalName, scopeOfGroup } from '../names';
import { pinOf } from '../requirement';
import { lineWith } from '../../../toml';
import { parsePipfile } from './schema';

const entrySchema = z.looseObject({
  version: z.string().optional(),
  git: z.string().optional(),
  path: z.string().optional(),
  file: z.string().optional(),
});
const lockSchema = z.looseObject({
  _meta: z.looseObject({}),
  default: z.record(z.string(), entrySchema).optional(),
  develop: z.record(z.string(), entrySchema).optional(),
});
const categorySchema = z.record(z.string(), entrySchema);

/** Pipfile.lock: two or more categories, all resolved. Who asks for what is not in it. */
export async function extractPipfileLock(
  file: SourceFile,
  context: ExtractContext,
): Promise<Extraction> {
  const lock = inShape(lockSchema, parseJson(file.text));
  const asked = await namesInPipfile(file.path, context);
  const packages: FoundPackage[] = [];
  for (const category of Object.keys(lock).filter(key => key !== '_meta')) {
    const entries = inShape(categorySchema, lock[category]);
    for (const [key, entry] of Object.entries(entries)) {
      const name = normalName(key);
      if (!context.wanted(name)) continue;
      packages.push({
        name,
        ...versionOf(entry),
        line: lineOf(file.text, category, key),
        direct: asked ? asked.has(name) : null,
        scope: scopeOfCategory(category),
        via: [],
      });
    }
  }
  return { packages: mergeFound(packages), graph: 'complete' };
}

/** A Pipfile without its lockfile. */
export function extractPipfile(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const asks = parsePipfile(file.text);
  return {
    packages: foundOf(asks, context.wanted, name =>
      lineWith(file.text, namePattern(name)),
    ),
    graph: asks.every(({ scope }) => scope === 'development')
      ? 'complete'
      : 'partial',
  };
}

function scopeOfCategory(category: string): Scope {
  if (category === 'default') return 'runtime';
  return category === 'develop' ? 'development' : scopeOfGroup(category);
}

function versionOf(
  entry: z.infer<typeof entrySchema>,
): Pick<FoundPackage, 'version' | 'unresolved'> {
  if (entry.git) return { unresolved: 'taken from git' };
  if (entry.path || entry.file) {
    return { unresolved: 'taken from a folder, a file or a URL' };
  }
  const { version } = pinOf({
    name: '',
    marker: '',
    specifier: entry.version ?? '',
  });
  return version === undefined
    ? { unresolved: 'the lockfile does not tell it' }
    : { version };
}

function lineOf(text: string, category: string, key: string): number {
  const lines = jsonLines(
    text,
    (property, parents) =>
      property === key && parents.length === 1 && parents[0] === category,
  );
  return [...lines.values()][0]?.at(-1) ?? 1;
}

async function namesInPipfile(
  lockfile: string,
  context: ExtractContext,
): Promise<Set<string> | undefined> {
  const text = await context.read(
    posix.join(posix.dirname(lockfile), 'Pipfile'),
  );
  try {
    return text === undefined
      ? undefined
      : new Set(parsePipfile(text).map(({ name }) => name));
  } catch {
    // It is reported as a file of its own.
    return undefined;
  }
}
