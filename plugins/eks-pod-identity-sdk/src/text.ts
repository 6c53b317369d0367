import { FileFault } from './ecosystem';

/**
 * Bytes of a file as text: UTF-8, or UTF-16 where a byte order mark says so (what PowerShell's `>` writes). Throws a
 * {@link FileFault} for what is no text.
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return new TextDecoder('utf-16le').decode(bytes);
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return new TextDecoder('utf-16be').decode(bytes);
  }
  if (bytes.includes(0)) {
    throw new FileFault('is not text: it has NUL bytes');
  }
  return new TextDecoder('utf-8').decode(bytes);
}

/** Without byte order mark, with `\n` line ends. Throws a {@link FileFault} for what is no text. */
export function normalizeText(text: string): string {
  if (text.includes('\0')) {
    throw new FileFault('is not text: it has NUL characters');
  }
  const start = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  return start.includes('\r') ? start.replace(/\r\n?/g, '\n') : start;
}

/** What Git, Mercurial, Subversion and Jujutsu write around the sides of a merge; within data they may be indented. */
const CONFLICT = /^[ \t]*(?:<{7,}|>{7,}|\|{7,})(?: |$)/m;
/** What is left between two sides where somebody took away the other marks. */
const MIDDLE = /^={7}$/m;
/** In data a row of signs stands for nothing else; scripts print such rows. */
const DATA =
  /\.(json|jsonc|lock|lockfile|mod|resolved|toml|ya?ml|edn|snapshot)$/i;

/** Throws a {@link FileFault} when the file holds both sides of a merge that nobody resolved. */
export function refuseMergeConflict(text: string, path = ''): void {
  const match =
    firstMatch(text, CONFLICT, ['<<<<<<<', '>>>>>>>', '|||||||']) ??
    (DATA.test(path) ? firstMatch(text, MIDDLE, ['=======']) : undefined);
  if (match) {
    throw new FileFault(
      'has the marks of an unresolved merge; resolve it first',
      lineAt(text, match.index),
    );
  }
}

/** Searches only where one of the words is there: files are large, and almost none has one. */
function firstMatch(text: string, pattern: RegExp, words: string[]) {
  return words.some(word => text.includes(word))
    ? pattern.exec(text) ?? undefined
    : undefined;
}

/** The lines of a text, for looking up many offsets: counting from the start for each would be quadratic. */
export class LineIndex {
  readonly #starts = [0];

  constructor(text: string) {
    for (
      let at = text.indexOf('\n');
      at !== -1;
      at = text.indexOf('\n', at + 1)
    ) {
      this.#starts.push(at + 1);
    }
  }

  /** The line (from 1) of an offset. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.#starts[middle] <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }
}

/** The line (from 1) of one offset; {@link LineIndex} where there are many. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (
    let at = text.indexOf('\n');
    at !== -1 && at < offset;
    at = text.indexOf('\n', at + 1)
  ) {
    line += 1;
  }
  return line;
}
