import { posix } from 'path';
import { Lookup, lookupIn } from '../../code/expression';
import { Variables } from '../../code/variables';
import { ExtractContext } from '../../ecosystem';
import { parseProperties } from '../../properties';
import { Catalog, CatalogLibrary, accessorOf, parseCatalog } from './catalog';
import { GradleScript, parseScript } from './script';

/** More scripts than that are not looked at for what they set. */
const MAX_SCRIPTS = 400;

const SCRIPT = /\.gradle(\.kts)?$/;
const CODE = /(^|\/)(buildSrc|build-logic|buildLogic)\/.*\.(kt|groovy|java)$/;
const CATALOG = /\.versions\.toml$/;

/** A library of a catalog, with the catalog's path. */
export interface LocatedLibrary extends CatalogLibrary {
  path: string;
}

/** Everything that one build of Gradle sets, in all its scripts. */
export interface GradleBuild {
  root: string;
  scripts: ReadonlyMap<string, GradleScript>;
  properties: ReadonlyMap<string, Variables>;
  catalogs: ReadonlyMap<string, Catalog>;
}

/** The build that a file belongs to: that of the topmost settings file above it, else of the topmost script. */
export function gradleRoot(path: string, context: ExtractContext): string {
  let settings: string | undefined;
  let script = posix.dirname(path);
  for (let folder = script; ; folder = posix.dirname(folder)) {
    const has = (name: string) =>
      context.has(posix.join(folder, name)) ||
      context.has(posix.join(folder, `${name}.kts`));
    if (has('settings.gradle')) settings = folder;
    if (has('build.gradle')) script = folder;
    if (folder === '.' || folder === '/') break;
  }
  return settings ?? script;
}

/** Reads all scripts, properties and catalogs of a build. Files that are broken are left out: they are reported as files of their own. */
export async function readBuild(
  path: string,
  context: ExtractContext,
): Promise<GradleBuild> {
  const root = gradleRoot(path, context);
  return context.once(`gradle ${root}`, async () => {
    const scripts = new Map<string, GradleScript>();
    const properties = new Map<string, Variables>();
    const catalogs = new Map<string, Catalog>();
    for (const candidate of context.below(root === '.' ? '' : root)) {
      if (SCRIPT.test(candidate) || CODE.test(candidate)) {
        if (scripts.size >= MAX_SCRIPTS) continue;
        const script = await attempt(candidate, parseScript, context);
        if (script) scripts.set(candidate, onlyWanted(script, context));
      } else if (posix.basename(candidate) === 'gradle.properties') {
        const read = await attempt(candidate, parseProperties, context);
        if (read) properties.set(posix.dirname(candidate), asVariables(read));
      } else if (CATALOG.test(candidate)) {
        const catalog = await attempt(candidate, parseCatalog, context);
        if (catalog) catalogs.set(candidate, catalog);
      }
    }
    return { root, scripts, properties, catalogs };
  });
}

async function attempt<T>(
  path: string,
  parse: (text: string) => T,
  context: ExtractContext,
): Promise<T | undefined> {
  const text = await context.read(path);
  if (text === undefined) return undefined;
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function asVariables(map: ReadonlyMap<string, string>): Variables {
  return new Map([...map].map(([name, value]) => [name, new Set([value])]));
}

/** What nobody asks for need not be kept; bills of materials may be anybody's. */
function onlyWanted(
  script: GradleScript,
  context: ExtractContext,
): GradleScript {
  return {
    ...script,
    notations: script.notations.filter(
      ({ name, platform }) => platform || context.wanted(name),
    ),
  };
}

/** Scripts that may set something for a file, the nearest first: itself, those of the folders above it, then scripts that others apply. */
export function scriptsFor(path: string, build: GradleBuild): GradleScript[] {
  const folders = foldersUpTo(posix.dirname(path), build.root);
  const own: GradleScript[] = [];
  const above = new Map<string, GradleScript[]>();
  const others: GradleScript[] = [];
  for (const [candidate, script] of build.scripts) {
    const folder = posix.dirname(candidate);
    const isMain = /(^|\/)(build|settings)\.gradle(\.kts)?$/.test(candidate);
    if (candidate === path) own.push(script);
    else if (isMain && folders.includes(folder)) {
      above.set(folder, [...(above.get(folder) ?? []), script]);
    } else if (!isMain) others.push(script);
  }
  return [
    ...own,
    ...folders.flatMap(folder => above.get(folder) ?? []),
    ...others,
  ];
}

function foldersUpTo(from: string, root: string): string[] {
  const folders = [from];
  for (
    let folder = from;
    folder !== root && folder !== '.' && folder !== '/';

  ) {
    folder = posix.dirname(folder);
    folders.push(folder);
  }
  return folders;
}

/** How names are looked up in a file of the build. */
export function lookupFor(path: string, build: GradleBuild): Lookup {
  const [own, ...rest] = scriptsFor(path, build);
  const properties = foldersUpTo(posix.dirname(path), build.root).flatMap(
    folder => build.properties.get(folder) ?? [],
  );
  const inScripts = lookupIn([
    ...(own ? [own.variables] : []),
    ...properties,
    ...rest.map(({ variables }) => variables),
  ]);
  return name => inScripts(name) ?? catalogVersion(name, build);
}

function catalogVersion(
  name: string,
  build: GradleBuild,
): ReadonlySet<string> | undefined {
  const match = /^\w+\.versions\.(.+)$/.exec(name);
  if (!match) return undefined;
  const accessor = accessorOf(match[1]);
  for (const { versions } of build.catalogs.values()) {
    const version = versions.get(accessor);
    if (version !== undefined) return new Set([version]);
  }
  return undefined;
}

/** Libraries that a name in a script stands for: `libs.aws.s3`, or all of `libs.bundles.aws`. */
export function librariesFor(
  name: string,
  build: GradleBuild,
): LocatedLibrary[] {
  const match = /^\w+\.(bundles\.)?(.+)$/.exec(name.replace(/\.get$/, ''));
  if (!match) return [];
  const accessor = accessorOf(match[2]);
  for (const [path, catalog] of build.catalogs) {
    const accessors = match[1] ? catalog.bundles.get(accessor) : [accessor];
    const found = catalog.libraries
      .filter(library => accessors?.includes(library.accessor))
      .map(library => ({ ...library, path }));
    if (found.length > 0) return found;
  }
  return [];
}
