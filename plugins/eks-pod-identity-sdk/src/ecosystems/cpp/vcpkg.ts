import { z } from 'zod';
import {
  ExtractContext,
  Extraction,
  FoundPackage,
  Scope,
  SourceFile,
} from '../../ecosystem';
import { inShape, parseJson } from '../../json';
import { lineAt } from '../../text';

const dependencySchema = z.union([
  z.string(),
  z.looseObject({
    name: z.string(),
    host: z.boolean().optional(),
    'version>=': z.string().optional(),
  }),
]);

const manifestSchema = z.looseObject({
  name: z.string().optional(),
  dependencies: z.array(dependencySchema).optional(),
  overrides: z
    .array(
      z.looseObject({
        name: z.string(),
        version: z.string().optional(),
        'version-string': z.string().optional(),
        'version-semver': z.string().optional(),
      }),
    )
    .optional(),
  features: z
    .record(
      z.string(),
      z.looseObject({ dependencies: z.array(dependencySchema).optional() }),
    )
    .optional(),
  'builtin-baseline': z.string().optional(),
});

/** vcpkg.json: an override is a version, a baseline is a commit of vcpkg that stands for one. */
export function extractVcpkg(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const manifest = inShape(manifestSchema, parseJson(file.text));
  const overrides = new Map(
    (manifest.overrides ?? []).map(entry => [
      entry.name,
      entry.version ?? entry['version-semver'] ?? entry['version-string'],
    ]),
  );
  const packages: FoundPackage[] = [];
  const add = (
    dependencies: z.infer<typeof dependencySchema>[] | undefined,
    scope: Scope,
  ) => {
    for (const entry of dependencies ?? []) {
      const {
        name,
        host,
        'version>=': least,
      } = typeof entry === 'string'
        ? { name: entry, host: false, 'version>=': undefined }
        : entry;
      if (!context.wanted(name)) continue;
      packages.push({
        name,
        ...versionOf(overrides.get(name), least),
        line: lineOf(name, file.text),
        direct: true,
        scope: host ? 'build' : scope,
        via: [],
      });
    }
  };
  add(manifest.dependencies, 'runtime');
  for (const feature of Object.values(manifest.features ?? {})) {
    add(feature.dependencies, 'optional');
  }
  return { packages, graph: 'partial' };
}

function versionOf(
  override: string | undefined,
  least: string | undefined,
): Pick<FoundPackage, 'version' | 'range' | 'unresolved'> {
  if (override !== undefined) return { version: override };
  return least === undefined
    ? { unresolved: 'the baseline of vcpkg sets it, which is a commit' }
    : { range: `>=${least}` };
}

function lineOf(name: string, text: string): number {
  const at = text.indexOf(JSON.stringify(name));
  return at === -1 ? 1 : lineAt(text, at);
}
