import {
  MAX_DEPTH,
  MAX_FILE_BYTES,
  MAX_FILES,
  isSkippedFolder,
  selectFiles,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';
import { languageOf } from '../../shadowing/languages';
import { isAddonTemplate } from './addonCode';
import { isDockerfile } from './dockerfile';
import { isConfiguration, mayBeScript } from './fileKinds';
import { isTerraformFile } from './terraform/files';

/** For what a file is read. */
export type FileUse =
  | 'dependencies'
  | 'terraform'
  | 'dockerfile'
  | 'code'
  | 'configuration'
  /** Templates and manifests that may set EKS add-ons. */
  | 'infrastructure';

/** How much of one repository is read at most. */
export interface UseLimits {
  files: number;
  fileBytes: number;
  totalBytes: number;
}

/** Limits per use. */
export type SelectionLimits = Record<FileUse, UseLimits>;

const KIB = 1024;
const MIB = 1024 * KIB;

/** Large enough for public monorepos, small enough for a backend with 1 GiB. */
export const DEFAULT_LIMITS: SelectionLimits = {
  dependencies: {
    files: MAX_FILES,
    fileBytes: MAX_FILE_BYTES,
    totalBytes: 256 * MIB,
  },
  terraform: { files: 3_000, fileBytes: 256 * KIB, totalBytes: 32 * MIB },
  dockerfile: { files: 500, fileBytes: 256 * KIB, totalBytes: 8 * MIB },
  code: { files: 20_000, fileBytes: 512 * KIB, totalBytes: 128 * MIB },
  configuration: { files: 5_000, fileBytes: MIB, totalBytes: 64 * MIB },
  // CloudFormation takes no template above 1 MB (user guide, quotas).
  infrastructure: { files: 10_000, fileBytes: MIB, totalBytes: 64 * MIB },
};

/** Larger than any script that starts a program. */
const MAX_SCRIPT_BYTES = 64 * KIB;

const NAMES: Record<FileUse, string> = {
  dependencies: 'dependency files',
  terraform: 'Terraform files',
  dockerfile: 'Dockerfiles',
  code: 'source files',
  configuration: 'configuration files',
  infrastructure: 'templates and manifests',
};

/** Something that was not read because it is too much. */
export interface SelectionGap {
  use: FileUse;
  /** The file; absent where the repository as a whole has too many. */
  path?: string;
  reason: string;
}

/**
 * Which files of a repository are read. Files that tell dependencies from anywhere (a parent pom may lie beside the
 * service), everything else only from the folders of the services.
 */
export class Selection {
  readonly gaps: SelectionGap[] = [];
  readonly #present = new Set<string>();
  readonly #counts: Record<FileUse, { files: number; bytes: number }> = {
    dependencies: { files: 0, bytes: 0 },
    terraform: { files: 0, bytes: 0 },
    dockerfile: { files: 0, bytes: 0 },
    code: { files: 0, bytes: 0 },
    configuration: { files: 0, bytes: 0 },
    infrastructure: { files: 0, bytes: 0 },
  };

  constructor(
    private readonly folders: readonly string[],
    private readonly limits: SelectionLimits = DEFAULT_LIMITS,
  ) {}

  /** Whether the file is to be read; counts it. */
  take(path: string, bytes: number): boolean {
    this.#notePresence(path);
    const uses = this.usesOf(path);
    // A large file without an extension is a program that was built, and no script.
    if (mayBeScript(path) && bytes > MAX_SCRIPT_BYTES) return false;
    return uses.filter(use => this.#fits(use, path, bytes)).length > 0;
  }

  /** Whether anything lies in the folder. */
  hasFolder(folder: string): boolean {
    return folder === '' || this.#present.has(folder);
  }

  /** For what a file is of use. */
  usesOf(path: string): FileUse[] {
    const isDependencies = selectFiles([path]).length > 0;
    const folders = path.split('/').slice(0, -1);
    const isOurs =
      folders.length <= MAX_DEPTH &&
      !folders.some(isSkippedFolder) &&
      this.folders.some(folder => isBelow(path, folder));
    return [
      ...(isDependencies ? (['dependencies'] as const) : []),
      ...(isOurs && isTerraformFile(path) ? (['terraform'] as const) : []),
      ...(isOurs && isDockerfile(path) ? (['dockerfile'] as const) : []),
      ...(isOurs && (languageOf(path) || mayBeScript(path))
        ? (['code'] as const)
        : []),
      ...(isOurs && isConfiguration(path) ? (['configuration'] as const) : []),
      ...(isOurs && isAddonTemplate(path) ? (['infrastructure'] as const) : []),
    ];
  }

  #notePresence(path: string): void {
    for (const folder of this.folders) {
      if (folder !== '' && isBelow(path, folder)) this.#present.add(folder);
    }
  }

  #fits(use: FileUse, path: string, bytes: number): boolean {
    const limit = this.limits[use];
    const count = this.#counts[use];
    if (bytes > limit.fileBytes) {
      this.gaps.push({
        use,
        path,
        reason: `${path} is larger than ${sizeText(
          limit.fileBytes,
        )} and was not read`,
      });
      return false;
    }
    if (
      count.files + 1 > limit.files ||
      count.bytes + bytes > limit.totalBytes
    ) {
      this.#noteOverflow(use, limit);
      return false;
    }
    count.files += 1;
    count.bytes += bytes;
    return true;
  }

  #noteOverflow(use: FileUse, limit: UseLimits): void {
    if (this.gaps.some(gap => gap.use === use && gap.path === undefined))
      return;
    this.gaps.push({
      use,
      reason: `the repository has more than ${limit.files} ${
        NAMES[use]
      } or more than ${sizeText(
        limit.totalBytes,
      )} of them; the rest was not read`,
    });
  }
}

/** Whether a path lies in a folder; everything lies in `''`. */
export function isBelow(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

function sizeText(bytes: number): string {
  return bytes >= MIB
    ? `${Math.round(bytes / MIB)} MiB`
    : `${Math.round(bytes / KIB)} KiB`;
}
