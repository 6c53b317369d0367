import { posix } from 'path';
import { z } from 'zod';
import {
  ExtractContext,
  Extraction,
  FileFault,
  FoundPackage,
  Scope,
  SourceFile,
} from '../../../ecosystem';
import { mergeFound } from '../../../found';
import { Gap, refuseCutOff } from '../../../gaps';
import { DependencyGraph, strongestScope } from '../../../graph';
import { inShape } from '../../../json';
import { normalName, scopeOfGroup } from '../names';
import { pyprojectIn } from '../pyproject/extract';
import { Pyproject } from '../pyproject/schema';
import { parseRequirement } from '../requirement';
import { headingLines, parseToml } from '../../../toml';

const packageSchema = z.looseObject({
  name: z.string(),
  version: z.string().optional(),
  groups: z.array(z.string()).optional(),
  dependencies: z.array(z.string()).default([]),
  git: z.string().optional(),
  path: z.string().optional(),
  url: z.string().optional(),
});

const lockSchema = z.looseObject({
  metadata: z.looseObject({}),
  package: z.array(packageSchema).default([]),
});

type PdmPackage = z.infer<typeof packageSchema> & { line: number };

/** pdm.lock. Since 2.8 it says which groups bring a package; before, the pyproject.toml tells. */
export async function extractPdmLock(
  file: SourceFile,
  context: ExtractContext,
): Promise<Extraction> {
  const lock = inShape(lockSchema, parseToml(file.text));
  if (lock.package.length === 0) {
    throw new FileFault('names no package; is it cut off?');
  }
  const lines = headingLines(file.text, 'package');
  const packages = lock.package.map(
    (entry, index): PdmPackage => ({
      ...entry,
      name: normalName(entry.name),
      line: lines[index] ?? 1,
    }),
  );
  const project = await pyprojectIn(posix.dirname(file.path), context);
  const gaps: Gap[] = [];
  const graph = graphOf(packages, project, gaps);
  const notes = refuseCutOff(gaps, packages.at(-1)?.name);
  const found = packages
    .filter(({ name }) => context.wanted(name))
    .map((entry): FoundPackage => {
      const trace = graph.trace(entry.name);
      return {
        name: entry.name,
        ...versionOf(entry),
        line: entry.line,
        direct: project ? trace?.direct ?? false : null,
        scope:
          scopeInLock(entry) ??
          (project ? trace?.scope : undefined) ??
          'unknown',
        via: trace?.via ?? [],
      };
    });
  return {
    packages: mergeFound(found),
    graph: notes.length === 0 ? 'complete' : 'partial',
    ...(notes.length > 0 ? { notes } : {}),
  };
}

function scopeInLock({ groups }: PdmPackage): Scope | undefined {
  return groups
    ? strongestScope(
        groups.map(group =>
          group === 'default' ? 'runtime' : scopeOfGroup(group),
        ),
      )
    : undefined;
}

function versionOf(
  entry: PdmPackage,
): Pick<FoundPackage, 'version' | 'unresolved'> {
  if (entry.git) return { unresolved: 'taken from git' };
  if (entry.path || entry.url) {
    return { unresolved: 'taken from a folder, a file or a URL' };
  }
  return entry.version === undefined
    ? { unresolved: 'the lockfile does not tell it' }
    : { version: entry.version };
}

function graphOf(
  packages: PdmPackage[],
  project: Pyproject | undefined,
  gaps: Gap[],
): DependencyGraph {
  const graph = new DependencyGraph();
  const names = new Set(packages.map(({ name }) => name));
  const asked = new Set<string>();
  // Plugins of the project may ask for the project, which is never in its own lockfile.
  const own =
    project?.name === undefined ? undefined : normalName(project.name);
  for (const entry of packages) {
    const targets = entry.dependencies.flatMap(text => {
      const requirement = parseRequirement(text);
      if (!requirement || requirement.name === own) return [];
      // Where a marker never holds, the package is left out; everything else is there.
      if (requirement.marker === '' && !names.has(requirement.name)) {
        gaps.push({ key: requirement.name, what: text, line: entry.line });
      }
      return [requirement.name];
    });
    // An entry with extras asks for the plain one, and has its name.
    const others = targets.filter(target => target !== entry.name);
    others.forEach(target => asked.add(target));
    graph.add(entry.name, entry.name, others);
  }
  const roots: { name: string; scope: Scope }[] =
    project?.asks ??
    packages
      .filter(({ name }) => !asked.has(name))
      .map(({ name }) => ({ name, scope: 'unknown' }));
  for (const { name, scope } of roots) graph.addRoot(name, scope);
  return graph;
}
