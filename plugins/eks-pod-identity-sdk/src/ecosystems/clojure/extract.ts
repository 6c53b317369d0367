import { Item } from '../../code/items';
import {
  ExtractContext,
  Extraction,
  FileFault,
  FoundPackage,
  Scope,
  SourceFile,
} from '../../ecosystem';
import { mergeFound } from '../../found';
import { artifactOf, entriesOf, parseEdn } from './edn';
import { scopeOfAlias } from './scope';

type Version = Pick<FoundPackage, 'version' | 'range' | 'unresolved'>;

/** deps.edn: dependencies, and those that aliases add. */
export function extractDepsEdn(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const map = parseEdn(file.text).find(
    ({ kind, value }) => kind === 'group' && value === '{',
  );
  if (!map) throw new FileFault('is not a map; is it cut off?');
  const packages: FoundPackage[] = [];
  let count = 0;
  const add = (dependencies: Item, scope: Scope) => {
    for (const [lib, coordinates] of entriesOf(dependencies.items)) {
      count += 1;
      const name = artifactOf(lib.value);
      if (!context.wanted(name)) continue;
      packages.push({
        name,
        ...versionOf(coordinates),
        line: lib.line,
        direct: true,
        scope,
        via: [],
      });
    }
  };
  for (const [key, value] of entriesOf(map.items)) {
    if (key.value === ':deps') add(value, 'runtime');
    if (key.value !== ':aliases') continue;
    for (const [alias, body] of entriesOf(value.items)) {
      for (const [member, dependencies] of entriesOf(body.items)) {
        if (/^:((extra|override|replace|default)-)?deps$/.test(member.value)) {
          add(dependencies, scopeOfAlias(alias.value));
        }
      }
    }
  }
  return {
    packages: mergeFound(packages),
    graph: count > 0 ? 'partial' : 'none',
  };
}

/** `{:mvn/version "1.0.0"}`, `{:git/url …}`, `{:local/root …}`. */
function versionOf(coordinates: Item): Version {
  const members = new Map(
    entriesOf(coordinates.items).map(([key, value]) => [key.value, value]),
  );
  const version = members.get(':mvn/version');
  if (version?.kind === 'text') return exactOrRange(version.value);
  if (members.has(':local/root')) return { unresolved: 'taken from a folder' };
  const isGit = ['git/url', 'git/sha', 'git/tag', 'sha'].some(key =>
    members.has(`:${key}`),
  );
  return {
    unresolved: isGit ? 'taken from git' : 'the file does not tell it',
  };
}

function exactOrRange(text: string): Version {
  if (/[[\](),]|^(RELEASE|LATEST)$/.test(text)) return { range: text };
  return { version: text };
}

/** project.clj of Leiningen: dependencies, those of profiles, and plugins, which only build. */
export function extractProjectClj(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const project = parseEdn(file.text).find(
    ({ items }) => items[0]?.value === 'defproject',
  );
  if (!project) throw new FileFault('defines no project; is it cut off?');
  // Behind the head stand the name and the version.
  const members = entriesOf(project.items.slice(3));
  const managed = new Map<string, Version>();
  for (const [key, value] of members) {
    if (key.value !== ':managed-dependencies') continue;
    for (const { items } of value.items) {
      const version = items[0] && vectorVersion(items, new Map());
      if (version) managed.set(artifactOf(items[0].value), version);
    }
  }
  const packages: FoundPackage[] = [];
  let count = 0;
  const addAll = (from: readonly [Item, Item][], scope: Scope) => {
    for (const [key, value] of from) {
      const isPlugin = key.value === ':plugins';
      if (key.value === ':profiles') {
        for (const [profile, body] of entriesOf(value.items)) {
          addAll(entriesOf(body.items), scopeOfAlias(profile.value));
        }
      }
      if (key.value !== ':dependencies' && !isPlugin) continue;
      for (const { items, line } of value.items) {
        const [lib] = items;
        if (lib?.kind !== 'word') continue;
        count += 1;
        const name = artifactOf(lib.value);
        if (!context.wanted(name)) continue;
        packages.push({
          name,
          ...vectorVersion(items, managed),
          line,
          direct: true,
          scope: isPlugin ? 'build' : scopeIn(items) ?? scope,
          via: [],
        });
      }
    }
  };
  addAll(members, 'runtime');
  return {
    packages: mergeFound(packages),
    graph: count > 0 ? 'partial' : 'none',
  };
}

/** The version in `[group/artifact "1.0.0" :exclusions […]]`. */
function vectorVersion(
  [lib, version]: readonly Item[],
  managed: ReadonlyMap<string, Version>,
): Version {
  if (version?.kind === 'text') return exactOrRange(version.value);
  return (
    managed.get(artifactOf(lib.value)) ?? {
      unresolved:
        version === undefined || version.value.startsWith(':')
          ? 'the file does not tell it'
          : `'${version.value}' is not set in the file`,
    }
  );
}

function scopeIn(items: readonly Item[]): Scope | undefined {
  const at = items.findIndex(({ value }) => value === ':scope');
  const scope = at === -1 ? undefined : items[at + 1]?.value;
  if (scope === 'test') return 'test';
  return scope === 'provided' ? 'provided' : undefined;
}
