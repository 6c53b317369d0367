import { SourceFile } from '../ecosystem';
import { openFolder, realFolder } from '../folder';
import { MinimumOverrides } from '../minimums';
import { ScanResult } from '../result';
import { scanFiles } from '../scan';
import { BudgetExceeded } from './budget';
import { ParsingPool, PoolTask } from './pool';
import { Progress, refusing } from './progress';

interface FolderInput {
  folder: string;
  minimums?: MinimumOverrides;
}

interface TextsInput {
  files: readonly SourceFile[];
  minimums?: MinimumOverrides;
}

/** In a thread: scans a folder on disk. */
export async function scanFolderTask(
  { folder, minimums }: FolderInput,
  progress: Progress,
): Promise<ScanResult> {
  const { files, incomplete } = await openFolder(folder);
  return scanFiles(refusing(files, progress), {
    minimums,
    incomplete,
    progress,
  });
}

/** In a thread: scans texts. */
export function scanTextsTask(
  { files, minimums }: TextsInput,
  progress: Progress,
): Promise<ScanResult> {
  return scanFiles(files, { minimums, progress });
}

const folderTask: PoolTask<FolderInput, ScanResult> = {
  file: __filename,
  run: scanFolderTask,
};

const textsTask: PoolTask<TextsInput, ScanResult> = {
  file: __filename,
  run: scanTextsTask,
};

/** Scans a folder on disk within the budgets of a pool; a folder that uses them up is `unknown`. Throws {@link FolderNotFound}. */
export async function scanFolderWithin(
  pool: ParsingPool,
  folder: string,
  options: { minimums?: MinimumOverrides; signal?: AbortSignal } = {},
): Promise<ScanResult> {
  const { minimums, signal } = options;
  const root = await realFolder(folder);
  return orUnknown(pool.run(folderTask, { folder: root, minimums }, signal));
}

/** Scans texts within the budgets of a pool; what uses them up is `unknown`. */
export async function scanTextsWithin(
  pool: ParsingPool,
  files: readonly SourceFile[],
  options: { minimums?: MinimumOverrides; signal?: AbortSignal } = {},
): Promise<ScanResult> {
  const { minimums, signal } = options;
  return orUnknown(pool.run(textsTask, { files, minimums }, signal));
}

async function orUnknown(scan: Promise<ScanResult>): Promise<ScanResult> {
  try {
    return await scan;
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error;
    return { files: [], sdks: [], verdict: 'unknown', reason: error.message };
  }
}
