import { posix } from 'node:path';
import { TerraformFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { FileFault } from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';
import { EvidenceAt } from '../links';
import { FolderExtraction, extractFolder } from './extract';
import { ProviderFact } from './facts';
import { terraformKindOf } from './files';
import { ParsedFile, parseTerraform } from './parse';
import { supportOf } from './support';

/** A Terraform file, read when it is its turn. */
export interface TerraformFile {
  path: string;
  read(): Promise<string>;
}

/** A file that could not be read. */
export interface TerraformFault {
  file: string;
  error: string;
}

/** What Terraform code tells, folder by folder: each folder is a module of its own, with versions of its own. */
export interface TerraformReading {
  folders: TerraformFacts[];
  files: string[];
  faults: TerraformFault[];
}

/** Reads Terraform code. A file that is broken is told among the faults and stops nothing else. */
export async function readTerraform(
  files: readonly TerraformFile[],
  at: EvidenceAt,
): Promise<TerraformReading> {
  const parsed = new Map<string, ParsedFile[]>();
  const faults: TerraformFault[] = [];
  for (const file of files) {
    const kind = terraformKindOf(file.path);
    if (!kind) continue;
    try {
      const folder = posix.dirname(file.path);
      const here = await parseTerraform(file.path, kind, await file.read());
      parsed.set(folder, [...(parsed.get(folder) ?? []), here]);
    } catch (error) {
      faults.push({ file: file.path, error: textOf(error) });
      const folder = posix.dirname(file.path);
      if (!parsed.has(folder)) parsed.set(folder, []);
    }
  }
  const extracted = new Map(
    [...parsed].map(([folder, here]) => [folder, extractFolder(here, at)]),
  );
  return {
    folders: [...extracted].flatMap(([folder, extraction]) => {
      const broken = faults.filter(
        ({ file }) => posix.dirname(file) === folder,
      );
      return tells(extraction) || broken.length > 0
        ? [factsOf(folder, extraction, extracted, broken, at)]
        : [];
    }),
    files: files.map(({ path }) => path),
    faults,
  };
}

function textOf(error: unknown): string {
  if (error instanceof FileFault || error instanceof Error) {
    return error.message.split('\n')[0].slice(0, 300);
  }
  return 'can not be read';
}

function tells(extraction: FolderExtraction): boolean {
  const { modules, providers, locked, addons, associations, hiddenAddons } =
    extraction;
  return [modules, providers, locked, addons, associations, hiddenAddons].some(
    ({ length }) => length > 0,
  );
}

function factsOf(
  folder: string,
  extraction: FolderExtraction,
  all: ReadonlyMap<string, FolderExtraction>,
  broken: readonly TerraformFault[],
  at: EvidenceAt,
): TerraformFacts {
  const locked = lockOf(folder, all);
  const support = supportOf(extraction, locked);
  const [fault] = broken;
  const faults = [
    ...broken.map(({ file, error }) => {
      const line = /^line (\d+)/.exec(error)?.[1];
      return at(error, file, line === undefined ? undefined : Number(line));
    }),
    ...extraction.hiddenAddons.map(({ what, file, line }) =>
      at(what, file, line),
    ),
  ];
  return {
    modules: extraction.modules,
    providers: mergeProviders(extraction.providers, locked),
    addons: extraction.addons,
    associations: extraction.associations,
    // What is in a file that can't be read may hold the module or provider that decides.
    ...(fault && support.supports === true
      ? {
          supportsAddonPodIdentityAssociation: null,
          reason: `${fault.file} could not be read: ${fault.error}.`,
        }
      : {
          supportsAddonPodIdentityAssociation: support.supports,
          reason:
            fault && support.supports === null
              ? `${support.reason} ${fault.file} could not be read: ${fault.error}.`
              : support.reason,
        }),
    ...(faults.length > 0 ? { faults } : {}),
  };
}

/** One entry per provider: the locked version with what the code asks for. */
function mergeProviders(
  required: readonly ProviderFact[],
  locked: readonly ProviderFact[],
): ProviderFact[] {
  const versions = new Map(locked.map(each => [each.source, each]));
  const merged = required.map(provider => {
    const lock = versions.get(provider.source);
    versions.delete(provider.source);
    return lock
      ? {
          ...lock,
          ...(provider.constraint ? { constraint: provider.constraint } : {}),
        }
      : provider;
  });
  return [...merged, ...versions.values()];
}

/**
 * The locked versions that count for a folder: its own lockfile, else those of the folders that call it as a module, else
 * that of the nearest folder above.
 */
function lockOf(
  folder: string,
  all: ReadonlyMap<string, FolderExtraction>,
): ProviderFact[] {
  const own = all.get(folder)?.locked ?? [];
  if (own.length > 0) return own;
  const callers = callersOf(folder, all).flatMap(
    caller => all.get(caller)?.locked ?? [],
  );
  if (callers.length > 0) return callers;
  for (let above = folder; above !== '.' && above !== '/'; ) {
    above = posix.dirname(above);
    const locked = all.get(above)?.locked ?? [];
    if (locked.length > 0) return locked;
  }
  return [];
}

/** Folders that call a folder as a module, also through others. */
function callersOf(
  folder: string,
  all: ReadonlyMap<string, FolderExtraction>,
): string[] {
  const callers = new Set<string>();
  const queue = [folder];
  for (let at = 0; at < queue.length; at++) {
    for (const [other, { calls }] of all) {
      const isCaller = calls.some(
        call => posix.join(other, call).replace(/\/$/, '') === queue[at],
      );
      if (isCaller && !callers.has(other)) {
        callers.add(other);
        queue.push(other);
      }
    }
  }
  return [...callers];
}

/** The facts of several folders as one, for a service; the worst decides. */
export function mergeTerraform(
  folders: readonly TerraformFacts[],
): TerraformFacts | undefined {
  if (folders.length === 0) return undefined;
  const withAddons = folders.filter(({ addons }) => addons.length > 0);
  const deciding = withAddons.length > 0 ? withAddons : folders;
  const judged =
    deciding.find(each => each.supportsAddonPodIdentityAssociation === false) ??
    deciding.find(each => each.supportsAddonPodIdentityAssociation === null) ??
    deciding[0];
  const faults = folders.flatMap(each => each.faults ?? []);
  return {
    modules: folders.flatMap(({ modules }) => modules),
    providers: folders.flatMap(({ providers }) => providers),
    addons: folders.flatMap(({ addons }) => addons),
    associations: folders.flatMap(({ associations }) => associations),
    supportsAddonPodIdentityAssociation:
      judged.supportsAddonPodIdentityAssociation,
    reason: judged.reason,
    ...(faults.length > 0 ? { faults } : {}),
  };
}
