import { posix } from 'node:path';
import { TerraformFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { NotRead } from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';
import { EvidenceAt } from '../links';
import { Budget } from './expressions/evaluate';
import { ProviderFact, unreadCode } from './facts';
import { FolderCode, folderCodeOf } from './folderCode';
import { ParsedFile } from './parse';
import { TerraformFault, TerraformFile, parseFiles } from './parseFiles';
import {
  lockedProviders,
  mergeProviders,
  requiredProviders,
} from './providers';
import { rootsOf, variantsOf } from './roots';
import { supportOf } from './support';
import { isStack, walkStack } from './terragrunt/stacks';
import { folderOf, unitsOf, walkUnit } from './terragrunt/units';
import { Findings, noFindings, walkModule } from './walk';

export type { TerraformFault, TerraformFile } from './parseFiles';
export { mergeTerraform } from './merge';

/** Steps of evaluation for one reading: enough for thousands of modules, and an end for code that multiplies. */
const MAX_STEPS = 1_000_000;

/** What Terraform code tells, root by root: each is applied by itself, with versions of its own. */
export interface TerraformReading {
  folders: TerraformFacts[];
  files: string[];
  faults: TerraformFault[];
}

/**
 * Reads Terraform code. A file that is broken is told among the faults and stops nothing else.
 * @param gap why not all files were read
 * @param onEvaluate is told before the code is followed; a fault that it throws is why it is not
 */
export async function readTerraform(
  files: readonly TerraformFile[],
  at: EvidenceAt,
  gap?: string,
  onEvaluate: () => void = () => undefined,
): Promise<TerraformReading> {
  const { parsed, faults } = await parseFiles(files);
  if (parsed.length > 0) {
    try {
      onEvaluate();
    } catch (error) {
      if (!(error instanceof NotRead)) throw error;
      const reason = `Terraform code ${error.message}`;
      return {
        folders: [unreadCode(reason, at(reason, 'Terraform code'))],
        files: files.map(({ path }) => path),
        faults,
      };
    }
  }
  const codes = codesOf(parsed);
  const budget: Budget = { steps: MAX_STEPS };
  const configurations = parsed.filter(
    ({ kind }) => kind === 'terragrunt' || kind === 'configuration',
  );
  const units = unitsOf(configurations, budget);
  const told: [string, Findings][] = [];
  const called = new Set<string>();
  for (const unit of units.values()) {
    const found = noFindings();
    walkUnit(unit, codes, { at, found, maybe: false });
    const folder = folderOf(unit, codes);
    if (folder !== undefined) called.add(folder);
    told.push([unit.folder, found]);
  }
  for (const file of configurations.filter(isStack)) {
    const found = noFindings();
    const walk = { at, found, maybe: false };
    walkStack(file, configurations, units, { budget, walk });
    told.push([posix.dirname(file.path), found]);
  }
  for (const root of rootsOf(codes, called)) {
    const found = noFindings();
    for (const scope of variantsOf(root, codes, budget)) {
      walkModule(scope, { at, found, maybe: false });
    }
    told.push([root.folder, found]);
  }
  const reached = new Set(told.flatMap(([, { folders }]) => [...folders]));
  const brokenFolders = new Set(faults.map(({ file }) => posix.dirname(file)));
  for (const folder of brokenFolders) {
    if (!reached.has(folder)) told.push([folder, noFindings()]);
  }
  const folders = told.flatMap(([folder, found]) =>
    factsOf(folder, found, { codes, faults, at }),
  );
  return {
    folders:
      gap === undefined
        ? folders
        : [...folders, unreadCode(gap, at(gap, 'Terraform code'))],
    files: files.map(({ path }) => path),
    faults,
  };
}

function codesOf(parsed: readonly ParsedFile[]): Map<string, FolderCode> {
  const byFolder = new Map<string, ParsedFile[]>();
  for (const file of parsed) {
    const folder = posix.dirname(file.path);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), file]);
  }
  return new Map(
    [...byFolder].map(([folder, here]) => [folder, folderCodeOf(folder, here)]),
  );
}

interface Reading {
  codes: ReadonlyMap<string, FolderCode>;
  faults: readonly TerraformFault[];
  at: EvidenceAt;
}

/** The facts of one root; none where it says nothing of EKS and its providers. */
function factsOf(
  root: string,
  found: Findings,
  { codes, faults, at }: Reading,
): TerraformFacts[] {
  const folders = new Set([root, ...found.folders]);
  const providers = [...folders].flatMap(folder => {
    const code = codes.get(folder);
    return code ? requiredProviders(code, at) : [];
  });
  const locked = lockOf([...folders], codes, at);
  const broken = faults.filter(({ file }) => folders.has(posix.dirname(file)));
  const { modules, addons, associations, unfollowed } = found;
  if (
    [
      modules,
      providers,
      locked,
      addons,
      associations,
      unfollowed,
      broken,
    ].every(({ length }) => length === 0)
  ) {
    return [];
  }
  const [fault] = broken;
  const judge = (deciding: typeof modules, hasAddons: boolean) => {
    const support = supportOf({
      modules: deciding,
      providers,
      locked,
      hasAddons,
    });
    if (!fault || support.supports === false) return support;
    // What is in a file that can't be read may hold the module or provider that decides.
    const reason = `${fault.file} could not be read: ${fault.error}.`;
    return {
      supports: null,
      reason: support.supports ? reason : `${support.reason} ${reason}`,
    };
  };
  const { supports, reason } = judge(modules, addons.length > 0);
  return [
    {
      modules,
      providers: mergeProviders(providers, locked),
      addons: unique(
        addons.map(({ module, ...addon }) => ({
          ...addon,
          support: judge(module ? [module] : [], true),
        })),
      ),
      associations: unique(associations),
      supportsAddonPodIdentityAssociation: supports,
      reason,
      ...(unfollowed.length > 0 ? { unfollowed: unique(unfollowed) } : {}),
      ...(broken.length > 0
        ? {
            faults: broken.map(({ file, error }) => {
              const line = /^line (\d+)/.exec(error)?.[1];
              return at(error, file, line ? Number(line) : undefined);
            }),
          }
        : {}),
    },
  ];
}

function unique<T>(list: readonly T[]): T[] {
  return [...new Map(list.map(each => [JSON.stringify(each), each])).values()];
}

/** The locked versions that count: those of the first folder that has some, else of the nearest folder above the root. */
function lockOf(
  folders: readonly string[],
  codes: ReadonlyMap<string, FolderCode>,
  at: EvidenceAt,
): ProviderFact[] {
  const [root] = folders;
  for (const folder of folders) {
    const locked = lockedIn(folder, codes, at);
    if (locked.length > 0) return locked;
  }
  for (let above = root; above !== '.' && above !== '/'; ) {
    above = posix.dirname(above);
    const locked = lockedIn(above, codes, at);
    if (locked.length > 0) return locked;
  }
  return [];
}

function lockedIn(
  folder: string,
  codes: ReadonlyMap<string, FolderCode>,
  at: EvidenceAt,
): ProviderFact[] {
  const code = codes.get(folder);
  return code ? lockedProviders(code, at) : [];
}
