import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  MinimumOverrides,
  ParsingPool,
  PoolTask,
  Progress,
  decodeText,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';
import { Checkout } from './checkout';
import { FolderFacts, readFolders } from './folderFacts';
import { EvidenceAt } from './links';
import { evidenceAtPlace, withLinks } from './places';

interface FoldersInput {
  checkout: Pick<Checkout, 'root' | 'files' | 'gaps'>;
  folders: readonly string[];
  minimums?: MinimumOverrides;
}

/** In a thread: what the folders of one checkout tell. A file begins when it is read. */
export async function readFoldersTask(
  { checkout, folders, minimums }: FoldersInput,
  progress: Progress,
): Promise<[folder: string, facts: FolderFacts][]> {
  const facts = await readFolders(
    {
      ...checkout,
      async read(path) {
        progress.begin(path);
        return decodeText(await readFile(join(checkout.root, path)));
      },
    },
    folders,
    { minimums, at: evidenceAtPlace, progress },
  );
  return [...facts];
}

const foldersTask: PoolTask<FoldersInput, [string, FolderFacts][]> = {
  file: __filename,
  run: readFoldersTask,
};

/**
 * Reads what the folders of one checkout tell, in a thread and within the budgets of the pool.
 * @throws BudgetExceeded where the repository uses them up; the signal's reason
 */
export async function readFoldersWithin(
  pool: ParsingPool,
  { root, files, gaps }: Checkout,
  folders: readonly string[],
  options: { minimums?: MinimumOverrides; at: EvidenceAt; signal: AbortSignal },
): Promise<Map<string, FolderFacts>> {
  const { minimums, at, signal } = options;
  const facts = await pool.run(
    foldersTask,
    { checkout: { root, files, gaps }, folders, minimums },
    signal,
  );
  return new Map(facts.map(([folder, each]) => [folder, withLinks(each, at)]));
}
