import { z } from 'zod';
import { FileFault } from '../../../ecosystem';
import { inShape } from '../../../json';
import { normalName } from '../names';
import { headingLines, parseToml } from '../../../toml';

const packageSchema = z.looseObject({
  name: z.string(),
  version: z.string(),
  optional: z.boolean().optional(),
  category: z.string().optional(),
  groups: z.array(z.string()).optional(),
  dependencies: z.record(z.string(), z.unknown()).optional(),
  source: z.looseObject({ type: z.string().optional() }).optional(),
});

const lockSchema = z.looseObject({
  package: z.array(packageSchema).default([]),
  metadata: z.looseObject({ 'content-hash': z.string() }).optional(),
});

/** One package of a poetry.lock. */
export interface PoetryPackage {
  /** Normalised. */
  name: string;
  version: string;
  optional: boolean;
  /** `main` or `dev`, as Poetry wrote before 1.5. */
  category?: string;
  /** As Poetry writes since 2. */
  groups?: string[];
  /** Normalised names. */
  dependencies: string[];
  /** `git`, `directory`, `file`, `url`; `legacy` is another index. */
  source?: string;
  line: number;
}

/** Throws a FileFault for what is no poetry.lock. The metadata stands at its end. */
export function parsePoetryLock(text: string): PoetryPackage[] {
  const lock = inShape(lockSchema, parseToml(text));
  if (!lock.metadata) {
    throw new FileFault('has no metadata at its end; is it cut off?');
  }
  const lines = headingLines(text, 'package');
  return lock.package.map((entry, index) => ({
    name: normalName(entry.name),
    version: entry.version,
    optional: entry.optional ?? false,
    category: entry.category,
    groups: entry.groups,
    dependencies: Object.keys(entry.dependencies ?? {}).map(normalName),
    source: entry.source?.type,
    line: lines[index] ?? 1,
  }));
}
