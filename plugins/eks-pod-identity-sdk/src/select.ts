import { formatOf, isNeighbour } from './formats';

/** Folders that hold installed or generated code, or data for tests: what lies in them is not what a service runs. */
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set([
  '.bundle',
  '.git',
  '.gradle',
  '.hg',
  '.svn',
  '.terraform',
  '.tox',
  '.venv',
  '.yarn',
  '__fixtures__',
  '__pycache__',
  'bower_components',
  'fixtures',
  'node_modules',
  'site-packages',
  'test-fixtures',
  'testdata',
  'test_data',
  'vendor',
  'venv',
]);

/** What is read in a folder that is left out otherwise. */
const KEPT_FILES: ReadonlyMap<string, readonly string[]> = new Map([
  ['vendor', ['modules.txt']],
]);

/** How many files of one repository are read at most. */
export const MAX_FILES = 5_000;
/** How many folders deep a file may lie. */
export const MAX_DEPTH = 24;

/** Whether a folder of that name is left out, with all that is in it. */
export function isSkippedFolder(name: string): boolean {
  return SKIPPED_FOLDERS.has(name);
}

/** Names of the files that are read in a folder which is left out otherwise. */
export function keptFilesIn(folder: string): readonly string[] {
  return KEPT_FILES.get(folder) ?? [];
}

function isSkipped(folders: readonly string[], file: string): boolean {
  const at = folders.findIndex(isSkippedFolder);
  if (at === -1) return false;
  const isLast = at === folders.length - 1;
  return !(isLast && keptFilesIn(folders[at]).includes(file));
}

/** Whether a file is worth reading: a known format, or something that a known format may ask for. */
export function isWorthReading(path: string): boolean {
  const known = formatOf(path);
  return (known && !known.format.isSource) || isNeighbour(path);
}

/**
 * Which of a tree's paths (relative, with `/`) are worth reading, sorted so that files near the root come first; at
 * most {@link MAX_FILES}.
 */
export function selectFiles(
  paths: Iterable<string>,
  limit: number = MAX_FILES,
): string[] {
  const selected: { path: string; depth: number }[] = [];
  for (const path of paths) {
    const folders = path.split('/');
    const file = folders.pop()!;
    if (folders.length > MAX_DEPTH || isSkipped(folders, file)) continue;
    if (isWorthReading(path)) selected.push({ path, depth: folders.length });
  }
  return selected
    .sort((a, b) => a.depth - b.depth || (a.path < b.path ? -1 : 1))
    .slice(0, limit)
    .map(({ path }) => path);
}
