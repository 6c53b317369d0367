import { opendir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UrlReaderService } from '@backstage/backend-plugin-api';
import { decodeText } from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';
import { FileUse, Selection, SelectionGap } from './selection';

/** The files of one revision of a repository that are of use, on disk until it is closed. */
export interface Checkout {
  /** Folder on disk. */
  root: string;
  revision: string;
  files: { path: string; uses: FileUse[] }[];
  gaps: SelectionGap[];
  /** Whether the repository has that folder. */
  hasFolder(folder: string): boolean;
  /** The text of a file. @throws FileFault for what is no text */
  read(path: string): Promise<string>;
  close(): Promise<void>;
}

/** How a repository is read. */
export interface CheckoutOptions {
  reader: UrlReaderService;
  /** URL of the root. */
  repository: string;
  /** The revision that is known already: it is not read again. */
  knownRevision?: string;
  selection: Selection;
  signal: AbortSignal;
}

/**
 * Reads the tree of a repository once, to disk: archives of monorepos do not fit into memory.
 * @throws NotModifiedError where it still is at the known revision; whatever the reader throws; the signal's reason
 */
export async function checkOut(options: CheckoutOptions): Promise<Checkout> {
  const { reader, repository, knownRevision, selection, signal } = options;
  signal.throwIfAborted();
  let filtered = false;
  const tree = await orAborted(
    reader.readTree(repository, {
      ...(knownRevision ? { etag: knownRevision } : {}),
      signal,
      filter: (path, info) => {
        filtered = true;
        return !path.endsWith('/') && selection.take(path, info?.size ?? 0);
      },
    }),
    signal,
  );
  const writing = tree.dir();
  const root = await orAborted(writing, signal).catch(error => {
    // What is written after we gave up is not needed by anybody.
    writing.then(remove, () => undefined);
    throw error;
  });
  try {
    const files: Checkout['files'] = [];
    for await (const file of walk(root)) {
      // Readers of buckets do not ask the filter.
      const isTaken =
        filtered || selection.take(file, (await stat(join(root, file))).size);
      const uses = isTaken ? selection.usesOf(file) : [];
      if (uses.length > 0) files.push({ path: file, uses });
    }
    files.sort((a, b) => (a.path < b.path ? -1 : 1));
    return {
      root,
      revision: tree.etag,
      files,
      gaps: selection.gaps,
      hasFolder: folder => selection.hasFolder(folder),
      read: async path => decodeText(await readFile(join(root, path))),
      close: () => remove(root),
    };
  } catch (error) {
    await remove(root);
    throw error;
  }
}

function remove(root: string): Promise<void> {
  return rm(root, { recursive: true, force: true });
}

/** Regular files only: links may lead out of the folder. */
async function* walk(root: string, folder = ''): AsyncGenerator<string> {
  for await (const entry of await opendir(join(root, folder))) {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) yield* walk(root, path);
    else if (entry.isFile()) yield path;
  }
}

/** Readers do not all heed the signal. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    work
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
}
