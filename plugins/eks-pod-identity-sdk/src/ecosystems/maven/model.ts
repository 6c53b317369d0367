import { ExtractContext } from '../../ecosystem';
import { KnownBom, bomCovers, knownBom } from '../../data/knownBoms';
import { Pom, PomDependency, PomPart } from './schema';
import {
  LocatedPom,
  Reactor,
  bomInTree,
  groupOf,
  parentOf,
  versionOf,
} from './tree';

/** Longer chains and deeper imports than any real build has. */
const MAX_PARENTS = 20;
const MAX_BOM_DEPTH = 8;
const MAX_REPLACEMENTS = 20;
const MAX_VALUE = 1_000;

/** A dependency with the pom in which it is written. */
export interface Declared extends PomDependency {
  path: string;
  /** Declared in a profile, so it may or may not be there. */
  isOfProfile: boolean;
}

/** A version, or why there is none. */
export type Resolution =
  | { version: string; scope?: string }
  | { unresolved: string; scope?: string };

interface Bom {
  name: string;
  version: string | undefined;
  known?: KnownBom;
  /** Of a BOM that the tree has. */
  model?: MavenModel;
}

/** One pom with all that it inherits, as Maven would build it with one profile switched on, or none. */
export class MavenModel {
  private constructor(
    private readonly chain: readonly LocatedPom[],
    private readonly profile: string | undefined,
    /** Coordinates of the first parent that the tree does not have. */
    readonly missingParent: string | undefined,
  ) {}

  readonly #boms: Bom[] = [];

  static async of(
    start: LocatedPom,
    profile: string | undefined,
    reactor: Reactor,
    context: ExtractContext,
    depth = 0,
  ): Promise<MavenModel> {
    const chain = [start];
    let missing: string | undefined;
    for (let at = start; at.pom.parent && !missing; ) {
      const parent = await parentOf(at, reactor, context);
      const isCircle = chain.some(({ path }) => path === parent?.path);
      if (!parent || isCircle || chain.length >= MAX_PARENTS) {
        const { groupId, artifactId, version } = at.pom.parent;
        missing = `${groupId}:${artifactId}:${version}`;
      } else {
        chain.push(parent);
        at = parent;
      }
    }
    const model = new MavenModel(chain, profile, missing);
    await model.#importBoms(reactor, context, depth);
    return model;
  }

  /** Names of the profiles that can be switched on, from this pom and its parents. */
  profileIds(): string[] {
    return [
      ...new Set(
        this.chain.flatMap(({ pom }) =>
          pom.profiles.filter(p => !p.activeByDefault).map(({ id }) => id),
        ),
      ),
    ];
  }

  /** All dependencies, own and inherited; the nearest declaration of each first. */
  dependencies(): Declared[] {
    return this.#declared(part => part.dependencies);
  }

  /** Entries of dependencyManagement that are written in the pom itself, imports included. */
  ownManaged(): Declared[] {
    const own = this.chain[0].path;
    return this.#declared(part => part.managed).filter(
      ({ path }) => path === own,
    );
  }

  /** Group and artifact with their properties replaced. */
  nameOf(dependency: PomDependency): { groupId: string; artifactId: string } {
    return {
      groupId: this.#replace(dependency.groupId) ?? dependency.groupId,
      artifactId: this.#replace(dependency.artifactId) ?? dependency.artifactId,
    };
  }

  /** The version of a dependency that the project declares. */
  resolve(dependency: PomDependency): Resolution {
    const { groupId, artifactId } = this.nameOf(dependency);
    const managed = this.managed(groupId, artifactId);
    const scope = dependency.scope ?? managed?.scope;
    if (dependency.version !== undefined) {
      return { ...this.#versionOf(dependency.version), scope };
    }
    if (managed) return { ...managed, scope };
    return { unresolved: this.#whyUnmanaged(), scope };
  }

  /** What dependencyManagement sets for an artifact, also where a dependency of a dependency asks for it. */
  managed(groupId: string, artifactId: string): Resolution | undefined {
    for (const entry of this.#declared(part => part.managed)) {
      if (isImport(entry) || entry.version === undefined) continue;
      const name = this.nameOf(entry);
      if (name.groupId === groupId && name.artifactId === artifactId) {
        return { ...this.#versionOf(entry.version), scope: entry.scope };
      }
    }
    for (const bom of this.#boms) {
      const managed = this.#managedBy(bom, groupId, artifactId);
      if (managed) return managed;
    }
    return undefined;
  }

  #managedBy(
    { name, version, known, model }: Bom,
    groupId: string,
    artifactId: string,
  ): Resolution | undefined {
    if (model) return model.managed(groupId, artifactId);
    if (!known || !bomCovers(known, groupId, artifactId)) return undefined;
    if (known.isOwnVersion && version !== undefined) return { version };
    return {
      unresolved: known.isOwnVersion
        ? `the version of ${name} is not known`
        : `${name} sets it, which is not in the repository`,
    };
  }

  #whyUnmanaged(): string {
    if (this.missingParent !== undefined) {
      return `the parent pom ${this.missingParent} is not in the repository`;
    }
    const outside = this.#boms.find(({ known, model }) => !known && !model);
    return outside
      ? `${outside.name} may set it, which is not in the repository`
      : 'no version is written for it';
  }

  async #importBoms(
    reactor: Reactor,
    context: ExtractContext,
    depth: number,
  ): Promise<void> {
    for (const entry of this.#declared(part => part.managed)) {
      if (!isImport(entry)) continue;
      const { groupId, artifactId } = this.nameOf(entry);
      const version = this.#replace(entry.version ?? '');
      const located =
        depth < MAX_BOM_DEPTH && version !== undefined
          ? await bomInTree(groupId, artifactId, version, reactor, context)
          : undefined;
      this.#boms.push({
        name: `${groupId}:${artifactId}`,
        version: version || undefined,
        known: knownBom(groupId, artifactId, version),
        ...(located
          ? {
              model: await MavenModel.of(
                located,
                undefined,
                reactor,
                context,
                depth + 1,
              ),
            }
          : {}),
      });
    }
  }

  #declared(listOf: (part: PomPart) => PomDependency[]): Declared[] {
    return this.chain.flatMap(({ path, pom }) =>
      this.#partsOf(pom).flatMap(part =>
        listOf(part).map(dependency => ({
          ...dependency,
          path,
          isOfProfile: part !== pom,
        })),
      ),
    );
  }

  /** The profiles that are on, then the project itself. One that is on by default is off as soon as another one is on. */
  #partsOf(pom: Pom): PomPart[] {
    const chosen = pom.profiles.filter(({ id }) => id === this.profile);
    const active =
      chosen.length > 0
        ? chosen
        : pom.profiles.filter(({ activeByDefault }) => activeByDefault);
    return [...active, pom];
  }

  #versionOf(text: string): { version: string } | { unresolved: string } {
    const version = this.#replace(text);
    if (version !== undefined) return { version };
    const [, property = text] = /\$\{([^}]*)\}/.exec(text) ?? [];
    return {
      unresolved: `the property ${property} is not set here${
        this.missingParent === undefined
          ? ''
          : `, and the parent pom ${this.missingParent} is not in the repository`
      }`,
    };
  }

  /** The text with all properties replaced; undefined where one is not set, or they go round in a circle. */
  #replace(text: string): string | undefined {
    let value = text;
    for (let count = 0; value.includes('${'); count++) {
      if (count >= MAX_REPLACEMENTS || value.length > MAX_VALUE) {
        return undefined;
      }
      const match = /\$\{([^${}]*)\}/.exec(value);
      const replacement = match && this.#property(match[1].trim());
      if (!match || replacement === undefined || replacement === null) {
        return undefined;
      }
      value =
        value.slice(0, match.index) +
        replacement +
        value.slice(match.index + match[0].length);
    }
    return value.trim();
  }

  #property(name: string): string | undefined {
    const [{ pom }] = this.chain;
    switch (name.replace(/^pom\./, 'project.')) {
      case 'project.version':
      case 'version':
        return versionOf(pom);
      case 'project.groupId':
        return groupOf(pom);
      case 'project.artifactId':
        return pom.artifactId;
      case 'project.parent.version':
      case 'parent.version':
        return pom.parent?.version;
      case 'project.parent.groupId':
        return pom.parent?.groupId;
      default:
    }
    for (const { pom: link } of this.chain) {
      for (const part of this.#partsOf(link)) {
        const value = part.properties.get(name);
        if (value !== undefined) return value;
      }
    }
    return undefined;
  }
}

/** Whether an entry of dependencyManagement takes over those of another pom. */
export function isImport({ type, scope }: PomDependency): boolean {
  return type === 'pom' && scope === 'import';
}
