import { FAILSAFE_SCHEMA, YAMLException, loadAll } from 'js-yaml';
import { z } from 'zod';
import { FileFault } from '../../../ecosystem';
import { inShape } from '../../../json';

const reference = z.union([
  z.string(),
  z.looseObject({ version: z.string() }).transform(entry => entry.version),
]);
// An empty map is written as nothing at all by some versions.
const references = z
  .record(z.string(), reference)
  .nullish()
  .or(z.literal('').transform(() => undefined));

const importerSchema = z.looseObject({
  dependencies: references,
  optionalDependencies: references,
  devDependencies: references,
});

/** What one workspace member asks for, and what it got. */
export type PnpmImporter = z.infer<typeof importerSchema>;

const packageSchema = z.looseObject({
  name: z.string().optional(),
  version: z.string().optional(),
  dev: z.string().optional(),
  optional: z.string().optional(),
  resolution: z
    .looseObject({
      tarball: z.string().optional(),
      type: z.string().optional(),
      repo: z.string().optional(),
      directory: z.string().optional(),
    })
    .optional(),
  dependencies: references,
  optionalDependencies: references,
});

/** An entry of `packages` or `snapshots`. All scalars are text. */
export type PnpmPackage = z.infer<typeof packageSchema>;

const blank = z.literal('').transform(() => ({}));
const lockSchema = importerSchema.extend({
  lockfileVersion: z.string(),
  importers: z.record(z.string(), importerSchema.or(blank)).optional(),
  packages: z.record(z.string(), packageSchema.or(blank)).optional(),
  snapshots: z.record(z.string(), packageSchema.or(blank)).optional(),
});

/** A pnpm-lock.yaml as data. */
export interface PnpmLock {
  /** 5, 6 or 9: how keys are written changed with these. */
  version: 5 | 6 | 9;
  importers: Map<string, PnpmImporter>;
  /** Descriptions of packages, by key without peers in version 9. */
  packages: Map<string, PnpmPackage>;
  /** Resolved dependencies, by key with peers: in version 9 apart from the descriptions, before among them. */
  snapshots: Map<string, PnpmPackage>;
  /** Lines of the keys of `packages`. */
  lines: Map<string, number>;
}

const PARTS = ['dependencies', 'devDependencies', 'optionalDependencies'];

/** Throws a FileFault for what is no lockfile of pnpm that can be read. */
export function parsePnpmLock(text: string): PnpmLock {
  const documents = load(text).filter(
    document => document !== undefined && document !== null,
  );
  if (documents.length === 0) throw new FileFault('is empty');
  // pnpm 11 puts a document about itself before the one about the project.
  const lock = inShape(lockSchema, documents[documents.length - 1]);
  const version = majorOf(lock.lockfileVersion);
  const packages = new Map(Object.entries(lock.packages ?? {}));
  const asks = [lock, ...Object.values(lock.importers ?? {})].some(importer =>
    PARTS.some(
      part =>
        Object.keys(
          (importer as Record<string, object | undefined>)[part] ?? {},
        ).length > 0,
    ),
  );
  const { specifiers } = lock as { specifiers?: unknown };
  const asksForNothing =
    lock.importers !== undefined ||
    (typeof specifiers === 'object' &&
      specifiers !== null &&
      Object.keys(specifiers).length === 0);
  if (!asks && !asksForNothing) {
    throw new FileFault('names no project of its own; is it cut off?');
  }
  if (asks && packages.size === 0 && hasRegistryVersions(text)) {
    throw new FileFault('has no packages; is it cut off?');
  }
  return {
    version,
    importers: new Map(Object.entries(lock.importers ?? { '.': lock })),
    packages,
    snapshots:
      version === 9 ? new Map(Object.entries(lock.snapshots ?? {})) : packages,
    lines: linesOfPackages(text),
  };
}

/** Whether anything that it names is to be found among the packages, rather than in a folder. */
function hasRegistryVersions(text: string): boolean {
  return /^ +(?:version: |'?[@\w][^\s:]*'?: )['"]?\d/m.test(text);
}

function majorOf(version: string): 5 | 6 | 9 {
  const major = Number.parseInt(version, 10);
  if (major === 9) return 9;
  if (major === 6 || major === 7) return 6;
  if (major === 5) return 5;
  throw new FileFault(`lockfileVersion ${version} is not known; 5 to 9 are`);
}

function load(text: string): unknown[] {
  try {
    return loadAll(text, null, { schema: FAILSAFE_SCHEMA }) as unknown[];
  } catch (error) {
    if (error instanceof YAMLException) {
      throw new FileFault(`is not YAML: ${error.reason}`, error.mark?.line + 1);
    }
    throw error;
  }
}

/** Keys of `packages` stand in the third column. */
function linesOfPackages(text: string): Map<string, number> {
  const lines = new Map<string, number>();
  let inPackages = false;
  let line = 0;
  for (const row of text.split('\n')) {
    line += 1;
    if (/^\S/.test(row)) inPackages = row.startsWith('packages:');
    const key =
      inPackages &&
      /^ {2}(?:'([^']+)'|"([^"]+)"|([^\s'"].*?)):(?:\s|$)/.exec(row);
    if (key) lines.set(key[1] ?? key[2] ?? key[3], line);
  }
  return lines;
}
