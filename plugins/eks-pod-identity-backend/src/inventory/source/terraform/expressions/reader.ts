import { ExpressionFault } from './expression';

const IDENTIFIER = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const BLANK = /[ \t\r\n]+/y;
const BLANK_OF_LINE = /[ \t]+/y;

/** Reads a text from its beginning to its end, without ever going back. */
export class Reader {
  at = 0;

  constructor(readonly text: string) {}

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Skips blanks, ends of lines and comments. */
  skip(): void {
    for (;;) {
      if (this.#match(BLANK)) continue;
      if (this.text[this.at] === '#' || this.text.startsWith('//', this.at)) {
        this.#to('\n');
      } else if (this.text.startsWith('/*', this.at)) {
        this.#to('*/');
      } else {
        return;
      }
    }
  }

  /** Skips blanks of the same line. */
  skipInLine(): void {
    this.#match(BLANK_OF_LINE);
  }

  startsWith(mark: string): boolean {
    return this.text.startsWith(mark, this.at);
  }

  /** Takes the mark, if it is next. */
  take(mark: string): boolean {
    if (!this.startsWith(mark)) return false;
    this.at += mark.length;
    return true;
  }

  /** @throws ExpressionFault */
  expect(mark: string): void {
    if (!this.take(mark)) throw new ExpressionFault(`no ${mark} where it ends`);
  }

  identifier(): string | undefined {
    return this.#match(IDENTIFIER);
  }

  number(): string | undefined {
    return this.#match(NUMBER);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text)?.[0];
    if (match === undefined) return undefined;
    this.at += match.length;
    return match;
  }

  #to(mark: string): void {
    const end = this.text.indexOf(mark, this.at);
    this.at = end === -1 ? this.text.length : end + mark.length;
  }
}
