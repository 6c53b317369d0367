import { opendir, open, realpath, stat } from 'fs/promises';
import { join, sep } from 'path';
import { FileReader } from './context';
import { FileFault } from './ecosystem';
import { ScanResult } from './result';
import { ScanOptions, scanFiles } from './scan';
import {
  MAX_DEPTH,
  isSkippedFolder,
  isWorthReading,
  keptFilesIn,
} from './select';
import { isSearched, sourceLanguageOf } from './sources';
import { decodeText } from './text';

/** Larger files are not read. The largest lockfiles of public monorepos have a third of that. */
export const MAX_FILE_BYTES = 32 * 1024 * 1024;

/** The folder is not there, or is no folder. */
export class FolderNotFound extends Error {}

/**
 * Scans a folder on disk. Files are read one at a time and forgotten again, so the folder may hold thousands of
 * repositories. Symbolic links are followed to files inside the folder only. Throws {@link FolderNotFound}.
 */
export async function scanFolder(
  folder: string,
  options: ScanOptions = {},
): Promise<ScanResult> {
  const { files, incomplete } = await openFolder(folder);
  return scanFiles(files, {
    ...options,
    incomplete: incomplete ?? options.incomplete,
  });
}

/** The files of a folder on disk that are worth reading, and why the list is not complete. Throws {@link FolderNotFound}. */
export async function openFolder(
  folder: string,
): Promise<{ files: FileReader; incomplete?: string }> {
  const root = await realFolder(folder);
  const paths: string[] = [];
  const sources: string[] = [];
  const unreadable: string[] = [];
  await collect(root, '', 0, { paths, sources, unreadable });
  return {
    files: { ...readerOf(root, paths), sources },
    ...(unreadable.length > 0
      ? { incomplete: `the folder ${unreadable[0]} can not be listed` }
      : {}),
  };
}

/** The folder without symbolic links. Throws {@link FolderNotFound}. */
export async function realFolder(folder: string): Promise<string> {
  try {
    const real = await realpath(folder);
    if ((await stat(real)).isDirectory()) return real;
  } catch {
    throw new FolderNotFound(`there is no folder ${folder}`);
  }
  throw new FolderNotFound(`${folder} is not a folder`);
}

interface Found {
  paths: string[];
  sources: string[];
  unreadable: string[];
}

async function collect(
  root: string,
  relative: string,
  depth: number,
  found: Found,
): Promise<void> {
  const { paths, sources, unreadable } = found;
  const folders: string[] = [];
  const languages = new Set<unknown>();
  try {
    for await (const entry of await opendir(join(root, relative))) {
      const path = relative === '' ? entry.name : `${relative}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!isSkippedFolder(entry.name)) folders.push(path);
        else paths.push(...(await keptFiles(root, path, entry.name)));
      } else if (
        (entry.isFile() || entry.isSymbolicLink()) &&
        isWorthReading(path)
      ) {
        paths.push(path);
      } else if (entry.isFile()) {
        const language = sourceLanguageOf(path);
        if (isSearched(path) || (language && !languages.has(language))) {
          sources.push(path);
        }
        languages.add(language);
      }
    }
  } catch {
    unreadable.push(relative || '.');
  }
  if (depth >= MAX_DEPTH) return;
  for (const next of folders) {
    await collect(root, next, depth + 1, found);
  }
}

async function keptFiles(
  root: string,
  folder: string,
  name: string,
): Promise<string[]> {
  const paths = keptFilesIn(name).map(file => `${folder}/${file}`);
  const found = await Promise.all(
    paths.map(path =>
      stat(join(root, path)).then(
        status => status.isFile(),
        () => false,
      ),
    ),
  );
  return paths.filter((_, at) => found[at]);
}

function readerOf(root: string, paths: string[]): FileReader {
  return {
    paths,
    async read(path) {
      try {
        return await readText(await insideOf(root, path));
      } catch (error) {
        if (error instanceof FileFault) throw error;
        throw new FileFault(
          `can not be opened (${(error as NodeJS.ErrnoException).code})`,
        );
      }
    },
  };
}

async function insideOf(root: string, path: string): Promise<string> {
  const real = await realpath(join(root, path));
  if (!real.startsWith(root.endsWith(sep) ? root : root + sep)) {
    throw new FileFault(
      'is a symbolic link to outside of the folder and was not followed',
    );
  }
  return real;
}

async function readText(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const status = await file.stat();
    if (!status.isFile()) throw new FileFault('is not a file');
    const { size } = status;
    if (size > MAX_FILE_BYTES) {
      throw new FileFault(
        `is larger than ${MAX_FILE_BYTES / 1024 / 1024} MiB and was not read`,
      );
    }
    return decodeText(await file.readFile());
  } finally {
    await file.close();
  }
}
