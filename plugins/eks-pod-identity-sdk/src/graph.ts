import { Scope } from './ecosystem';

/** Scopes from the one that binds most to the one that binds least. */
const SCOPE_ORDER: Scope[] = [
  'runtime',
  'optional',
  'unknown',
  'provided',
  'build',
  'test',
  'development',
];

/** Scopes that never decide: a member that reaches a package only so does not run it. */
const ASIDE_SCOPES: ReadonlySet<Scope> = new Set([
  'build',
  'test',
  'development',
]);

/** The scope that wins when a package is reached in several ways. */
export function strongestScope(scopes: Iterable<Scope>): Scope {
  let best: Scope | undefined;
  for (const scope of scopes) {
    if (
      best === undefined ||
      SCOPE_ORDER.indexOf(scope) < SCOPE_ORDER.indexOf(best)
    ) {
      best = scope;
    }
  }
  return best ?? 'unknown';
}

/** How a package is reached in a dependency graph. */
export interface Trace {
  direct: boolean;
  scope: Scope;
  /** Names from the direct dependency to the one that asks for the package; the shortest such path. */
  via: string[];
  /** Members (workspace folders) that reach it, sorted. */
  members: string[];
}

/**
 * The resolved graph of a lockfile. Ids are the lockfile's own keys; edges to ids that are not there are ignored.
 * Searches backwards from the package, since few packages of a big lockfile matter.
 */
export class DependencyGraph {
  readonly #names = new Map<string, string>();
  readonly #askedBy = new Map<string, string[]>();
  readonly #roots = new Map<string, { scope: Scope; member: string }[]>();

  /** Adds a package under its id and the ids it depends on. */
  add(id: string, name: string, dependencies: Iterable<string>): void {
    this.#names.set(id, name);
    for (const dependency of dependencies) {
      const askers = this.#askedBy.get(dependency);
      if (askers) askers.push(id);
      else this.#askedBy.set(dependency, [id]);
    }
  }

  /** Says that the project (or the workspace member in that folder) asks for the package itself. */
  addRoot(id: string, scope: Scope, member = ''): void {
    const roots = this.#roots.get(id);
    if (roots) roots.push({ scope, member });
    else this.#roots.set(id, [{ scope, member }]);
  }

  /** Undefined where nothing that is known as a root reaches the package. */
  trace(id: string): Trace | undefined {
    const towards = new Map<string, string | undefined>([[id, undefined]]);
    const reached: { id: string; scope: Scope; member: string }[] = [];
    const queue = [id];
    for (let at = 0; at < queue.length; at++) {
      const current = queue[at];
      for (const root of this.#roots.get(current) ?? []) {
        reached.push({ id: current, ...root });
      }
      for (const asker of this.#askedBy.get(current) ?? []) {
        if (!towards.has(asker)) {
          towards.set(asker, current);
          queue.push(asker);
        }
      }
    }
    if (reached.length === 0) return undefined;
    const scope = strongestScope(reached.map(root => root.scope));
    const direct = this.#roots.has(id);
    // The search is by breadth, so the first root of that scope is the nearest.
    const start = reached.find(root => root.scope === scope)!.id;
    return {
      direct,
      scope,
      via: direct ? [] : this.#path(start, id, towards),
      members: [
        ...new Set(
          reached
            .filter(
              root => root.scope === scope || !ASIDE_SCOPES.has(root.scope),
            )
            .map(root => root.member),
        ),
      ].sort(),
    };
  }

  #path(
    from: string,
    to: string,
    towards: Map<string, string | undefined>,
  ): string[] {
    const path: string[] = [];
    for (
      let id: string | undefined = from;
      id && id !== to;
      id = towards.get(id)
    ) {
      path.push(this.#names.get(id) ?? id);
    }
    return path;
  }
}
