import { textsOf } from '../../code/expression';
import { plainName } from '../../code/variables';
import {
  ExtractContext,
  Extraction,
  FoundPackage,
  Scope,
  SourceFile,
} from '../../ecosystem';
import { mergeFound } from '../../found';
import { strongestScope } from '../../graph';
import { coreOf } from '../maven/cores';
import {
  GradleBuild,
  LocatedLibrary,
  librariesFor,
  lookupFor,
  readBuild,
} from './build';
import { parseCatalog } from './catalog';
import { Platforms } from './platforms';
import { scopeOf } from './scope';
import { Notation, Reference, parseScript } from './script';

type Version = Pick<FoundPackage, 'version' | 'range' | 'unresolved'>;

/** A script of Gradle: read, not run. Names are looked up in the whole build. */
export async function extractScript(
  file: SourceFile,
  context: ExtractContext,
): Promise<Extraction> {
  // Before anything else, so that a script that is cut off is told.
  const script = parseScript(file.text);
  const build = await readBuild(file.path, context);
  const platforms = new Platforms(file.path, build);
  const found: FoundPackage[] = [];
  for (const notation of script.notations) {
    if (!context.wanted(notation.name)) continue;
    if (notation.platform && platforms.isUsed(notation.name)) continue;
    found.push(...ofNotation(file.path, notation, build, platforms));
  }
  for (const reference of script.references) {
    for (const library of librariesFor(reference.name, build)) {
      if (!context.wanted(library.name)) continue;
      if (reference.platform && platforms.isUsed(library.name)) continue;
      found.push(...ofLibrary(file.path, reference, library, platforms));
    }
  }
  const isBuildFile =
    script.hasDependencies &&
    !/(^|\/)(settings|init)\.gradle(\.kts)?$/.test(file.path);
  return {
    packages: mergeFound([...found, ...enforcedCores(found, platforms)]),
    graph: isBuildFile ? 'partial' : 'none',
    build: build.root,
  };
}

/** A version catalog tells versions; the scripts tell for what they are. */
export async function extractCatalog(
  file: SourceFile,
  context: ExtractContext,
): Promise<Extraction> {
  const { libraries } = parseCatalog(file.text);
  const wanted = libraries.filter(({ name }) => context.wanted(name));
  if (wanted.length === 0) return { packages: [], graph: 'none' };
  const build = await readBuild(file.path, context);
  const platforms = new Platforms(file.path, build);
  return {
    packages: wanted.flatMap((library): FoundPackage[] => {
      const scopes = scopesOfLibrary(library.accessor, build);
      const isBom = coreOf(library.name) === undefined;
      if (isBom && platforms.isUsed(library.name)) return [];
      // Without a version of its own it says no more than the script that uses it.
      if (library.version === undefined && scopes.length > 0) return [];
      return versionsOf(
        library.name,
        library.version,
        file.path,
        build,
        platforms,
      ).map(version => ({
        name: library.name,
        ...version,
        line: library.line,
        direct: true,
        scope: scopes.length > 0 ? strongestScope(scopes) : 'unknown',
        via: [],
      }));
    }),
    graph: 'none',
    build: build.root,
  };
}

function scopesOfLibrary(accessor: string, build: GradleBuild): Scope[] {
  const scopes: Scope[] = [];
  for (const [path, { references }] of build.scripts) {
    for (const { name, configuration, blocks } of references) {
      const used = librariesFor(name, build);
      if (used.some(library => library.accessor === accessor)) {
        scopes.push(scopeOf(path, configuration, blocks));
      }
    }
  }
  return scopes;
}

function ofNotation(
  path: string,
  notation: Notation,
  build: GradleBuild,
  platforms: Platforms,
): FoundPackage[] {
  const scope =
    notation.names.length > 0
      ? scopeByName(notation.names, build)
      : scopeOf(path, notation.configuration, notation.blocks);
  return versionsOf(
    notation.name,
    notation.version,
    path,
    build,
    platforms,
  ).map(version => ({
    name: notation.name,
    ...version,
    line: notation.line,
    direct: true,
    scope,
    via: [],
  }));
}

/** A dependency that is only given a name is there for what it is added to by that name. */
function scopeByName(names: readonly string[], build: GradleBuild): Scope {
  const scopes: Scope[] = [];
  for (const [path, { references }] of build.scripts) {
    for (const { name, configuration, blocks } of references) {
      const plain = plainName(name);
      if (names.some(n => plain === n || plain.endsWith(`.${n}`))) {
        scopes.push(scopeOf(path, configuration, blocks));
      }
    }
  }
  return scopes.length > 0 ? strongestScope(scopes) : 'unknown';
}

function ofLibrary(
  path: string,
  reference: Reference,
  library: LocatedLibrary,
  platforms: Platforms,
): FoundPackage[] {
  const hasOwn = library.version !== undefined;
  return versionsOf(
    library.name,
    library.version,
    hasOwn ? library.path : path,
    platforms.build,
    platforms,
  ).map(version => ({
    name: library.name,
    ...version,
    ...(hasOwn
      ? { file: library.path, line: library.line }
      : { line: reference.line }),
    direct: true,
    scope: scopeOf(path, reference.configuration, reference.blocks),
    via: [],
  }));
}

/** Every version that may be meant; the worst decides. */
function versionsOf(
  name: string,
  version: string | undefined,
  path: string,
  build: GradleBuild,
  platforms: Platforms,
): Version[] {
  if (version === undefined) return platforms.versionsOf(name);
  const texts = textsOf(version, lookupFor(path, build));
  if (!texts) {
    return [
      { unresolved: `'${version}' is not set in the files of the build` },
    ];
  }
  return texts.map(text => {
    const written = versionIn(text);
    // A strict version stays what it is.
    return written.version === undefined || text.includes('!!')
      ? written
      : platforms.raised(name, written.version) ?? written;
  });
}

function versionIn(text: string): Version {
  const version = text.trim().replace(/!!.*$/, '');
  return /[+[\](),]|^latest\./.test(version) || version === ''
    ? { range: version === '' ? '+' : version }
    : { version };
}

/** A platform that is enforced also sets the version of the credential chain that comes along. */
function enforcedCores(
  found: FoundPackage[],
  platforms: Platforms,
): FoundPackage[] {
  return found.flatMap((entry): FoundPackage[] => {
    const core = coreOf(entry.name);
    if (!core || core.name === entry.name || entry.version === undefined) {
      return [];
    }
    return platforms
      .enforcedVersionsOf(core.name)
      .filter(version => version.version !== entry.version)
      .map(version => ({
        ...entry,
        version: undefined,
        ...version,
        name: core.name,
        direct: false,
        via: [entry.name],
      }));
  });
}
