import { z } from 'zod';
import {
  ExtractContext,
  Extraction,
  FoundPackage,
  SourceFile,
} from '../../ecosystem';
import { mergeFound } from '../../found';
import { DependencyGraph } from '../../graph';
import { inShape, jsonLines, parseJson } from '../../json';

const lockSchema = z.looseObject({
  R: z.unknown(),
  Packages: z.record(
    z.string(),
    z.looseObject({
      Package: z.string(),
      Version: z.string().optional(),
      Source: z.string().optional(),
      Requirements: z.array(z.string()).optional(),
      Imports: z.array(z.string()).optional(),
      Depends: z.array(z.string()).optional(),
    }),
  ),
});

/** renv.lock: all packages of a project. */
export function extractRenvLock(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const { Packages: packages } = inShape(lockSchema, parseJson(file.text));
  const graph = new DependencyGraph();
  const asked = new Set<string>();
  for (const [name, entry] of Object.entries(packages)) {
    const names = [
      ...(entry.Requirements ?? []),
      ...(entry.Imports ?? []),
      ...(entry.Depends ?? []),
    ].map(text => text.split(/[\s(]/)[0]);
    names.forEach(other => asked.add(other));
    graph.add(name, name, names);
  }
  for (const name of Object.keys(packages)) {
    if (!asked.has(name)) graph.addRoot(name, 'runtime');
  }
  const lines = jsonLines(
    file.text,
    (_property, parents) => parents.length === 1 && parents[0] === 'Packages',
  );
  return {
    packages: mergeFound(
      Object.entries(packages)
        .filter(([, { Package: name }]) => context.wanted(name))
        .map(([key, entry]): FoundPackage => {
          const trace = graph.trace(key);
          const isReleased =
            entry.Version !== undefined &&
            /^(Repository|Bioconductor|CRAN)?$/.test(entry.Source ?? '');
          return {
            name: entry.Package,
            ...(isReleased
              ? { version: entry.Version }
              : {
                  unresolved: `taken from ${
                    entry.Source ?? 'nobody knows where'
                  }`,
                }),
            line: lines.get(`Packages\0${key}`)?.[0] ?? 1,
            direct: trace?.direct ? null : false,
            scope: 'runtime',
            via: trace?.via ?? [],
          };
        }),
    ),
    graph: 'complete',
  };
}
