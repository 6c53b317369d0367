import { posix } from 'path';
import { Extraction, FileFormat } from './ecosystem';

/** A file that was read, with what it told. */
export interface ReadFile {
  path: string;
  format: FileFormat;
  extraction: Extraction;
}

/**
 * Which files are resolved by others, and by which: a manifest by the lockfile beside it, a workspace member by the
 * lockfile of the root, an included requirements file by the one that includes it. Files that cover each other in a
 * circle are covered by the first of them, so that nothing falls through.
 */
export function coverageOf(files: readonly ReadFile[]): Map<string, string> {
  const known = new Map(files.map(file => [file.path, file]));
  const byFolder = groupByFolder(files);
  const covers = new Map(
    files.map(file => [file.path, coveredPaths(file, known, byFolder)]),
  );
  const coveredAtAll = new Set([...covers.values()].flat());
  const coveredBy = new Map<string, string>();
  const reach = (start: string) => {
    const queue = [start];
    for (let at = 0; at < queue.length; at++) {
      for (const path of covers.get(queue[at]) ?? []) {
        if (path !== start && !coveredBy.has(path)) {
          coveredBy.set(path, queue[at]);
          queue.push(path);
        }
      }
    }
  };
  const order = [...known.keys()].sort();
  for (const path of order) if (!coveredAtAll.has(path)) reach(path);
  for (const path of order) {
    // What is left stands in a circle that nothing outside covers.
    if (coveredAtAll.has(path) && !coveredBy.has(path)) reach(path);
  }
  return coveredBy;
}

function coveredPaths(
  file: ReadFile,
  known: ReadonlyMap<string, ReadFile>,
  byFolder: ReadonlyMap<string, ReadFile[]>,
): string[] {
  const covered = new Set(
    (file.extraction.covers ?? []).map(path => posix.normalize(path)),
  );
  const { locks } = file.format;
  for (const beside of byFolder.get(posix.dirname(file.path)) ?? []) {
    if (locks?.includes(beside.format.name)) covered.add(beside.path);
  }
  covered.delete(file.path);
  return [...covered].filter(path => known.has(path));
}

function groupByFolder(files: readonly ReadFile[]): Map<string, ReadFile[]> {
  const groups = new Map<string, ReadFile[]>();
  for (const file of files) {
    const folder = posix.dirname(file.path);
    const group = groups.get(folder);
    if (group) group.push(file);
    else groups.set(folder, [file]);
  }
  return groups;
}
