import { z } from 'zod';
import { Scope } from '../../ecosystem';
import { inShape } from '../../json';
import { headingLines, parseToml } from '../../toml';

const lockSchema = z.looseObject({
  version: z.number().optional(),
  package: z
    .array(
      z.looseObject({
        name: z.string(),
        version: z.string(),
        source: z.string().optional(),
        dependencies: z.array(z.string()).optional(),
      }),
    )
    .optional(),
});

/** One package of a Cargo.lock. */
export interface LockedCrate {
  name: string;
  version: string;
  /** Absent for the crates of the project itself, and for those in folders. */
  source?: string;
  /** `name`, `name version` or `name version (source)`. */
  dependencies: string[];
  line: number;
}

/** Throws a FileFault for what is no Cargo.lock. */
export function parseCargoLock(text: string): LockedCrate[] {
  const lock = inShape(lockSchema, parseToml(text));
  const lines = headingLines(text, 'package');
  return (lock.package ?? []).map((entry, index) => ({
    name: entry.name,
    version: entry.version,
    ...(entry.source === undefined ? {} : { source: entry.source }),
    dependencies: entry.dependencies ?? [],
    line: lines[index] ?? 1,
  }));
}

const dependencySchema = z.union([
  z.string(),
  z.looseObject({
    version: z.string().optional(),
    package: z.string().optional(),
    git: z.string().optional(),
    path: z.string().optional(),
    workspace: z.boolean().optional(),
    optional: z.boolean().optional(),
    features: z.array(z.string()).optional(),
  }),
]);
const table = z.record(z.string(), dependencySchema).optional();
const tables = z.looseObject({
  dependencies: table,
  'dev-dependencies': table,
  dev_dependencies: table,
  'build-dependencies': table,
  build_dependencies: table,
});

const manifestSchema = tables.extend({
  package: z.looseObject({ name: z.string().optional() }).optional(),
  target: z.record(z.string(), tables).optional(),
  workspace: z.looseObject({ dependencies: table }).optional(),
  features: z.record(z.string(), z.array(z.string())).optional().catch({}),
});

/** A dependency of a Cargo.toml. */
export interface CargoDependency {
  name: string;
  /** The key under which it is written, where that is another name. */
  key: string;
  requirement?: string;
  /** Where it is taken from, if not from a registry. */
  elsewhere?: string;
  fromWorkspace: boolean;
  /** Features that are asked for, beside the default ones. */
  features: readonly string[];
  scope: Scope;
}

/** A Cargo.toml as data. */
export interface CargoManifest {
  name?: string;
  dependencies: CargoDependency[];
  /** What its own features turn on, such as `object_store/aws`. */
  turnsOn: readonly string[];
  /** What members may take over, by key; undefined for what is no root of a workspace. */
  workspace?: ReadonlyMap<string, CargoDependency>;
}

type Tables = z.infer<typeof tables>;

/** Throws a FileFault for what is no Cargo.toml. */
export function parseCargoManifest(text: string): CargoManifest {
  const manifest = inShape(manifestSchema, parseToml(text));
  return {
    name: manifest.package?.name,
    dependencies: [manifest, ...Object.values(manifest.target ?? {})].flatMap(
      dependenciesOf,
    ),
    turnsOn: Object.values(manifest.features ?? {}).flat(),
    ...(manifest.workspace
      ? {
          workspace: new Map(
            read(manifest.workspace.dependencies, 'runtime').map(entry => [
              entry.key,
              entry,
            ]),
          ),
        }
      : {}),
  };
}

function dependenciesOf(from: Tables): CargoDependency[] {
  return [
    ...read(from.dependencies, 'runtime'),
    ...read(from['dev-dependencies'], 'development'),
    ...read(from.dev_dependencies, 'development'),
    ...read(from['build-dependencies'], 'build'),
    ...read(from.build_dependencies, 'build'),
  ];
}

function read(from: z.infer<typeof table>, scope: Scope): CargoDependency[] {
  return Object.entries(from ?? {}).map(([key, entry]) => {
    if (typeof entry === 'string') {
      return {
        name: key,
        key,
        requirement: entry,
        fromWorkspace: false,
        features: [],
        scope,
      };
    }
    const elsewhere = entry.git ? 'git' : entry.path && 'a folder';
    return {
      name: entry.package ?? key,
      key,
      requirement: entry.version,
      ...(elsewhere ? { elsewhere } : {}),
      fromWorkspace: entry.workspace === true,
      features: entry.features ?? [],
      scope: entry.optional && scope === 'runtime' ? 'optional' : scope,
    };
  });
}
