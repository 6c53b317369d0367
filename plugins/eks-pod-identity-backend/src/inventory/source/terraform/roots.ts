import { posix } from 'node:path';
import { Budget } from './expressions/evaluate';
import { FolderCode } from './folderCode';
import { ModuleInputs, ModuleScope, isLocalSource } from './moduleScope';
import { ParsedFile } from './parse';

/** More files of values of one root are not told apart. */
const MAX_VARIANTS = 50;

/** Folders with code that nobody calls: those that Terraform is run in. */
export function rootsOf(
  codes: ReadonlyMap<string, FolderCode>,
  called: ReadonlySet<string>,
): FolderCode[] {
  const inside = new Set(called);
  for (const { folder, modules } of codes.values()) {
    for (const { body } of modules.values()) {
      const { source } = body;
      if (typeof source === 'string' && isLocalSource(source)) {
        inside.add(posix.join(folder, source).replace(/\/$/, ''));
      }
    }
  }
  return [...codes.values()].filter(
    code => !inside.has(code.folder) && hasCode(code),
  );
}

/** Whether a folder has more than files of values. */
export function hasCode({
  modules,
  resources,
  variables,
  settings,
  locals,
  locks,
}: FolderCode): boolean {
  return (
    modules.size +
      resources.size +
      variables.size +
      settings.length +
      locals.size +
      locks.length >
    0
  );
}

/** The ways in which a root may be applied: once, or with each of the files of values that lie beside it. */
export function variantsOf(
  code: FolderCode,
  codes: ReadonlyMap<string, FolderCode>,
  budget: Budget,
): ModuleScope[] {
  const of = (inputs: Partial<ModuleInputs>) =>
    new ModuleScope(
      code,
      { get: () => undefined, ...inputs },
      folder => codes.get(folder),
      budget,
    );
  const named = namedFilesOf(code, codes).slice(0, MAX_VARIANTS);
  if (named.length > 0) {
    return named.map(({ body }) =>
      of({ named: new Map(Object.entries(body)) }),
    );
  }
  return [of(isLibrary(code) ? { open: true } : {})];
}

/** Files of values that lie with the root or below it, and set one of its variables. */
function namedFilesOf(
  code: FolderCode,
  codes: ReadonlyMap<string, FolderCode>,
): ParsedFile[] {
  return [...codes.values()].flatMap(other => {
    const isBeside =
      other === code ||
      (!hasCode(other) &&
        (code.folder === '.' || other.folder.startsWith(`${code.folder}/`)) &&
        !hasCodeBetween(code.folder, other.folder, codes));
    if (!isBeside) return [];
    // Those that Terraform would load by itself lie in another folder than it runs in.
    const files =
      other === code ? other.named : [...other.named, ...other.loaded];
    return files.filter(({ body }) =>
      Object.keys(body).some(name => code.variables.has(name)),
    );
  });
}

function hasCodeBetween(
  root: string,
  folder: string,
  codes: ReadonlyMap<string, FolderCode>,
): boolean {
  for (let at = posix.dirname(folder); at !== root && at !== '.'; ) {
    const code = codes.get(at);
    if (code && hasCode(code)) return true;
    at = posix.dirname(at);
  }
  return false;
}

/** A module for others, called from where we do not read: what they give it is not known. */
function isLibrary({ folder, locks, values, settings }: FolderCode): boolean {
  return (
    /(?:^|\/)(?:terraform-)?modules?(?:\/|$)/.test(folder) &&
    locks.length === 0 &&
    values.size === 0 &&
    !settings.some(
      ({ body }) => body.backend !== undefined || body.cloud !== undefined,
    )
  );
}
