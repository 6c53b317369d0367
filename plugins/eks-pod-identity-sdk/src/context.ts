import { posix } from 'path';
import { ExtractContext, FileFault } from './ecosystem';
import { matcherOf } from './packages';
import { Registry } from './registry';
import { normalizeText, refuseMergeConflict } from './text';

/** Files to scan, read when they are asked for. Paths are relative, with `/`. */
export interface FileReader {
  paths: Iterable<string>;
  /** Paths of source code: of what may name packages all, of other languages one per folder is enough. */
  sources?: readonly string[];
  /** The text of one of the paths; undefined where it went away. Throws a {@link FileFault} for one that is too large or no text. */
  read(path: string): Promise<string | undefined>;
}

/** How much text and how many results of `once` are kept at a time. */
const KEPT_CHARACTERS = 16 * 1024 * 1024;
const KEPT_RESULTS = 512;

/** The files of one scan: reads through to the reader, keeps a bounded part, knows which files there are. */
export class ScanFiles {
  readonly #sorted: string[];
  readonly #present: Set<string>;
  readonly #sources: Set<string>;
  readonly #texts = new Map<string, Promise<string | undefined>>();
  readonly #results = new Map<string, Promise<unknown>>();
  #kept = 0;

  constructor(private readonly reader: FileReader) {
    this.#present = new Set(reader.paths);
    this.#sources = new Set(reader.sources);
    this.#sorted = [...this.#present].sort();
  }

  paths(): readonly string[] {
    return this.#sorted;
  }

  /** The normalised text of a file, or undefined where it is absent. Throws a {@link FileFault} where it can't be read. */
  async text(path: string): Promise<string | undefined> {
    if (!this.#present.has(path) && !this.#sources.has(path)) return undefined;
    const kept = this.#texts.get(path);
    if (kept) return kept;
    const reading = this.reader
      .read(path)
      .then(text => (text === undefined ? undefined : normalizeText(text)));
    this.#texts.set(path, reading);
    const text = await reading;
    this.#kept += text?.length ?? 0;
    for (const [oldest, old] of this.#texts) {
      if (this.#kept <= KEPT_CHARACTERS) break;
      this.#texts.delete(oldest);
      this.#kept -= (await old.catch(() => undefined))?.length ?? 0;
    }
    return text;
  }

  /** What extractors of an ecosystem with that registry may ask. */
  contextFor(registry: Registry): ExtractContext {
    const matcher = matcherOf(registry);
    return {
      wanted: name => matcher.match(name).length > 0,
      has: path => this.#present.has(posix.normalize(path)),
      below: folder => this.#below(posix.normalize(folder)),
      read: path => this.#neighbour(posix.normalize(path)).catch(ignoreFault),
      once: (key, make) => this.#once(`${registry.id} ${key}`, make),
    };
  }

  /** A file with both sides of a merge tells nothing to others either. */
  async #neighbour(path: string): Promise<string | undefined> {
    const text = await this.text(path);
    if (text !== undefined) refuseMergeConflict(text, path);
    return text;
  }

  #below(folder: string): string[] {
    if (folder === '' || folder === '.') return this.#sorted;
    const prefix = folder.endsWith('/') ? folder : `${folder}/`;
    const start = lowerBound(this.#sorted, prefix);
    let end = start;
    while (end < this.#sorted.length && this.#sorted[end].startsWith(prefix)) {
      end += 1;
    }
    return this.#sorted.slice(start, end);
  }

  #once<T>(key: string, make: () => Promise<T>): Promise<T> {
    const kept = this.#results.get(key);
    if (kept) return kept as Promise<T>;
    const made = make();
    this.#results.set(key, made);
    if (this.#results.size > KEPT_RESULTS) {
      this.#results.delete(this.#results.keys().next().value!);
    }
    return made;
  }
}

function ignoreFault(error: unknown): undefined {
  // A neighbour that can't be read is the same as one that is absent; as a file of its own it is reported.
  if (error instanceof FileFault) return undefined;
  throw error;
}

function lowerBound(sorted: readonly string[], value: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
