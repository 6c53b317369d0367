import { z } from 'zod';
import { inShape } from '../../../json';
import { normalName } from '../names';
import { headingLines, parseToml } from '../../../toml';

const dependencySchema = z.looseObject({
  name: z.string(),
  version: z.string().optional(),
  extra: z.array(z.string()).optional(),
  marker: z.string().optional(),
});
const dependencyList = z.array(dependencySchema);

const packageSchema = z.looseObject({
  name: z.string(),
  version: z.string().optional(),
  source: z.looseObject({
    registry: z.string().optional(),
    virtual: z.string().optional(),
    editable: z.string().optional(),
    directory: z.string().optional(),
    git: z.string().optional(),
    url: z.string().optional(),
    path: z.string().optional(),
  }),
  dependencies: dependencyList.default([]),
  'optional-dependencies': z.record(z.string(), dependencyList).default({}),
  'dev-dependencies': z.record(z.string(), dependencyList).default({}),
});

const lockSchema = z.looseObject({
  version: z.number(),
  manifest: z
    .looseObject({ members: z.array(z.string()).optional() })
    .optional(),
  package: z.array(packageSchema).default([]),
});

/** A dependency of a package in a uv.lock. */
export type UvDependency = z.infer<typeof dependencySchema>;

/** One package of a uv.lock. */
export type UvPackage = z.infer<typeof packageSchema> & { line: number };

/** A uv.lock as data; names are normalised. */
export interface UvLock {
  packages: UvPackage[];
  /** Names of the members of the workspace; empty where the project is alone. */
  members: string[];
}

/** Throws a FileFault for what is no uv.lock. */
export function parseUvLock(text: string): UvLock {
  const lock = inShape(lockSchema, parseToml(text));
  const lines = headingLines(text, 'package');
  return {
    packages: lock.package.map((entry, index) => ({
      ...entry,
      name: normalName(entry.name),
      line: lines[index] ?? 1,
    })),
    members: (lock.manifest?.members ?? []).map(normalName),
  };
}
