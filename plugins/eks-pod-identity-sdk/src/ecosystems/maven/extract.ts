import {
  ExtractContext,
  Extraction,
  FoundPackage,
  Scope,
  SourceFile,
} from '../../ecosystem';
import { knownBom } from '../../data/knownBoms';
import { mergeFound } from '../../found';
import { Declared, MavenModel, Resolution, isImport } from './model';
import { parsePom } from './schema';
import { CORES, coreOf } from './cores';
import { Reactor, reactorOf } from './tree';

/** Profiles beyond that are not looked at one by one. */
const MAX_PROFILES = 30;

const SCOPES = new Map<string, Scope>([
  ['compile', 'runtime'],
  ['runtime', 'runtime'],
  ['provided', 'provided'],
  ['system', 'provided'],
  ['test', 'test'],
]);

/** A pom.xml: as it is built by default, and with each of its profiles. */
export async function extractPom(
  file: SourceFile,
  context: ExtractContext,
): Promise<Extraction> {
  const start = { path: file.path, pom: parsePom(file.text) };
  const reactor = await reactorOf(file.path, context);
  const standard = await MavenModel.of(start, undefined, reactor, context);
  const profiles = standard.profileIds();
  const found = packagesOf(file.path, standard, reactor, context);
  for (const id of profiles.slice(0, MAX_PROFILES)) {
    const model = await MavenModel.of(start, id, reactor, context);
    found.push(...packagesOf(file.path, model, reactor, context));
  }
  const notes: string[] = [];
  if (standard.missingParent !== undefined) {
    notes.push(
      `The parent pom ${standard.missingParent} is not in the repository.`,
    );
  }
  if (profiles.length > MAX_PROFILES) {
    notes.push(`Only ${MAX_PROFILES} of its profiles were looked at.`);
  }
  return {
    packages: mergeFound(found),
    graph: 'partial',
    build: reactor.root,
    ...(notes.length > 0 ? { notes } : {}),
  };
}

function packagesOf(
  path: string,
  model: MavenModel,
  reactor: Reactor,
  context: ExtractContext,
): FoundPackage[] {
  const declared = model
    .dependencies()
    .map(dependency => ({ dependency, ...model.nameOf(dependency) }))
    .filter(({ groupId, artifactId }) => {
      const name = `${groupId}:${artifactId}`;
      // A module of the same build tells for itself what it brings.
      return context.wanted(name) && !reactor.paths.has(name);
    });
  const found = declared.map(({ dependency, groupId, artifactId }) => ({
    groupId,
    package: foundOf(
      path,
      `${groupId}:${artifactId}`,
      dependency,
      model.resolve(dependency),
    ),
  }));
  return [
    ...found.map(entry => entry.package),
    ...managedCores(found, model),
    ...unusedManaged(path, model, reactor),
  ];
}

function foundOf(
  path: string,
  name: string,
  dependency: Declared,
  resolution: Resolution,
): FoundPackage {
  return {
    name,
    ...versionIn(resolution),
    ...(dependency.path === path ? {} : { file: dependency.path }),
    line: dependency.line,
    direct: true,
    scope: scopeOf(dependency, resolution.scope),
    via: [],
  };
}

function versionIn(
  resolution: Resolution,
): Pick<FoundPackage, 'version' | 'range' | 'unresolved'> {
  if ('unresolved' in resolution) return { unresolved: resolution.unresolved };
  const exact = /^\[([^,[\]()]+)\]$/.exec(resolution.version);
  if (exact) return { version: exact[1].trim() };
  return /^[[(]|^(LATEST|RELEASE)$/.test(resolution.version)
    ? { range: resolution.version }
    : { version: resolution.version };
}

function scopeOf(dependency: Declared, scope: string | undefined): Scope {
  const known = SCOPES.get(scope ?? 'compile') ?? 'unknown';
  const mayBeAbsent = dependency.optional || dependency.isOfProfile;
  return known === 'runtime' && mayBeAbsent ? 'optional' : known;
}

/**
 * The module with the credential chain comes along with every other one, at the version which dependencyManagement sets
 * for it, whatever version the module itself has.
 */
function managedCores(
  found: { groupId: string; package: FoundPackage }[],
  model: MavenModel,
): FoundPackage[] {
  return CORES.flatMap(core => {
    const siblings = found.filter(entry => coreOf(entry.package.name) === core);
    if (siblings.length === 0) return [];
    if (siblings.some(entry => entry.package.name === core.name)) return [];
    const managed = model.managed(core.groupId, core.artifactId);
    if (!managed) return [];
    return siblings
      .filter(
        ({ package: { version } }) =>
          !('version' in managed) || managed.version !== version,
      )
      .filter(({ package: { unresolved } }) => unresolved === undefined)
      .slice(0, 1)
      .map(({ package: sibling }) => ({
        ...sibling,
        name: core.name,
        version: undefined,
        range: undefined,
        ...versionIn(managed),
        direct: false,
        via: [sibling.name],
      }));
  });
}

/** A parent pom whose modules are elsewhere manages versions that nobody here uses: they tell what the modules run. */
function unusedManaged(
  path: string,
  model: MavenModel,
  reactor: Reactor,
): FoundPackage[] {
  const used = [...reactor.used];
  return model.ownManaged().flatMap(entry => {
    const { groupId, artifactId } = model.nameOf(entry);
    const name = `${groupId}:${artifactId}`;
    const bom = knownBom(groupId, artifactId, undefined);
    if (!coreOf(name) && !bom?.isOwnVersion) return [];
    const isUsed = isImport(entry)
      ? used.some(other => bom?.groups.includes(other.split(':')[0]))
      : reactor.used.has(name);
    if (isUsed) return [];
    const resolution = model.resolve({ ...entry, scope: undefined });
    const scope = isImport(entry) ? undefined : entry.scope;
    return [foundOf(path, name, entry, { ...resolution, scope })];
  });
}
