import { posix } from 'path';
import {
  ExtractContext,
  Extraction,
  FileFault,
  FoundPackage,
  Scope,
  SourceFile,
} from '../../../ecosystem';
import { mergeFound } from '../../../found';
import { DependencyGraph } from '../../../graph';
import { Constraint, broughtUnder, constrain } from '../constraints';
import { scopeOfGroup } from '../names';
import { isForOtherSystems, pinOf } from '../requirement';
import { pyprojectIn } from '../pyproject/extract';
import { constraintsInImages } from './images';
import {
  RequirementEntry,
  RequirementsFile,
  parseRequirements,
} from './schema';

/** More includes than any real project has. */
const MAX_INCLUDES = 200;

interface Loaded {
  path: string;
  file: RequirementsFile;
}

/** A requirements file with all that it includes. Every file is read once, so a circle of includes ends. */
export async function extractRequirements(
  file: SourceFile,
  context: ExtractContext,
): Promise<Extraction> {
  const notes: string[] = [];
  const own = parseRequirements(file.text);
  refuseNoise(own);
  const scope = scopeOfFile(file.path);
  const included = (
    await loadAll(file.path, own, 'includes', context, notes)
  ).filter(({ path }) => belongsTo(path, scope));
  const all = [{ path: file.path, file: own }, ...included];
  const constraints = await constraintsFor(all, context, notes);
  const isWhole =
    notes.length === 0 && all.every(({ file: f }) => isComplete(f));
  const packages = [
    ...all.flatMap(loaded =>
      packagesOf(loaded, file.path, scope, isWhole, constraints, context),
    ),
    ...broughtBy(all, scope, constraints),
  ];
  return {
    packages: mergeFound(packages),
    graph: graphKind(isWhole, scope),
    covers: [
      ...included.map(({ path }) => path),
      ...inputsOf(file.path, own),
      ...(await projectOf(file.path, own, context)),
    ].filter(path => belongsTo(path, scope)),
    ...(notes.length > 0 ? { notes } : {}),
  };
}

/** What the files themselves and the images that install them name as constraints. */
async function constraintsFor(
  all: readonly Loaded[],
  context: ExtractContext,
  notes: string[],
): Promise<Constraint[]> {
  const loaded: Loaded[] = [];
  for (const { path, file } of all) {
    loaded.push(...(await loadAll(path, file, 'constraints', context, notes)));
  }
  const known = new Set(loaded.map(({ path }) => path));
  for (const path of await constraintsInImages(all[0].path, context)) {
    const text = known.has(path) ? undefined : await context.read(path);
    if (text !== undefined)
      loaded.push({ path, file: parseRequirements(text) });
  }
  return loaded.flatMap(({ path, file }) =>
    file.entries.map(({ requirement, line }) => ({ requirement, path, line })),
  );
}

/** Packages that the constraints pin and the requirements bring in. */
function broughtBy(
  all: readonly Loaded[],
  scope: Scope,
  constraints: readonly Constraint[],
): FoundPackage[] {
  const installed = new Set(
    all.flatMap(({ file }) =>
      file.entries
        .filter(({ requirement }) => !isForOtherSystems(requirement.marker))
        .map(({ requirement }) => requirement.name),
    ),
  );
  return broughtUnder(constraints, installed).map(
    ({ name, pin, constraint, via }) => ({
      name,
      ...pin,
      file: constraint.path,
      line: constraint.line,
      direct: false,
      scope,
      via: [via],
    }),
  );
}

/** What a file for development includes of what runs counts as what runs, in its own file. */
function belongsTo(path: string, scope: Scope): boolean {
  return scope === 'runtime' || scopeOfFile(path) !== 'runtime';
}

/** A file for development says nothing about what runs. */
function graphKind(isWhole: boolean, scope: Scope): Extraction['graph'] {
  if (scope !== 'runtime') return 'none';
  return isWhole ? 'complete' : 'partial';
}

/** Guessing what a line means that pip would refuse could hide an SDK. */
function refuseNoise(file: RequirementsFile): void {
  if (file.strange.length > 0) {
    throw new FileFault(
      'is neither a requirement nor an option of pip',
      file.strange[0],
    );
  }
}

/** Compiled, or hashed throughout: pip then refuses whatever is not listed. */
function isComplete(file: RequirementsFile): boolean {
  if (file.compiledFrom) return true;
  return (
    file.entries.every(entry => entry.hasHash) ||
    (file.entries.length > 1 && file.entries.every(isExported))
  );
}

/** `poetry export` without hashes pins everything, and writes the supported Python versions behind each. */
function isExported({ requirement }: RequirementEntry): boolean {
  return (
    pinOf(requirement).version !== undefined &&
    requirement.marker.includes('python_version')
  );
}

function scopeOfFile(path: string): Scope {
  const name = posix.basename(path).replace(/\.(txt|in|pip)$/, '');
  const folder = posix.basename(posix.dirname(path));
  const word = /^(requirements?|reqs?|deps)$/i.test(folder)
    ? `${folder}-${name}`
    : name;
  const scope = scopeOfGroup(word.replace(/requirements?/gi, ''));
  return scope === 'optional' ? 'runtime' : scope;
}

async function loadAll(
  from: string,
  file: RequirementsFile,
  kind: 'includes' | 'constraints',
  context: ExtractContext,
  notes: string[],
): Promise<Loaded[]> {
  const seen = new Set([from]);
  const loaded: Loaded[] = [];
  const queue = [{ path: from, file }];
  for (let at = 0; at < queue.length && seen.size <= MAX_INCLUDES; at++) {
    const current = queue[at];
    for (const reference of current.file[kind]) {
      const path = posix.join(posix.dirname(current.path), reference.path);
      if (seen.has(path)) continue;
      seen.add(path);
      const text = await context.read(path);
      if (text === undefined) {
        notes.push(
          `It includes ${reference.path} (line ${reference.line} of ${current.path}), which is not there or can not be read.`,
        );
        continue;
      }
      const next = { path, file: parseRequirements(text) };
      loaded.push(next);
      queue.push(next);
    }
  }
  return loaded;
}

function packagesOf(
  { path, file }: Loaded,
  root: string,
  scope: Scope,
  isWhole: boolean,
  constraints: readonly Constraint[],
  context: ExtractContext,
): FoundPackage[] {
  const graph = graphOf(file);
  return file.entries.flatMap((entry): FoundPackage[] => {
    const { name, marker } = entry.requirement;
    if (!context.wanted(name) || isForOtherSystems(marker)) return [];
    const trace = graph.trace(name);
    const hasVia = entry.via.length > 0;
    return [
      {
        name,
        ...constrain(name, pinOf(entry.requirement), constraints),
        ...(path === root ? {} : { file: path }),
        line: entry.line,
        direct: directness(hasVia, trace?.direct, isWhole),
        scope,
        via: hasVia ? trace?.via ?? [] : [],
      },
    ];
  });
}

function directness(
  hasVia: boolean,
  traced: boolean | undefined,
  isWhole: boolean,
): boolean | null {
  if (hasVia) return traced ?? false;
  return isWhole ? null : true;
}

/** The graph that the comments of pip-compile tell. */
function graphOf(file: RequirementsFile): DependencyGraph {
  const graph = new DependencyGraph();
  const askedBy = new Map<string, string[]>();
  const names = new Set(file.entries.map(entry => entry.requirement.name));
  for (const entry of file.entries) {
    const { name } = entry.requirement;
    for (const via of entry.via) {
      const asker = nameIn(via);
      if (asker === undefined || !names.has(asker))
        graph.addRoot(name, 'runtime');
      else askedBy.set(asker, [...(askedBy.get(asker) ?? []), name]);
    }
  }
  for (const name of names) graph.add(name, name, askedBy.get(name) ?? []);
  return graph;
}

/** `boto3` is a package; `-r requirements.in` and `app (pyproject.toml)` are the project itself. */
function nameIn(via: string): string | undefined {
  return /^[A-Za-z0-9][\w.-]*$/.test(via)
    ? via.toLowerCase().replace(/[-_.]+/g, '-')
    : undefined;
}

function inputsOf(path: string, file: RequirementsFile): string[] {
  const folder = posix.dirname(path);
  const named = [
    ...(file.compiledFrom ?? []),
    ...(file.compiledFrom ? viaFiles(file.entries) : []),
  ];
  // The commands in headings are run in the folder of the file, or at the root of the repository.
  return named
    .flatMap(input => [posix.join(folder, input), posix.normalize(input)])
    .filter(input => input !== path);
}

/** The pyproject.toml beside a compiled file that pins all it asks for, whatever the heading names. */
async function projectOf(
  path: string,
  file: RequirementsFile,
  context: ExtractContext,
): Promise<string[]> {
  if (!isComplete(file)) return [];
  const folder = posix.dirname(path);
  const project = await pyprojectIn(folder, context);
  if (!project?.isProject || project.isDynamic) return [];
  const pinned = new Set(
    file.entries.map(({ requirement }) => requirement.name),
  );
  const asks = project.asks.filter(({ scope }) => scope === 'runtime');
  return asks.length > 0 && asks.every(({ name }) => pinned.has(name))
    ? [posix.join(folder, 'pyproject.toml')]
    : [];
}

function viaFiles(entries: RequirementEntry[]): string[] {
  return entries.flatMap(entry =>
    entry.via.flatMap(via => {
      const file =
        /^-r\s+(\S+)$/.exec(via)?.[1] ??
        /\((\S+\.(?:toml|cfg|py))\)$/.exec(via)?.[1];
      return file === undefined ? [] : [file];
    }),
  );
}
