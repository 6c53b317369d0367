import { parseSyml } from '@yarnpkg/parsers';
import { z } from 'zod';
import { FileFault } from '../../../ecosystem';
import { inShape } from '../../../json';

const names = z.record(z.string(), z.coerce.string()).optional();

const entrySchema = z.looseObject({
  version: z.coerce.string().optional(),
  resolved: z.string().optional(),
  resolution: z.string().optional(),
  linkType: z.string().optional(),
  dependencies: names,
  optionalDependencies: names,
});

const lockSchema = z.record(z.string(), z.unknown());

/** One entry: several descriptors (`aws-sdk@^2.1.0`) that resolve to one package. */
export interface YarnEntry {
  descriptors: string[];
  version?: string;
  /** Where classic took it from. */
  resolved?: string;
  /** What berry resolved it to: `aws-sdk@npm:2.1550.0`, `app@workspace:packages/app`. */
  resolution?: string;
  dependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
  line: number;
}

/** A yarn.lock as data. */
export interface YarnLock {
  isBerry: boolean;
  entries: YarnEntry[];
}

/** Reads both kinds of yarn.lock. Throws a FileFault for what is none. */
export function parseYarnLock(text: string): YarnLock {
  if (text.trim() === '') throw new FileFault('is empty');
  if (!text.endsWith('\n')) {
    throw new FileFault(
      'ends within a line; is it cut off?',
      text.split('\n').length,
    );
  }
  const data = inShape(lockSchema, parse(text));
  const lines = linesOfKeys(text);
  const entries: YarnEntry[] = [];
  // Classic's parser gives every descriptor of an entry an object of its own or the same one: the line tells them apart.
  const byLine = new Map<number, YarnEntry>();
  for (const [key, value] of Object.entries(data)) {
    if (key === '__metadata') continue;
    const descriptors = key.split(/,\s*(?=[@\w])/);
    const line = lines.get(descriptors[0]);
    if (line === undefined || typeof value !== 'object') {
      throw new FileFault(`'${key.slice(0, 80)}' is no package of a lockfile`);
    }
    const known = byLine.get(line);
    if (known) {
      known.descriptors.push(...descriptors);
      continue;
    }
    const {
      dependencies = {},
      optionalDependencies = {},
      ...rest
    } = inShape(entrySchema, value);
    const entry = {
      ...rest,
      descriptors,
      dependencies,
      optionalDependencies,
      line,
    };
    byLine.set(line, entry);
    entries.push(entry);
  }
  const last = entries[entries.length - 1];
  const isWhole =
    !last ||
    last.resolved !== undefined ||
    last.resolution !== undefined ||
    last.descriptors.some(descriptor =>
      /@(file|link|portal):/.test(descriptor),
    );
  if (!isWhole) {
    throw new FileFault(
      'does not tell where its last package comes from; is it cut off?',
      last.line,
    );
  }
  const isBerry = '__metadata' in data;
  if (entries.length === 0 && !isBerry && !/yarn lockfile v1/.test(text)) {
    throw new FileFault('is no lockfile of yarn');
  }
  return { isBerry, entries };
}

function parse(text: string): unknown {
  try {
    return parseSyml(text);
  } catch (error) {
    const { location, mark } = error as {
      location?: { start?: { line?: number } };
      mark?: { line?: number };
    };
    const line =
      location?.start?.line ??
      (mark?.line === undefined ? undefined : mark.line + 1);
    throw new FileFault('is not written as yarn writes its lockfile', line);
  }
}

/** Every descriptor and the line of its entry. Entries begin in the first column. */
function linesOfKeys(text: string): Map<string, number> {
  const lines = new Map<string, number>();
  let line = 0;
  for (const row of text.split('\n')) {
    line += 1;
    if (!/^[^\s#].*:\s*$/.test(row)) continue;
    for (const part of row
      .trimEnd()
      .slice(0, -1)
      .match(/"[^"]*"|[^",\s][^",]*/g) ?? []) {
      const key = part.replace(/^"|"$/g, '').trim();
      for (const descriptor of key.split(/,\s*(?=[@\w])/)) {
        if (lines.has(descriptor)) {
          throw new FileFault(`'${descriptor}' is there twice`, line);
        }
        lines.set(descriptor, line);
      }
    }
  }
  return lines;
}
