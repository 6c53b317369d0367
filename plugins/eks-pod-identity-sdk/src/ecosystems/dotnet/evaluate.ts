import { posix } from 'path';
import { ExtractContext } from '../../ecosystem';
import { MsBuildFile, PackageItem, parseMsBuild } from './project';

/** More than any project imports. */
const MAX_FILES = 50;
const MAX_VALUES = 20;
const MAX_REPLACEMENTS = 20;

/** Files that MSBuild takes in by their place: the nearest above the project. */
const BY_PLACE = [
  'Directory.Build.props',
  'Directory.Packages.props',
  'Directory.Build.targets',
];

/** A package item with the file in which it is written. */
export interface LocatedItem extends PackageItem {
  path: string;
}

/** A project with all that it imports, as far as the repository has it. */
export class DotnetProject {
  private constructor(
    private readonly files: ReadonlyMap<string, MsBuildFile>,
  ) {}

  static async of(
    path: string,
    own: MsBuildFile,
    context: ExtractContext,
  ): Promise<DotnetProject> {
    const files = new Map([[path, own]]);
    const queue = new Set([path, ...byPlace(path, context)]);
    // A set goes on with what is added while it is gone through, and takes nothing twice.
    for (const next of queue) {
      if (files.size >= MAX_FILES) break;
      const file = files.get(next) ?? (await readMsBuild(next, context));
      if (!file) continue;
      files.set(next, file);
      for (const target of file.imports) {
        for (const other of importedFrom(next, target, context)) {
          queue.add(other);
        }
      }
    }
    return new DotnetProject(files);
  }

  /** Packages that the project asks for, in whatever file. */
  references(): LocatedItem[] {
    const asked = this.#items('reference');
    const names = new Set(asked.map(({ name }) => name.toLowerCase()));
    return [
      ...asked,
      ...this.#items('unpacked').filter(
        ({ name }) => !names.has(name.toLowerCase()),
      ),
    ];
  }

  /** The versions that a reference may have; undefined where none is written, null where a property is not known. */
  versionsOf(item: PackageItem): string[] | null | undefined {
    const own = item.versionOverride ?? item.version;
    if (own !== undefined) return this.#replace(own);
    const central = this.#items('central').filter(
      ({ name, version }) => version !== undefined && isSame(name, item.name),
    );
    if (central.length === 0) return undefined;
    const versions = new Set<string>();
    for (const { version } of central) {
      const texts = this.#replace(version!);
      if (!texts) return null;
      texts.forEach(text => versions.add(text));
    }
    return [...versions];
  }

  /**
   * The central version of a package that comes along: with `CentralPackageTransitivePinningEnabled` it governs those, too.
   * Undefined where it does not.
   */
  pinnedCentrally(name: string): LocatedItem | undefined {
    const isOn = this.#values('centralpackagetransitivepinningenabled').some(
      value => /^true$/i.test(value.trim()),
    );
    return isOn
      ? this.#items('central').find(
          item => item.version !== undefined && isSame(item.name, name),
        )
      : undefined;
  }

  /** Whether it is there to test others. */
  isTest(): boolean {
    return (
      this.#values('istestproject').some(value => /^true$/i.test(value)) ||
      this.references().some(({ name }) =>
        /^(microsoft\.net\.test\.sdk|xunit|nunit|mstest(\.testframework)?)$/i.test(
          name,
        ),
      )
    );
  }

  #items(kind: PackageItem['kind']): LocatedItem[] {
    return [...this.files].flatMap(([path, { items }]) =>
      items.filter(item => item.kind === kind).map(item => ({ ...item, path })),
    );
  }

  /** Values of a property: those of the project itself, else of the first import that has it. */
  #values(name: string): string[] {
    for (const { properties } of this.files.values()) {
      const values = properties.get(name.toLowerCase());
      if (values) return [...values];
    }
    return [];
  }

  #replace(text: string, depth = 0): string[] | null {
    const match = /\$\(([\w.-]+)\)/.exec(text);
    if (!match) return text.includes('$(') ? null : [text];
    const values = this.#values(match[1]);
    if (values.length === 0 || depth > MAX_REPLACEMENTS) return null;
    const texts = new Set<string>();
    for (const value of values.slice(0, MAX_VALUES)) {
      const replaced = this.#replace(
        text.slice(0, match.index) +
          value +
          text.slice(match.index + match[0].length),
        depth + 1,
      );
      if (!replaced || texts.size > MAX_VALUES) return null;
      replaced.forEach(one => texts.add(one));
    }
    return [...texts];
  }
}

/** Ids of packages are the same in any case. */
export function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function byPlace(path: string, context: ExtractContext): string[] {
  return BY_PLACE.flatMap(name => {
    for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
      const candidate = posix.join(folder, name);
      if (candidate !== path && context.has(candidate)) return [candidate];
      if (folder === '.' || folder === '/') return [];
    }
  });
}

/** Paths with the properties that MSBuild itself sets; others are not followed. */
function importedFrom(
  from: string,
  target: string,
  context: ExtractContext,
): string[] {
  const folder = posix.dirname(from);
  const above =
    /GetPathOfFileAbove\(\s*'?([\w.]+)'?/.exec(target)?.[1] ??
    /GetDirectoryNameOfFileAbove\([^,]*,\s*'?([\w.]+)'?/.exec(target)?.[1];
  if (above !== undefined) {
    return byNameAbove(posix.dirname(folder), above, context);
  }
  const path = target
    .replace(/\\/g, '/')
    .replace(
      /^\$\((MSBuildThisFileDirectory|MSBuildProjectDirectory)\)\/?/,
      '',
    );
  return path === '' || path.includes('$(')
    ? []
    : [posix.join(folder, path)].filter(candidate => context.has(candidate));
}

function byNameAbove(
  start: string,
  name: string,
  context: ExtractContext,
): string[] {
  for (let folder = start; ; folder = posix.dirname(folder)) {
    const candidate = posix.join(folder, name);
    if (context.has(candidate)) return [candidate];
    if (folder === '.' || folder === '/') return [];
  }
}

/** A file of MSBuild; undefined where it is absent or broken (it is reported as a file of its own). */
export async function readMsBuild(
  path: string,
  context: ExtractContext,
): Promise<MsBuildFile | undefined> {
  return context.once(`msbuild ${path}`, async () => {
    const text = await context.read(path);
    try {
      return text === undefined ? undefined : parseMsBuild(text);
    } catch {
      return undefined;
    }
  });
}
