import { createHash } from 'node:crypto';
import type { Repository } from '../state/types';

/** A file or folder of a repository, with the hash that git gives it. */
export interface TreeEntry {
  path: string;
  mode: '100644' | '040000';
  type: 'blob' | 'tree';
  sha: string;
  /** Of files. */
  size?: number;
}

/** A repository's files as git objects. */
export interface Snapshot {
  /** Revision of the default branch. */
  commit: string;
  /** Hash of the root folder. */
  tree: string;
  /** All files and folders, by path. */
  entries: Map<string, TreeEntry>;
}

function objectHash(type: string, content: Buffer): Buffer {
  return createHash('sha1')
    .update(`${type} ${content.length}\0`)
    .update(content)
    .digest();
}

const blobs = new WeakMap<Buffer, string>();

function blobHash(content: Buffer): string {
  let sha = blobs.get(content);
  if (sha === undefined) {
    sha = objectHash('blob', content).toString('hex');
    blobs.set(content, sha);
  }
  return sha;
}

type Folder = Map<string, Folder | Buffer>;

function folderOf(files: Map<string, Buffer>): Folder {
  const root: Folder = new Map();
  for (const [path, content] of files) {
    const steps = path.split('/');
    const name = steps.pop() as string;
    let folder = root;
    for (const step of steps) {
      const below = folder.get(step);
      const next: Folder = below instanceof Map ? below : new Map();
      folder.set(step, next);
      folder = next;
    }
    folder.set(name, content);
  }
  return root;
}

function hashFolder(
  folder: Folder,
  path: string,
  entries: Map<string, TreeEntry>,
): string {
  const lines = [...folder].map(([name, content]) => {
    const full = path ? `${path}/${name}` : name;
    if (content instanceof Map) {
      const sha = hashFolder(content, full, entries);
      entries.set(full, { path: full, mode: '040000', type: 'tree', sha });
      return { sortKey: `${name}/`, mode: '40000', name, sha };
    }
    const sha = blobHash(content);
    entries.set(full, {
      path: full,
      mode: '100644',
      type: 'blob',
      sha,
      size: content.length,
    });
    return { sortKey: name, mode: '100644', name, sha };
  });
  // Git sorts by bytes, folders as if their names ended in a slash.
  lines.sort((a, b) =>
    Buffer.compare(Buffer.from(a.sortKey), Buffer.from(b.sortKey)),
  );
  const content = Buffer.concat(
    lines.flatMap(({ mode, name, sha }) => [
      Buffer.from(`${mode} ${name}\0`),
      Buffer.from(sha, 'hex'),
    ]),
  );
  return objectHash('tree', content).toString('hex');
}

const author = 'Simulator <simulator@example.org> 1767225600 +0000';

/** When all commits were made: the revision is to depend on nothing but the files. */
export const commitTime = new Date(1_767_225_600_000);

/** Hashes a repository as git would. The revision changes with the files, unless the account file gives one. */
export function snapshotOf(repository: Repository): Snapshot {
  const entries = new Map<string, TreeEntry>();
  const tree = hashFolder(folderOf(repository.files), '', entries);
  const commit =
    repository.revision ??
    objectHash(
      'commit',
      Buffer.from(
        `tree ${tree}\nauthor ${author}\ncommitter ${author}\n\n${repository.name}\n`,
      ),
    ).toString('hex');
  return { commit, tree, entries };
}

/** Does a branch, tag or (abbreviated) revision name the state that the host has? */
export function knowsRef(
  repository: Repository,
  snapshot: Snapshot,
  ref: string,
): boolean {
  return (
    [
      repository.defaultBranch,
      `refs/heads/${repository.defaultBranch}`,
      `heads/${repository.defaultBranch}`,
      'HEAD',
    ].includes(ref) ||
    (/^[0-9a-f]{7,40}$/.test(ref) && snapshot.commit.startsWith(ref))
  );
}
