import { posix } from 'path';
import {
  ExtractContext,
  Extraction,
  FoundPackage,
  SourceFile,
} from '../../ecosystem';
import { mergeFound } from '../../found';
import { DotnetProject, isSame, readMsBuild } from './evaluate';
import { PackageItem, parseMsBuild } from './project';

type Version = Pick<FoundPackage, 'version' | 'range' | 'unresolved'>;

const PROJECT = /\.(cs|fs|vb)proj$/;

/** A project, with the files of properties that it imports by their place or by name. */
export async function extractProject(
  file: SourceFile,
  context: ExtractContext,
): Promise<Extraction> {
  const project = await DotnetProject.of(
    file.path,
    parseMsBuild(file.text),
    context,
  );
  const isTest =
    project.isTest() || /\.(\w*Tests?|Specs?)\.\w+proj$/.test(file.path);
  const scope = isTest ? ('test' as const) : ('runtime' as const);
  const packages = project
    .references()
    .filter(({ name }) => context.wanted(name))
    .flatMap(item =>
      versionsIn(item, project).map(version => ({
        name: item.name,
        ...version,
        ...(item.path === file.path ? {} : { file: item.path }),
        line: item.line,
        direct: true,
        scope,
        via: [],
      })),
    );
  return {
    packages: mergeFound([
      ...packages,
      ...pinnedCore(packages, project, context),
    ]),
    graph: 'partial',
    build: await solutionOf(file.path, context),
  };
}

const CORE = 'AWSSDK.Core';

/** The core comes along with every service package; a central version may pin it. */
function pinnedCore(
  packages: readonly FoundPackage[],
  project: DotnetProject,
  context: ExtractContext,
): FoundPackage[] {
  const service = packages.find(({ name }) => /^AWSSDK\./i.test(name));
  const isNamed = packages.some(({ name }) => isSame(name, CORE));
  if (!service || isNamed || !context.wanted(CORE)) return [];
  const central = project.pinnedCentrally(CORE);
  if (!central) return [];
  return versionsIn({ ...central, kind: 'reference' }, project).map(
    version => ({
      name: CORE,
      ...version,
      file: central.path,
      line: central.line,
      direct: false,
      scope: service.scope,
      via: [service.name],
    }),
  );
}

/** Central versions that no project of the folder uses: their projects are elsewhere, or add them in ways that can't be read. */
export async function extractProps(
  file: SourceFile,
  context: ExtractContext,
): Promise<Extraction> {
  const own = parseMsBuild(file.text);
  const wanted = own.items.filter(({ name }) => context.wanted(name));
  if (wanted.length === 0) return { packages: [], graph: 'none' };
  const used = await usedBelow(posix.dirname(file.path), context);
  const project = await DotnetProject.of(file.path, own, context);
  return {
    packages: mergeFound(
      wanted
        .filter(
          ({ name }) =>
            !used.has(name.toLowerCase()) &&
            // Where projects use service packages and not the core, it comes along in a version of their own choice; where it is
            // pinned, the projects tell it.
            !(isSame(name, CORE) && used.size > 0),
        )
        .flatMap(item =>
          versionsIn(item, project).map(version => ({
            name: item.name,
            ...version,
            line: item.line,
            direct: true,
            scope: 'unknown' as const,
            via: [],
          })),
        ),
    ),
    graph: 'none',
    build: await solutionOf(file.path, context),
  };
}

function versionsIn(item: PackageItem, project: DotnetProject): Version[] {
  const texts = project.versionsOf(item);
  if (texts === null) {
    return [
      {
        unresolved:
          'its version is a property that is not set in the repository',
      },
    ];
  }
  if (texts === undefined) {
    return [{ unresolved: 'no version is written for it' }];
  }
  return texts.map(versionOf);
}

/** NuGet takes the lowest version that will do, so a plain one is the one that is installed unless a dependency asks for more. */
function versionOf(text: string): Version {
  const exact = /^\[([^,[\]()]+)\]$/.exec(text)?.[1].trim();
  if (exact) return { version: exact };
  return /[[\](),*]/.test(text) || text === ''
    ? { range: text || '*' }
    : { version: text };
}

/** Names of all packages that the projects of a folder ask for, in lower case. */
async function usedBelow(
  folder: string,
  context: ExtractContext,
): Promise<ReadonlySet<string>> {
  return context.once(`dotnet-used ${folder}`, async () => {
    const used = new Set<string>();
    for (const path of context.below(folder === '.' ? '' : folder)) {
      if (!PROJECT.test(path)) continue;
      const project = await readMsBuild(path, context);
      for (const { name } of project?.items ?? []) {
        if (context.wanted(name)) used.add(name.toLowerCase());
      }
    }
    return used;
  });
}

/** The folder of the solution that a project belongs to: the nearest above it with a .sln, else its own. */
async function solutionOf(
  path: string,
  context: ExtractContext,
): Promise<string> {
  const folders = await context.once(
    'solutions',
    async () =>
      new Set(
        context
          .below('')
          .filter(file => /\.slnx?$/.test(file))
          .map(file => posix.dirname(file)),
      ),
  );
  const own = posix.dirname(path);
  for (let folder = own; ; folder = posix.dirname(folder)) {
    if (folders.has(folder)) return folder;
    if (folder === '.' || folder === '/') return own;
  }
}
