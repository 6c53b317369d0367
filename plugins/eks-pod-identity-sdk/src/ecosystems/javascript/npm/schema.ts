import { z } from 'zod';
import { FileFault } from '../../../ecosystem';
import { inShape, parseJson } from '../../../json';

const names = z.record(z.string(), z.string()).catch({}).optional();
const flag = z.boolean().catch(false).optional();

const packageSchema = z.looseObject({
  name: z.string().optional(),
  version: z.string().optional(),
  resolved: z.union([z.string(), z.boolean()]).optional(),
  link: flag,
  dev: flag,
  optional: flag,
  devOptional: flag,
  extraneous: flag,
  dependencies: names,
  optionalDependencies: names,
  peerDependencies: names,
  devDependencies: names,
});

/** An entry of `packages` (lockfile version 2 and 3). */
export type NpmPackage = z.infer<typeof packageSchema>;

/** An entry of `dependencies` (lockfile version 1), which nests like node_modules does. */
export interface NpmDependency {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  requires?: Record<string, string> | boolean;
  dependencies?: Record<string, NpmDependency>;
}

const dependencySchema: z.ZodType<NpmDependency> = z.lazy(() =>
  z.looseObject({
    version: z.string().optional(),
    dev: flag,
    optional: flag,
    requires: z
      .union([z.record(z.string(), z.string()), z.boolean()])
      .optional()
      .catch(undefined),
    dependencies: z.record(z.string(), dependencySchema).optional(),
  }),
);

const lockSchema = z.looseObject({
  lockfileVersion: z.number().optional(),
  packages: z.record(z.string(), packageSchema).optional(),
  dependencies: z.record(z.string(), dependencySchema).optional(),
});

/** One of the two ways in which npm writes a tree. */
export type NpmLock =
  | { kind: 'packages'; packages: Map<string, NpmPackage> }
  | { kind: 'dependencies'; dependencies: Record<string, NpmDependency> };

/** Throws a FileFault for what is no lockfile of npm. */
export function parseNpmLock(text: string): NpmLock {
  const lock = inShape(lockSchema, parseJson(text));
  // Version 2 has both, for old clients; npm itself reads `packages`.
  if (lock.packages) {
    return {
      kind: 'packages',
      packages: new Map(Object.entries(lock.packages)),
    };
  }
  if (lock.dependencies || lock.lockfileVersion !== undefined) {
    return { kind: 'dependencies', dependencies: lock.dependencies ?? {} };
  }
  throw new FileFault(
    'is no lockfile of npm: it has neither packages nor dependencies',
  );
}
