import { Ecosystem, FileFormat } from './ecosystem';
import { ecosystems } from './ecosystems';

/** A format and the ecosystem that it belongs to. */
export interface KnownFormat {
  ecosystem: Ecosystem;
  format: FileFormat;
}

/** The format of a path, or undefined for a file that tells nothing of SDKs. */
export function formatOf(path: string): KnownFormat | undefined {
  for (const ecosystem of ecosystems) {
    for (const format of ecosystem.formats) {
      if (format.patterns.some(pattern => pattern.test(path))) {
        return { ecosystem, format };
      }
    }
  }
  return undefined;
}

/** Whether extractors may ask for the file, though it tells nothing by itself. */
export function isNeighbour(path: string): boolean {
  return ecosystems.some(({ neighbours = [] }) =>
    neighbours.some(pattern => pattern.test(path)),
  );
}

/** What sort of evidence a format is. */
export type FormatKind = 'sbom' | 'lockfile' | 'manifest';

/** Locks by their names; Go's files name the very versions that are built. */
const LOCKING = /lock(file)?$|^go-(mod|vendor)$/;

/** The sort of a format by its name; what does not lock anything is a manifest. */
export function kindOfFormat(name: string): FormatKind {
  for (const ecosystem of ecosystems) {
    const format = ecosystem.formats.find(each => each.name === name);
    if (format && ecosystem.name === 'sbom') return 'sbom';
    if (format) {
      return format.locks || LOCKING.test(name) ? 'lockfile' : 'manifest';
    }
  }
  return 'manifest';
}
