import { z } from 'zod';
import { Scope } from '../../../ecosystem';
import { inShape, parseJson } from '../../../json';

const dependencies = z.record(z.string(), z.string()).catch({});

const manifestSchema = z.looseObject({
  name: z.string().optional().catch(undefined),
  dependencies: dependencies.optional(),
  optionalDependencies: dependencies.optional(),
  devDependencies: dependencies.optional(),
  peerDependencies: dependencies.optional(),
  overrides: z.unknown().optional(),
  resolutions: z.unknown().optional(),
  pnpm: z
    .looseObject({ overrides: z.unknown().optional() })
    .optional()
    .catch(undefined),
  workspaces: z
    .union([
      z.array(z.string()),
      z.looseObject({ packages: z.array(z.string()).default([]) }),
    ])
    .optional()
    .catch(undefined),
});

/** A package.json, as far as dependencies go. */
export type Manifest = z.infer<typeof manifestSchema>;

/** The members of a package.json that hold dependencies, and for what they are installed; the first that names a package counts. */
export const DEPENDENCY_MEMBERS: [
  (
    | 'dependencies'
    | 'optionalDependencies'
    | 'peerDependencies'
    | 'devDependencies'
  ),
  Scope,
][] = [
  ['optionalDependencies', 'optional'],
  ['dependencies', 'runtime'],
  ['devDependencies', 'development'],
  ['peerDependencies', 'provided'],
];

/** Throws a FileFault for what is no package.json. */
export function parseManifest(text: string): Manifest {
  return inShape(manifestSchema, parseJson(text));
}

/** The globs of the workspace members. */
export function workspaceGlobs(manifest: Manifest): string[] {
  const { workspaces = [] } = manifest;
  return Array.isArray(workspaces) ? workspaces : workspaces.packages;
}

/** Name, range and scope of everything that a manifest asks for, once each. */
export function askedFor(
  manifest: Manifest,
): { name: string; range: string; scope: Scope; member: string }[] {
  const asked = new Map<
    string,
    { name: string; range: string; scope: Scope; member: string }
  >();
  for (const [member, scope] of DEPENDENCY_MEMBERS) {
    for (const [name, range] of Object.entries(manifest[member] ?? {})) {
      if (!asked.has(name)) asked.set(name, { name, range, scope, member });
    }
  }
  return [...asked.values()];
}
