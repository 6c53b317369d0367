import { z } from 'zod';
import { inShape } from '../../json';
import { parseToml } from '../../toml';

const versionSchema = z.union([
  z.string(),
  z.looseObject({
    ref: z.string().optional(),
    strictly: z.string().optional(),
    require: z.string().optional(),
    prefer: z.string().optional(),
  }),
]);

const librarySchema = z.union([
  z.string(),
  z.looseObject({
    module: z.string().optional(),
    group: z.string().optional(),
    name: z.string().optional(),
    version: versionSchema.optional(),
  }),
]);

const catalogSchema = z.looseObject({
  versions: z.record(z.string(), versionSchema).optional(),
  libraries: z.record(z.string(), librarySchema).optional(),
  bundles: z.record(z.string(), z.array(z.string())).optional(),
});

type VersionEntry = z.infer<typeof versionSchema>;

/** A library of a version catalog. */
export interface CatalogLibrary {
  /** As build scripts write it behind the name of the catalog: `aws.s3` for `aws-s3`. */
  accessor: string;
  /** `group:artifact`. */
  name: string;
  /** Absent where a platform is to set it. */
  version?: string;
  line: number;
}

/** A version catalog (libs.versions.toml) as data. */
export interface Catalog {
  libraries: CatalogLibrary[];
  /** Accessors of the libraries of a bundle, by the accessor of the bundle. */
  bundles: ReadonlyMap<string, string[]>;
  /** By accessor. */
  versions: ReadonlyMap<string, string>;
}

/** `aws-sdk_s3` is written `aws.sdk.s3` in build scripts. */
export function accessorOf(alias: string): string {
  return alias.replace(/[-_]/g, '.').toLowerCase();
}

/** Throws a FileFault for what is no version catalog. */
export function parseCatalog(text: string): Catalog {
  const catalog = inShape(catalogSchema, parseToml(text));
  const versions = new Map<string, string>();
  for (const [alias, entry] of Object.entries(catalog.versions ?? {})) {
    const version = plainVersion(entry);
    if (version !== undefined) versions.set(accessorOf(alias), version);
  }
  const lines = libraryLines(text);
  const libraries = Object.entries(catalog.libraries ?? {}).flatMap(
    ([alias, entry]): CatalogLibrary[] => {
      const { name, version } = libraryOf(entry, versions);
      return name === undefined
        ? []
        : [
            {
              accessor: accessorOf(alias),
              name,
              ...(version === undefined ? {} : { version }),
              line: lines.get(alias) ?? 1,
            },
          ];
    },
  );
  return {
    libraries,
    versions,
    bundles: new Map(
      Object.entries(catalog.bundles ?? {}).map(([alias, members]) => [
        accessorOf(alias),
        members.map(accessorOf),
      ]),
    ),
  };
}

function plainVersion(entry: VersionEntry): string | undefined {
  return typeof entry === 'string'
    ? entry
    : entry.strictly ?? entry.require ?? entry.prefer;
}

function libraryOf(
  entry: z.infer<typeof librarySchema>,
  versions: ReadonlyMap<string, string>,
): { name?: string; version?: string } {
  if (typeof entry === 'string') {
    const [group, artifact, version] = entry.split(':');
    return { name: `${group}:${artifact}`, version };
  }
  const name =
    entry.module ??
    (entry.group && entry.name ? `${entry.group}:${entry.name}` : undefined);
  const { version } = entry;
  if (version === undefined) return { name };
  if (typeof version !== 'string' && version.ref !== undefined) {
    return {
      name,
      version: versions.get(accessorOf(version.ref)) ?? `\${${version.ref}}`,
    };
  }
  return { name, version: plainVersion(version) };
}

/** Where each library stands: the parser gives no positions. */
function libraryLines(text: string): Map<string, number> {
  const lines = new Map<string, number>();
  let isLibraries = false;
  text.split('\n').forEach((row, index) => {
    const heading = /^\s*\[([^\]]+)\]/.exec(row);
    if (heading) {
      const [table, alias] = heading[1].trim().split(/\.(.*)/s);
      isLibraries = heading[1].trim() === 'libraries';
      if (table === 'libraries' && alias) lines.set(alias, index + 1);
      return;
    }
    const key = isLibraries && /^\s*"?([\w.-]+)"?\s*=/.exec(row);
    // `aws.module = "…"` and `aws.version = "…"` are one library.
    if (key) {
      for (const alias of [key[1], key[1].split('.')[0]]) {
        if (!lines.has(alias)) lines.set(alias, index + 1);
      }
    }
  });
  return lines;
}
