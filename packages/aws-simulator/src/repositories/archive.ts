import { createGzip } from 'node:zlib';
import type { Readable } from 'node:stream';
import { pack } from 'tar-stream';
import type { Repository } from '../state/types';
import { commitTime, type Snapshot } from './gitObjects';

/** The archive of a repository: tar.gz with one folder `owner-name-revision` at the top, as GitHub makes it. */
export function tarball(repository: Repository, snapshot: Snapshot): Readable {
  const archive = pack();
  const top = `${repository.name.replace('/', '-')}-${snapshot.commit.slice(
    0,
    7,
  )}`;
  archive.entry({ name: `${top}/`, type: 'directory', mtime: commitTime });
  for (const [path, content] of repository.files) {
    archive.entry({ name: `${top}/${path}`, mtime: commitTime }, content);
  }
  archive.finalize();
  return archive.pipe(createGzip());
}
