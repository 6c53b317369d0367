import { posix } from 'path';
import {
  ExtractContext,
  Extraction,
  FileFault,
  FoundPackage,
  SourceFile,
} from '../../ecosystem';
import { GoFile, GoReplacement, GoRequirement, parseGoFile } from './schema';
import { VendoredModule, parseVendoredModules } from './vendor';

type Target = Pick<FoundPackage, 'version' | 'unresolved'>;

/** go.mod: since Go 1.17 it names every module that the program can need, at the version that is built. */
export async function extractGoMod(
  file: SourceFile,
  context: ExtractContext,
): Promise<Extraction> {
  const mod = parseGoFile(file.text);
  if (mod.module === undefined) throw new FileFault('names no module');
  const replaces = [
    ...(await workspaceReplaces(file.path, context)),
    ...mod.replaces,
  ];
  const requiresNothing =
    mod.requires.length === 0 &&
    mod.go !== undefined &&
    file.text.endsWith('\n') &&
    (await hasNoChecksums(file.path, context));
  const isWhole = requiresNothing || namesEverything(mod);
  return {
    packages: mod.requires
      .filter(({ path }) => context.wanted(path))
      .map(requirement => ({
        name: requirement.path,
        ...resolve(requirement, replaces),
        line: requirement.line,
        direct: !requirement.isIndirect,
        scope: 'runtime',
        via: [],
      })),
    graph: isWhole ? 'complete' : 'partial',
    ...(isWhole
      ? { covers: nestedModules(file.path, mod, context) }
      : {
          notes: [
            mod.requires.length === 0
              ? 'It requires no module; it may be cut off.'
              : 'It is of Go before 1.17 and need not name modules that others require, nor the version that is selected in the end.',
          ],
        }),
  };
}

/**
 * Modules in folders of this one that it requires and replaces by their folders: what they are built with is selected here.
 * One that makes an image of its own is built on its own, too.
 */
function nestedModules(
  path: string,
  { requires, replaces }: GoFile,
  context: ExtractContext,
): string[] {
  const required = new Set(requires.map(requirement => requirement.path));
  return replaces
    .filter(
      ({ path: name, target, targetVersion }) =>
        targetVersion === undefined &&
        required.has(name) &&
        target.startsWith('./') &&
        !target.includes('..'),
    )
    .map(({ target }) => posix.join(posix.dirname(path), target))
    .filter(
      folder =>
        !context
          .below(folder)
          .some(other => /(^|\/)(Dockerfile|Containerfile)[^/]*$/.test(other)),
    )
    .map(folder => posix.join(folder, 'go.mod'));
}

/** go.work: its replacements hold for its members, which are read themselves. */
export function extractGoWork(file: SourceFile): Extraction {
  parseGoFile(file.text);
  return { packages: [], graph: 'none' };
}

/** vendor/modules.txt: what is built, with the packages that are needed. */
export async function extractGoVendor(
  file: SourceFile,
  context: ExtractContext,
): Promise<Extraction> {
  const modules = parseVendoredModules(file.text);
  const modPath = posix.join(posix.dirname(posix.dirname(file.path)), 'go.mod');
  const mod = await goFileAt(modPath, context);
  const listed = new Map(modules.map(module => [module.path, module]));
  const missing = mod?.requires.find(({ path }) => !listed.has(path));
  if (missing) {
    throw new FileFault(
      `does not have ${missing.path}, which go.mod requires; is it out of date or cut off?`,
    );
  }
  const required = new Set(mod?.requires.map(({ path }) => path));
  const extra = modules.find(
    ({ path, isExplicit }) => mod && isExplicit && !required.has(path),
  );
  if (extra) {
    throw new FileFault(
      `has ${extra.path} as required, which go.mod does not require; one of the two is out of date or cut off`,
      extra.line,
    );
  }
  const indirect = new Set(
    mod?.requires.flatMap(({ path, isIndirect }) => (isIndirect ? path : [])),
  );
  return {
    packages: modules
      .filter(({ path, hasPackages }) => hasPackages && context.wanted(path))
      .map(module => ({
        name: module.path,
        ...vendored(module),
        line: module.line,
        direct: mod ? module.isExplicit && !indirect.has(module.path) : null,
        scope: 'runtime',
        via: [],
      })),
    graph: mod ? 'complete' : 'partial',
    covers: [modPath],
  };
}

function vendored({ version, target, targetVersion }: VendoredModule): Target {
  if (target !== undefined) return replacedBy(target, targetVersion);
  return version === undefined
    ? { unresolved: 'the file does not tell it' }
    : { version: withoutV(version) };
}

function resolve(
  { path, version }: GoRequirement,
  replaces: readonly GoReplacement[],
): Target {
  const candidates = replaces.filter(replace => replace.path === path);
  const replace =
    candidates.find(candidate => candidate.version === version) ??
    candidates.find(candidate => candidate.version === undefined);
  if (!replace) return { version: withoutV(version) };
  return replace.target === path
    ? replacedBySame(replace)
    : replacedBy(replace.target, replace.targetVersion);
}

function replacedBySame({ target, targetVersion }: GoReplacement): Target {
  return targetVersion === undefined
    ? replacedBy(target, undefined)
    : { version: withoutV(targetVersion) };
}

/** A fork may have any version of the original in it. */
function replacedBy(target: string, version: string | undefined): Target {
  return {
    unresolved: `it is replaced by ${
      version === undefined ? `the folder ${target}` : `${target} ${version}`
    }`,
  };
}

function withoutV(version: string): string {
  return version.replace(/^v(?=\d)/, '').replace(/\+incompatible$/, '');
}

function namesEverything({ go, requires }: GoFile): boolean {
  const match = /^(\d+)\.(\d+)/.exec(go ?? '');
  // One that requires nothing may be the beginning of one that does.
  if (!match || requires.length === 0) return false;
  return Number(match[1]) > 1 || Number(match[2]) >= 17;
}

/** A module that needs no other has no go.sum, or an empty one; beside a go.mod that was cut off there is one. */
async function hasNoChecksums(
  path: string,
  context: ExtractContext,
): Promise<boolean> {
  const sum = posix.join(posix.dirname(path), 'go.sum');
  return !context.has(sum) || (await context.read(sum))?.trim() === '';
}

async function goFileAt(
  path: string,
  context: ExtractContext,
): Promise<GoFile | undefined> {
  const text = await context.read(path);
  try {
    return text === undefined ? undefined : parseGoFile(text);
  } catch {
    // It is reported as a file of its own.
    return undefined;
  }
}

/** Replacements of the workspace that the module is a member of. */
async function workspaceReplaces(
  path: string,
  context: ExtractContext,
): Promise<GoReplacement[]> {
  const own = posix.dirname(path);
  for (let folder = own; ; folder = posix.dirname(folder)) {
    const work = await goFileAt(posix.join(folder, 'go.work'), context);
    if (work) {
      const isMember = work.uses.some(
        use => posix.join(folder, use).replace(/\/$/, '') === own,
      );
      return isMember ? work.replaces : [];
    }
    if (folder === '.' || folder === '/') return [];
  }
}
