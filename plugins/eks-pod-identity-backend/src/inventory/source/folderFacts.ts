import { setImmediate } from 'node:timers/promises';
import {
  SourceFacts,
  TerraformFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import {
  MinimumOverrides,
  Progress,
  ScanResult,
  openFolder,
  refusing,
  scanServices,
  unwatched,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';
import { readAddonCode } from './addonCode';
import { Checkout } from './checkout';
import { isAside, isManifest } from './fileKinds';
import { EvidenceAt } from './links';
import { CodeReading, readCode, startScripts } from './readCode';
import { ConfigurationReading, readConfiguration } from './readConfiguration';
import { readImages } from './readImages';
import { sdkEvidenceOf } from './sdkEvidence';
import { FileUse, SelectionGap, isBelow } from './selection';
import { readTerraform } from './terraform';

/** More calls of the AWS CLI tell nothing new. */
const MOST_CALLS = 5;

/** What is kept of a folder: all that its files tell, without times and without where it was asked for. */
export interface FolderFacts {
  source: Omit<SourceFacts, 'location' | 'revision' | 'terraform'>;
  /** One per Terraform module. */
  terraform: TerraformFacts[];
}

/** The files of a checkout, wherever they are. */
export type CheckedOut = Pick<Checkout, 'root' | 'files' | 'gaps' | 'read'>;

/**
 * Reads what the folders of one checkout tell: dependency files once for all of them, the rest folder by folder.
 * `read` of the checkout tells `progress` of each file by itself.
 */
export async function readFolders(
  checkout: CheckedOut,
  folders: readonly string[],
  options: { minimums?: MinimumOverrides; at: EvidenceAt; progress?: Progress },
): Promise<Map<string, FolderFacts>> {
  const { minimums, at, progress = unwatched } = options;
  const { files, incomplete } = await openFolder(checkout.root);
  const scans = await scanServices(refusing(files, progress), folders, {
    minimums,
    progress,
    incomplete: incomplete ?? gapOf(checkout.gaps, 'dependencies'),
  });
  const facts = new Map<string, FolderFacts>();
  for (const folder of folders) {
    facts.set(
      folder,
      await readOne(checkout, folder, scans.get(folder)!, { at, progress }),
    );
  }
  return facts;
}

async function readOne(
  checkout: CheckedOut,
  folder: string,
  scan: ScanResult,
  { at, progress }: { at: EvidenceAt; progress: Progress },
): Promise<FolderFacts> {
  const pathsOf = (use: FileUse) =>
    checkout.files
      .filter(({ path, uses }) => uses.includes(use) && isBelow(path, folder))
      .map(({ path }) => path);
  const image = await readImages(checkout, folder, pathsOf('dockerfile'), at);
  const ownPackage = folder ? `${folder}/package.json` : 'package.json';
  const settings = await readSettings(
    checkout,
    folder,
    [
      ...pathsOf('configuration'),
      ...pathsOf('dependencies').filter(path => path === ownPackage),
    ],
    at,
  );
  const code = await readCode(checkout, folder, pathsOf('code'), {
    mentions: [...image.texts, ...settings.texts],
    hasDockerfile: image.texts.length > 0,
    at,
  });
  const cliCalls = [
    ...code.cliCalls,
    ...image.cliCalls,
    ...settings.cliCalls,
  ].slice(0, MOST_CALLS);
  const searchGap =
    gapOf(checkout.gaps, 'code', folder) ??
    code.gap ??
    gapOf(checkout.gaps, 'configuration', folder) ??
    settings.gap;
  const terraform = await readTerraform(
    pathsOf('terraform').map(path => ({
      path,
      read: () => checkout.read(path),
    })),
    at,
    gapOf(checkout.gaps, 'terraform', folder),
    () => progress.begin(`Terraform code of ${folder || 'the repository'}`),
  );
  const isOwn = (path: string) => !isAside(path, folder);
  const addonCode = await readAddonCode(
    {
      templates: pathsOf('infrastructure').filter(isOwn),
      code: pathsOf('code').filter(isOwn),
      read: path => checkout.read(path),
    },
    at,
    // One that is too large is no template.
    checkout.gaps.find(
      ({ use, path }) => use === 'infrastructure' && path === undefined,
    )?.reason,
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
      ...(scan.unread ? { unread: scan.unread } : {}),
      verdict: contradicted(
        scan,
        { ...code, usesSdk: code.usesSdk || cliCalls.length > 0 },
        folder,
      )
        ? 'unknown'
        : scan.verdict,
      sdks: sdkEvidenceOf(scan, at),
      explicitProviders: [...code.providers, ...settings.providers],
      imageEnvironment: image.variables,
      ...(image.carried.length + settings.carried.length > 0
        ? { carried: [...image.carried, ...settings.carried] }
        : {}),
      ...(cliCalls.length > 0 ? { cliCalls } : {}),
      ...(searchGap ? { searchGap } : {}),
    },
    terraform: [...terraform.folders, ...addonCode],
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

/** Where configuration and manifests carry something, and the texts that name what runs. */
async function readSettings(
  checkout: CheckedOut,
  folder: string,
  paths: readonly string[],
  at: EvidenceAt,
) {
  const reading: ConfigurationReading & {
    texts: string[];
    cliCalls: CodeReading['cliCalls'];
    gap?: string;
  } = { providers: [], carried: [], texts: [], cliCalls: [] };
  for (const path of paths) {
    if (isAside(path, folder)) continue;
    await setImmediate();
    try {
      const text = await checkout.read(path);
      if (path.endsWith('package.json')) {
        const started = startScripts(path, text, at);
        reading.providers.push(...started.providers);
        reading.cliCalls.push(...started.cliCalls);
        reading.texts.push(started.text);
        continue;
      }
      const { providers, carried } = readConfiguration(path, text, at);
      reading.providers.push(...providers);
      reading.carried.push(...carried);
      if (isManifest(path, text) || path.endsWith('Procfile')) {
        reading.texts.push(text);
      }
    } catch (error) {
      reading.gap ??= `${path} ${
        error instanceof Error ? error.message : error
      }`;
    }
  }
  return reading;
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
