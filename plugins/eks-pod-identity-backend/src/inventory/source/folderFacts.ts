import { setImmediate } from 'node:timers/promises';
import {
  SourceFacts,
  TerraformFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import {
  MinimumOverrides,
  ScanResult,
  openFolder,
  scanServices,
  scopeOfSurroundings,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';
import { Checkout } from './checkout';
import { awsVariablesOf } from './dockerfile';
import { EvidenceAt } from './links';
import { searchCode } from './providers/search';
import { sdkEvidenceOf } from './sdkEvidence';
import { FileUse, SelectionGap, isBelow } from './selection';
import { readTerraform } from './terraform';

/** What is kept of a folder: all that its files tell, without times and without where it was asked for. */
export interface FolderFacts {
  source: Omit<SourceFacts, 'location' | 'revision' | 'terraform'>;
  /** One per Terraform module. */
  terraform: TerraformFacts[];
}

/** Reads what the folders of one checkout tell: dependency files once for all of them, the rest folder by folder. */
export async function readFolders(
  checkout: Checkout,
  folders: readonly string[],
  options: { minimums?: MinimumOverrides; at: EvidenceAt; signal: AbortSignal },
): Promise<Map<string, FolderFacts>> {
  const { files, incomplete } = await openFolder(checkout.root);
  const scans = await scanServices(files, folders, {
    minimums: options.minimums,
    incomplete: incomplete ?? gapOf(checkout.gaps, 'dependencies'),
  });
  const facts = new Map<string, FolderFacts>();
  for (const folder of folders) {
    options.signal.throwIfAborted();
    facts.set(
      folder,
      await readOne(checkout, folder, scans.get(folder)!, options),
    );
  }
  return facts;
}

async function readOne(
  checkout: Checkout,
  folder: string,
  scan: ScanResult,
  { at, signal }: { at: EvidenceAt; signal: AbortSignal },
): Promise<FolderFacts> {
  const pathsOf = (use: FileUse) =>
    checkout.files
      .filter(({ path, uses }) => uses.includes(use) && isBelow(path, folder))
      .map(({ path }) => path);
  const code = await readCode(checkout, folder, pathsOf('code'), at, signal);
  const image = await readDockerfiles(
    checkout,
    folder,
    pathsOf('dockerfile'),
    at,
  );
  const terraform = await readTerraform(
    pathsOf('terraform').map(path => ({
      path,
      read: () => checkout.read(path),
    })),
    at,
  );
  return {
    source: {
      files: [
        ...scan.files.map(({ file, format, ok, error }) => ({
          file,
          format,
          ok,
          ...(error ? { error } : {}),
        })),
        ...image.faults,
        ...terraform.faults.map(({ file, error }) => ({
          file,
          format: 'terraform',
          ok: false,
          error,
        })),
      ],
      verdict: contradicted(scan, code, folder) ? 'unknown' : scan.verdict,
      sdks: sdkEvidenceOf(scan, at),
      explicitProviders: code.providers,
      imageEnvironment: image.variables,
      ...(code.gap ? { searchGap: code.gap } : {}),
    },
    terraform: terraform.folders,
  };
}

/**
 * 'No AWS SDK' needs more than dependency files that name none: the code must not use one all the same, and files of a
 * folder above say little of a folder without any code (a catalog of entities, for example).
 */
function contradicted(
  { verdict, files }: ScanResult,
  { usesSdk, isEmpty }: CodeReading,
  folder: string,
): boolean {
  const hasOwnFile = files.some(({ file }) => isBelow(file, folder));
  return verdict === 'no-aws-sdk' && (usesSdk || (isEmpty && !hasOwnFile));
}

interface CodeReading {
  providers: SourceFacts['explicitProviders'];
  usesSdk: boolean;
  isEmpty: boolean;
  gap?: string;
}

async function readCode(
  checkout: Checkout,
  folder: string,
  paths: readonly string[],
  at: EvidenceAt,
  signal: AbortSignal,
): Promise<CodeReading> {
  const providers: CodeReading['providers'] = [];
  let usesSdk = false;
  let gap = gapOf(checkout.gaps, 'code', folder);
  for (const path of paths) {
    if (isAside(path, folder)) continue;
    signal.throwIfAborted();
    await setImmediate();
    try {
      const found = searchCode(path, await checkout.read(path));
      usesSdk ||= found.usesSdkAt !== undefined;
      providers.push(
        ...found.providers.map(({ what, kind, line }) => ({
          what,
          kind,
          evidence: at(what, path, line),
        })),
      );
    } catch (error) {
      gap ??= `${path} ${error instanceof Error ? error.message : error}`;
    }
  }
  return {
    providers,
    usesSdk,
    isEmpty: paths.length === 0,
    ...(gap ? { gap } : {}),
  };
}

async function readDockerfiles(
  checkout: Checkout,
  folder: string,
  paths: readonly string[],
  at: EvidenceAt,
) {
  const variables: SourceFacts['imageEnvironment'] = [];
  const faults: SourceFacts['files'] = [];
  for (const path of paths) {
    if (isAside(path, folder)) continue;
    try {
      for (const { name, line } of awsVariablesOf(await checkout.read(path))) {
        variables.push({ name, evidence: at(`ENV ${name}`, path, line) });
      }
    } catch (error) {
      faults.push({
        file: path,
        format: 'dockerfile',
        ok: false,
        error: error instanceof Error ? error.message : String(error),
      });
    }
  }
  return { variables, faults };
}

/** Below tests or documents, seen from the service's own folder. */
function isAside(path: string, folder: string): boolean {
  return (
    scopeOfSurroundings(path.slice(folder ? folder.length + 1 : 0)) !==
    undefined
  );
}

function gapOf(
  gaps: readonly SelectionGap[],
  use: FileUse,
  folder = '',
): string | undefined {
  return gaps.find(
    gap =>
      gap.use === use && (gap.path === undefined || isBelow(gap.path, folder)),
  )?.reason;
}
