import { ExtractContext, Extraction, SourceFile } from '../../../ecosystem';
import { jsonLines } from '../../../json';
import { parseSpecifier, wanted } from '../specifier';
import { askedFor, parseManifest } from './schema';

/** A package.json that no lockfile resolves: ranges, exact pins, and an unknown rest. */
export function extractManifest(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const asked = askedFor(parseManifest(file.text));
  const interesting = asked
    .map(entry => ({
      ...entry,
      specifier: parseSpecifier(entry.name, entry.range),
    }))
    .filter(({ specifier }) => context.wanted(specifier.name));
  const names = new Set(interesting.map(({ name }) => name));
  const lines =
    names.size > 0
      ? jsonLines(
          file.text,
          (property, parents) => parents.length === 1 && names.has(property),
        )
      : new Map<string, number[]>();
  return {
    packages: interesting.map(({ name, member, scope, specifier }) => ({
      name: specifier.name,
      ...wanted(specifier),
      line: lines.get(`${member}\0${name}`)?.at(-1) ?? 1,
      direct: true,
      scope,
      via: [],
    })),
    // What is there for development only is not installed where a service runs.
    graph: asked.every(({ scope }) => scope === 'development')
      ? 'complete'
      : 'partial',
  };
}
