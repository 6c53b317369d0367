import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import { posix } from 'path';
import { z } from 'zod';
import { ExtractContext } from '../../../ecosystem';
import { parseJson } from '../../../json';

const ranges = z.record(z.string(), z.string()).optional().catch(undefined);
const catalogsSchema = z.looseObject({
  catalog: ranges,
  catalogs: z
    .record(z.string(), z.record(z.string(), z.string()))
    .optional()
    .catch(undefined),
  overrides: z.record(z.string(), z.unknown()).optional().catch(undefined),
});
const manifestSchema = catalogsSchema.extend({
  workspaces: z
    .union([catalogsSchema, z.unknown()])
    .optional()
    .catch(undefined),
});

type Catalogs = z.infer<typeof catalogsSchema>;

/** Files in which workspaces keep catalogs: those of pnpm and Yarn; Bun has them in the package.json of the root. */
export const CATALOG_FILES = ['pnpm-workspace.yaml', '.yarnrc.yml'];

/** What the workspace around a package.json sets for its members. */
export class Workspace {
  private constructor(private readonly sources: readonly Catalogs[]) {}

  /** Reads the folders from that of a package.json up to the root, the nearest first. */
  static async around(
    path: string,
    context: ExtractContext,
  ): Promise<Workspace> {
    const sources: Catalogs[] = [];
    for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
      sources.push(...(await catalogsIn(folder, context)));
      if (folder === '.' || folder === '/') return new Workspace(sources);
    }
  }

  /** The range behind `catalog:` or `catalog:NAME`; undefined where no catalog has it. */
  rangeOf(name: string, specifier: string): string | undefined {
    const wanted = specifier.slice('catalog:'.length).trim();
    const isDefault = wanted === '' || wanted === 'default';
    for (const { catalog, catalogs } of this.sources) {
      const found =
        (isDefault ? catalog?.[name] : undefined) ??
        catalogs?.[isDefault ? 'default' : wanted]?.[name];
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** What the workspace itself overrides. */
  overrides(): unknown[] {
    return this.sources.flatMap(({ overrides }) => overrides ?? []);
  }
}

async function catalogsIn(
  folder: string,
  context: ExtractContext,
): Promise<Catalogs[]> {
  return context.once(`catalogs ${folder}`, async () => {
    const found: Catalogs[] = [];
    for (const name of CATALOG_FILES) {
      const text = await context.read(posix.join(folder, name));
      const data = text === undefined ? undefined : yamlOf(text);
      if (data) found.push(data);
    }
    const text = await context.read(posix.join(folder, 'package.json'));
    const manifest = text === undefined ? undefined : manifestOf(text);
    // Its overrides are read with the file itself.
    if (manifest) {
      const { catalog, catalogs, workspaces } = manifest;
      found.push({ catalog, catalogs });
      const own = catalogsSchema.safeParse(workspaces);
      if (own.success) {
        found.push({ catalog: own.data.catalog, catalogs: own.data.catalogs });
      }
    }
    return found;
  });
}

function yamlOf(text: string): Catalogs | undefined {
  try {
    const read = catalogsSchema.safeParse(
      load(text, { schema: FAILSAFE_SCHEMA }),
    );
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

function manifestOf(text: string): z.infer<typeof manifestSchema> | undefined {
  try {
    const read = manifestSchema.safeParse(parseJson(text));
    return read.success ? read.data : undefined;
  } catch {
    // It is reported as a file of its own.
    return undefined;
  }
}
