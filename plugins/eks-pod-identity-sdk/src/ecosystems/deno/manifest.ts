import { ParseError, parse } from 'jsonc-parser';
import { z } from 'zod';
import {
  Extraction,
  FileFault,
  FoundPackage,
  SourceFile,
} from '../../ecosystem';
import { mergeFound } from '../../found';
import { inShape, jsonLines } from '../../json';
import { lineAt } from '../../text';
import { parseSpecifier, wanted } from '../javascript/specifier';
import { importedBy } from './address';
import { versionOf } from './lock';

const namesSchema = z.record(z.string(), z.string()).optional();
const manifestSchema = z.looseObject({
  imports: namesSchema,
  scopes: z.record(z.string(), namesSchema).optional(),
});

/** deno.json, deno.jsonc and import maps: what imports stand for, where no lockfile tells. */
export function extractDenoManifest(file: SourceFile): Extraction {
  const errors: ParseError[] = [];
  const data = parse(file.text, errors, { allowTrailingComma: true });
  if (errors.length > 0) {
    throw new FileFault(
      'is not JSON; is it cut off?',
      lineAt(file.text, errors[0].offset),
    );
  }
  const { imports = {}, scopes = {} } = inShape(manifestSchema, data);
  const specifiers = [imports, ...Object.values(scopes)].flatMap(names =>
    Object.entries(names ?? {}),
  );
  const lines = jsonLines(file.text, (_property, parents) =>
    ['imports', 'scopes'].includes(String(parents[0])),
  );
  const lineOf = (alias: string) =>
    [...lines].find(([path]) => path.endsWith(`\0${alias}`))?.[1][0] ?? 1;
  return {
    packages: mergeFound(
      specifiers.flatMap(([alias, specifier]): FoundPackage[] => {
        const imported = importedBy(specifier);
        if (!imported) return [];
        const { name, registry, reference } = imported;
        return [
          {
            name,
            registry,
            ...(reference === undefined || /^https?:/.test(specifier)
              ? versionOf(reference)
              : wanted(parseSpecifier(name, reference))),
            line: lineOf(alias),
            direct: true,
            scope: 'runtime',
            via: [],
          },
        ];
      }),
    ),
    graph: specifiers.length > 0 ? 'partial' : 'none',
  };
}
