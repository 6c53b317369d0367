import { posix } from 'path';
import { z } from 'zod';
import {
  ExtractContext,
  Extraction,
  FileFault,
  FoundPackage,
  SourceFile,
} from '../../../ecosystem';
import { mergeFound } from '../../../found';
import { DependencyGraph } from '../../../graph';
import { inShape } from '../../../json';
import { ask, namePattern } from '../manifest';
import { normalName } from '../names';
import { lineWith } from '../../../toml';
import { extractRequirements } from '../requirements/extract';
import { parseCondaSpec } from './spec';
import { parseYaml } from './yaml';

const environmentSchema = z.looseObject({
  dependencies: z
    .array(
      z.union([
        z.string(),
        z.looseObject({ pip: z.array(z.string()).nullish() }),
      ]),
    )
    .nullish(),
});

const lockSchema = z.looseObject({
  package: z.array(
    z.looseObject({
      name: z.string(),
      version: z.string(),
      manager: z.string().optional(),
      category: z.string().optional(),
      optional: z.string().optional(),
      dependencies: z.record(z.string(), z.string()).nullish(),
    }),
  ),
});

/** environment.yml: conda's own packages, and those that pip adds. */
export async function extractCondaEnvironment(
  file: SourceFile,
  context: ExtractContext,
): Promise<Extraction> {
  // Other tools call their files environment.yml, too.
  if (!/^dependencies:/m.test(file.text)) {
    return { packages: [], graph: 'none' };
  }
  const { dependencies } = inShape(environmentSchema, parseYaml(file.text));
  const packages: FoundPackage[] = [];
  const covers: string[] = [];
  const notes: string[] = [];
  let isExact = true;
  for (const dependency of dependencies ?? []) {
    if (typeof dependency === 'string') {
      const spec = parseCondaSpec(dependency);
      if (!spec)
        throw new FileFault(
          `'${dependency.slice(0, 80)}' is no package of conda`,
        );
      isExact &&= spec.isExact;
      packages.push(foundAs(spec.name, spec.pin));
    } else {
      const pip = await pipPackages(dependency.pip ?? [], file.path, context);
      packages.push(...pip.packages);
      covers.push(...(pip.covers ?? []));
      notes.push(...(pip.notes ?? []));
    }
  }
  return {
    packages: mergeFound(
      packages
        .filter(({ name }) => context.wanted(name))
        .map(found =>
          found.file === undefined
            ? {
                ...found,
                line: lineWith(file.text, namePattern(found.name)),
              }
            : found,
        ),
    ),
    graph: isExact && notes.length === 0 ? 'complete' : 'partial',
    ...(covers.length > 0 ? { covers } : {}),
    ...(notes.length > 0 ? { notes } : {}),
  };
}

function foundAs(
  name: string,
  pin: Pick<FoundPackage, 'version' | 'range' | 'unresolved'>,
): FoundPackage {
  return { name, ...pin, line: 1, direct: true, scope: 'runtime', via: [] };
}

/** The pip section: requirements, and `-r file`. */
async function pipPackages(
  lines: string[],
  path: string,
  context: ExtractContext,
): Promise<Pick<Extraction, 'packages' | 'covers' | 'notes'>> {
  const packages: FoundPackage[] = [];
  const covers: string[] = [];
  const notes: string[] = [];
  for (const line of lines) {
    const include = /^(?:-r|--requirement)[\s=]*([^\s=]\S*)$/.exec(line.trim());
    if (!include) {
      const asked = ask(line, 'runtime');
      if (asked) packages.push(foundAs(asked.name, asked.pin));
      continue;
    }
    const included = posix.join(posix.dirname(path), include[1]);
    const text = await context.read(included);
    if (text === undefined) {
      notes.push(
        `It includes ${include[1]}, which is not there or can not be read.`,
      );
      continue;
    }
    const extraction = await extractRequirements(
      { path: included, text },
      context,
    );
    covers.push(included, ...(extraction.covers ?? []));
    notes.push(...(extraction.notes ?? []));
    packages.push(
      ...extraction.packages.map(found => ({
        ...found,
        file: found.file ?? included,
      })),
    );
  }
  return { packages, covers, notes };
}

/** conda-lock.yml: every package once per platform. */
export function extractCondaLock(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const lock = inShape(lockSchema, parseYaml(file.text));
  const lines = entryLines(file.text);
  const last = lock.package.at(-1);
  // conda-lock writes `optional` last.
  if (last && !/^(true|false)$/.test(last.optional ?? '')) {
    throw new FileFault(
      `ends within ${last.name}; is it cut off?`,
      lines.at(-1),
    );
  }
  const graph = new DependencyGraph();
  const asked = new Set<string>();
  for (const entry of lock.package) {
    const targets = Object.keys(entry.dependencies ?? {}).map(name =>
      normalName(name),
    );
    targets.forEach(target => asked.add(target));
    graph.add(normalName(entry.name), entry.name, targets);
  }
  for (const entry of lock.package) {
    const id = normalName(entry.name);
    if (!asked.has(id)) graph.addRoot(id, 'unknown');
  }
  const found = lock.package.flatMap((entry, index): FoundPackage[] => {
    const name = normalName(entry.name);
    if (!context.wanted(name)) return [];
    const isMain = entry.category === undefined || entry.category === 'main';
    return [
      {
        name,
        version: entry.version,
        line: lines[index] ?? 1,
        direct: null,
        scope: isMain ? 'runtime' : 'development',
        via: graph.trace(normalName(entry.name))?.via ?? [],
      },
    ];
  });
  const listed = new Set(lock.package.map(({ name }) => normalName(name)));
  // Those that begin with underscores are of the machine: __glibc.
  const absent = lock.package
    .filter(({ manager }) => manager !== 'pip')
    .flatMap(({ dependencies }) => Object.keys(dependencies ?? {}))
    .find(name => !name.startsWith('__') && !listed.has(normalName(name)));
  return {
    packages: mergeFound(found),
    graph: absent === undefined ? 'complete' : 'partial',
    ...(absent === undefined
      ? {}
      : {
          notes: [
            `It lists no ${absent}, which others need; it may be cut off.`,
          ],
        }),
  };
}

/** The first lines of the entries of `package:`, which is a list of maps that begin with the name. */
function entryLines(text: string): number[] {
  const lines: number[] = [];
  let inPackages = false;
  text.split('\n').forEach((row, index) => {
    if (/^\S/.test(row) && !row.startsWith('-'))
      inPackages = row.startsWith('package:');
    else if (inPackages && /^\s{0,2}-\s/.test(row)) lines.push(index + 1);
  });
  return lines;
}
