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
