import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { RepositorySpec } from '../../account/schema';
import type { Repository } from '../types';

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return entry.name === '.git' ? [] : filesBelow(path);
    }
    return entry.isFile() ? [path] : [];
  });
}

/** A repository with its files: those of the folder, then those written into the account file. */
export function buildRepository(
  spec: RepositorySpec,
  baseFolder: string,
): Repository {
  const { files, folder, ...rest } = spec;
  const root = folder === undefined ? undefined : resolve(baseFolder, folder);
  const fromFolder = (root ? filesBelow(root) : []).map(
    (path): [string, Buffer] => [
      relative(root as string, path)
        .split(sep)
        .join('/'),
      readFileSync(path),
    ],
  );
  const written = Object.entries(files ?? {}).map(
    ([path, text]): [string, Buffer] => [
      path.replace(/^\.?\//, ''),
      Buffer.from(text),
    ],
  );
  return {
    ...rest,
    defaultBranch: spec.defaultBranch ?? 'main',
    files: new Map([...fromFolder, ...written]),
  };
}
