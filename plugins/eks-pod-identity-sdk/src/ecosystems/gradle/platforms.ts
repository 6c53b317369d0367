import { textsOf } from '../../code/expression';
import { bomCovers, knownBom } from '../../data/knownBoms';
import { FoundPackage } from '../../ecosystem';
import { mavenVersions } from '../../versions/maven';
import { GradleBuild, librariesFor, lookupFor, scriptsFor } from './build';
import { scopeOf } from './scope';
import { GradleScript, PlatformKind } from './script';

type Version = Pick<FoundPackage, 'version' | 'range' | 'unresolved'>;

interface Platform {
  name: string;
  version?: string;
  kind: PlatformKind;
  /** Whether it holds for what runs, not only for what is compiled. */
  isRuntime: boolean;
}

/** Bills of materials and constraints, as they are in force in one file of a build. */
export class Platforms {
  constructor(private readonly path: string, readonly build: GradleBuild) {}

  /** Whether any script uses an artifact that the bill of materials sets. */
  isUsed(bom: string): boolean {
    const [group, artifact] = bom.split(':');
    const known = knownBom(group, artifact, undefined);
    if (!known) return false;
    return [...this.build.scripts.values()].some(
      ({ notations, references }) =>
        notations.some(
          ({ name, platform }) =>
            !platform && known.groups.includes(groupOf(name)),
        ) ||
        references.some(
          reference =>
            !reference.platform &&
            librariesFor(reference.name, this.build).some(({ name }) =>
              known.groups.includes(groupOf(name)),
            ),
        ),
    );
  }

  /** The versions of an artifact that is written without one: of the nearest script that sets it. */
  versionsOf(name: string): Version[] {
    for (const script of scriptsFor(this.path, this.build)) {
      const versions = this.#setBy(script, name, () => true);
      if (versions.length > 0) return versions;
    }
    return [
      {
        unresolved:
          'neither a platform nor a constraint in the repository sets it',
      },
    ];
  }

  /** What is set for an artifact whatever its dependents ask for. */
  enforcedVersionsOf(name: string): Version[] {
    for (const script of scriptsFor(this.path, this.build)) {
      const versions = this.#setBy(
        script,
        name,
        ({ kind }) => kind === 'enforced',
      );
      if (versions.length > 0) return versions;
    }
    return [];
  }

  /**
   * The version to which a platform of the same script raises what is written: Gradle takes the highest of all that are asked
   * for. Undefined where none does for sure.
   */
  raised(name: string, version: string): Version | undefined {
    const [script] = scriptsFor(this.path, this.build);
    if (!script || this.build.scripts.get(this.path) !== script)
      return undefined;
    const platforms = this.#setBy(
      script,
      name,
      ({ kind, isRuntime }) => kind === 'platform' && isRuntime,
      () => false,
    );
    const [platform] = platforms;
    return platforms.length === 1 &&
      platform.version !== undefined &&
      mavenVersions.compare(platform.version, version) > 0
      ? platform
      : undefined;
  }

  #setBy(
    script: GradleScript,
    name: string,
    isMeant: (platform: Platform) => boolean,
    isConstrained: () => boolean = () => true,
  ): Version[] {
    const versions: Version[] = [];
    for (const notation of script.notations) {
      const isConstraint =
        isConstrained() &&
        notation.name === name &&
        notation.version !== undefined &&
        notation.blocks.some(block =>
          /^(constraints|dependencyManagement)\b/.test(block),
        );
      if (isConstraint) versions.push(...this.#resolve(notation.version!));
    }
    if (versions.length > 0) return versions;
    const [group, artifact] = name.split(':');
    for (const platform of this.#platformsOf(script)) {
      if (!isMeant(platform)) continue;
      const [bomGroup, bomArtifact] = platform.name.split(':');
      const known = knownBom(bomGroup, bomArtifact, platform.version);
      if (!known || !bomCovers(known, group, artifact)) continue;
      versions.push(
        ...(known.isOwnVersion && platform.version !== undefined
          ? this.#resolve(platform.version)
          : [
              {
                unresolved: `${platform.name} sets it, which is not in the repository`,
              },
            ]),
      );
    }
    return versions;
  }

  #platformsOf({ notations, references }: GradleScript): Platform[] {
    return [
      ...notations.flatMap(notation => {
        const { name, version, platform } = notation;
        return platform && counts(notation)
          ? [
              {
                name,
                version,
                kind: platform,
                isRuntime: holdsAtRuntime(notation),
              },
            ]
          : [];
      }),
      ...references.flatMap(reference =>
        reference.platform && counts(reference)
          ? librariesFor(reference.name, this.build).map(
              ({ name, version }) => ({
                name,
                version,
                kind: reference.platform!,
                isRuntime: holdsAtRuntime(reference),
              }),
            )
          : [],
      ),
    ];
  }

  #resolve(version: string): Version[] {
    const texts = textsOf(version, lookupFor(this.path, this.build));
    if (!texts) {
      return [
        { unresolved: `'${version}' is not set in the files of the build` },
      ];
    }
    return texts.map(text =>
      /[+[\](),]|^latest\./.test(text) ? { range: text } : { version: text },
    );
  }
}

/** A platform of the tests or of the build itself sets nothing for what runs. */
function counts({
  configuration,
  blocks,
}: {
  configuration: string;
  blocks: string[];
}): boolean {
  return !['test', 'build'].includes(scopeOf('', configuration, blocks));
}

function holdsAtRuntime({
  configuration,
  blocks,
}: {
  configuration: string;
  blocks: string[];
}): boolean {
  return scopeOf('', configuration, blocks) === 'runtime';
}

function groupOf(name: string): string {
  return name.split(':')[0];
}
