import { posix } from 'path';
import { FoundPackage, Scope } from '../../../ecosystem';
import { DependencyGraph } from '../../../graph';
import { NpmPackage } from './schema';

const MODULES = 'node_modules/';

/** The tree of lockfile versions 2 and 3: keys are folders, and who finds whom follows Node's own search. */
export class NpmTree {
  readonly graph = new DependencyGraph();

  constructor(private readonly packages: Map<string, NpmPackage>) {
    for (const [key, entry] of packages) {
      if (entry.link) continue;
      const edges = Object.keys({
        ...entry.dependencies,
        ...entry.optionalDependencies,
        ...entry.peerDependencies,
      });
      this.graph.add(key, this.nameOf(key), this.#resolveAll(key, edges));
      if (this.isMember(key)) this.#addRoots(key, entry);
    }
  }

  /** The root or a workspace member, rather than something installed. */
  isMember(key: string): boolean {
    return !key.split('/').includes('node_modules');
  }

  /** Folders of the workspace members, without the root. */
  members(): string[] {
    return [...this.packages.keys()].filter(
      key => key !== '' && this.isMember(key) && !key.startsWith('..'),
    );
  }

  /** An alias keeps the real name in the entry. */
  nameOf(key: string): string {
    const { name } = this.packages.get(key) ?? {};
    const at = key.lastIndexOf(MODULES);
    return name ?? (at === -1 ? key : key.slice(at + MODULES.length));
  }

  /** npm's own flags say for what a package is installed: they are what `npm ci --omit=dev` goes by. */
  scopeOf(entry: NpmPackage): Scope {
    if (entry.dev) return 'development';
    if (entry.optional || entry.devOptional) return 'optional';
    return entry.extraneous ? 'unknown' : 'runtime';
  }

  versionOf(entry: NpmPackage): Pick<FoundPackage, 'version' | 'unresolved'> {
    const resolved = typeof entry.resolved === 'string' ? entry.resolved : '';
    if (/^git(\+|:)/.test(resolved)) return { unresolved: 'taken from git' };
    if (resolved.startsWith('file:')) {
      return { unresolved: 'taken from a folder or a file' };
    }
    return entry.version === undefined
      ? { unresolved: 'the lockfile does not tell it' }
      : { version: entry.version };
  }

  #addRoots(key: string, entry: NpmPackage): void {
    const kinds: [Record<string, string> | undefined, Scope][] = [
      [entry.devDependencies, 'development'],
      [entry.peerDependencies, 'runtime'],
      [entry.dependencies, 'runtime'],
      [entry.optionalDependencies, 'optional'],
    ];
    for (const [names, scope] of kinds) {
      for (const id of this.#resolveAll(key, Object.keys(names ?? {}))) {
        this.graph.addRoot(id, scope, key);
      }
    }
  }

  #resolveAll(from: string, names: string[]): string[] {
    return names.flatMap(name => this.#resolve(from, name) ?? []);
  }

  #resolve(from: string, name: string): string | undefined {
    for (let folder = from; ; folder = parentOf(folder)) {
      const key = `${folder === '' ? '' : `${folder}/`}${MODULES}${name}`;
      const entry = this.packages.get(key);
      if (entry?.link && typeof entry.resolved === 'string') {
        return posix.normalize(entry.resolved);
      }
      if (entry) return key;
      if (folder === '') return undefined;
    }
  }
}

/** The next folder in which Node would look: above `a/node_modules/@scope/b` that is `a`. */
function parentOf(folder: string): string {
  const at = folder.lastIndexOf('/node_modules/');
  if (at !== -1) return folder.slice(0, at);
  if (folder.startsWith(MODULES)) return '';
  const parent = posix.dirname(folder);
  return parent === '.' || parent === folder ? '' : parent;
}
