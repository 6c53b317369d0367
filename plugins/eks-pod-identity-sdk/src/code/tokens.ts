import { FileFault } from '../ecosystem';
import { countLines, cutOff } from './lines';

/** A piece of source code, as much of it as build scripts need. */
export interface Token {
  kind: 'word' | 'text' | 'mark' | 'newline';
  /** A name with its dots (`libs.aws.s3`), what stands between quotes, or one character. */
  value: string;
  line: number;
  /** Offsets in the source. */
  start: number;
  end: number;
}

/** More than any build script of a public project has. */
const MAX_CHARACTERS = 2 * 1024 * 1024;

const WORD = /[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$`][\w$`]*)*/y;
const NUMBER = /\d[\w.]*/y;
const SPACE = /[^\S\n]+/y;

const BRACKETS = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
]);

/**
 * Source code of Groovy, Kotlin or Scala as tokens: comments are left out, and strings are told from code. Throws a
 * {@link FileFault} where a string, a comment or a bracket does not end: then the rest of the file is missing.
 */
export function tokenize(text: string): Token[] {
  if (text.length > MAX_CHARACTERS) {
    throw new FileFault(
      `has more than ${MAX_CHARACTERS} characters, which is more than is read`,
    );
  }
  try {
    return tokensOf(text, endNested());
  } catch {
    // Not every `${` begins an expression: Scala has texts without any.
    return tokensOf(text, endOnLine);
  }
}

function tokensOf(text: string, endOfExpression: EndOfExpression): Token[] {
  const tokens: Token[] = [];
  const open: { mark: string; line: number }[] = [];
  let line = 1;
  let at = 0;
  const push = (kind: Token['kind'], value: string, end: number) => {
    tokens.push({ kind, value, line, start: at, end });
    at = end;
  };
  while (at < text.length) {
    const char = text[at];
    const space = matchAt(SPACE, text, at);
    const word = matchAt(WORD, text, at) ?? matchAt(NUMBER, text, at);
    if (char === '\n') {
      push('newline', char, at + 1);
      line += 1;
    } else if (space) {
      at += space.length;
    } else if (text.startsWith('//', at) || (at === 0 && char === '#')) {
      const end = text.indexOf('\n', at);
      at = end === -1 ? text.length : end;
    } else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      if (end === -1) throw cutOff('a comment', line);
      line += countLines(text, at, end);
      at = end + 2;
    } else if (char === '"' || char === "'") {
      const { value, end } = readString(text, at, line, endOfExpression);
      const lines = countLines(text, at, end);
      push('text', value, end);
      line += lines;
    } else if (word) {
      push('word', word.replace(/[`?]/g, ''), at + word.length);
    } else {
      trackBracket(char, line, open);
      push('mark', char, at + 1);
    }
  }
  const unclosed = open.pop();
  if (unclosed) throw cutOff(`'${unclosed.mark}'`, unclosed.line);
  return tokens;
}

function matchAt(pattern: RegExp, text: string, at: number) {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function readString(
  text: string,
  at: number,
  line: number,
  endOfExpression: EndOfExpression,
): { value: string; end: number } {
  const quote = text[at];
  const triple = quote.repeat(3);
  if (text.startsWith(triple, at)) {
    return readTriple(text, at, line, endOfExpression);
  }
  // In Scala a quote may also stand alone, before a symbol, or around one character.
  let value = '';
  for (let to = at + 1; to < text.length; to++) {
    const char = text[to];
    if (char === '\n') break;
    if (char === '\\') {
      to += 1;
      value += text[to] ?? '';
    } else if (char === '$' && text[to + 1] === '{') {
      const isExpression = quote === '"' || endOfExpression === endOnLine;
      const end = isExpression
        ? endOfExpression(text, to + 2, line, false)
        : to + 2;
      value += text.slice(to, end);
      to = end - 1;
    } else if (char === quote) {
      return { value, end: to + 1 };
    } else {
      value += char;
    }
  }
  if (quote === "'") return { value: '', end: at + 1 };
  throw cutOff('a text', line);
}

function readTriple(
  text: string,
  at: number,
  line: number,
  endOfExpression: EndOfExpression,
): { value: string; end: number } {
  const quote = text[at];
  const triple = quote.repeat(3);
  let to = at + 3;
  while (to < text.length && !text.startsWith(triple, to)) {
    to =
      quote === '"' && text.startsWith('${', to)
        ? endOfExpression(text, to + 2, line, true)
        : to + 1;
  }
  if (to >= text.length) throw cutOff('a text', line);
  // Of more than three quotes the last three end it.
  while (text[to + 3] === quote) to += 1;
  return { value: text.slice(at + 3, to), end: to + 3 };
}

/**
 * Finds the place behind the brace that closes an expression (`${…}`) which begins at `from`; `from` itself where it is
 * not taken for an expression.
 */
type EndOfExpression = (
  text: string,
  from: number,
  line: number,
  inTriple: boolean,
) => number;

/** More characters than an expression on one line has. */
const MAX_EXPRESSION = 1_000;

/** Takes an expression for one that ends on its line, and texts within it for nothing. */
function endOnLine(
  text: string,
  from: number,
  _line: number,
  inTriple: boolean,
): number {
  if (inTriple) return from;
  const last = Math.min(text.length, from + MAX_EXPRESSION);
  let depth = 1;
  for (let at = from; at < last && text[at] !== '\n'; at++) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return from;
}

/** Deeper than anybody writes texts into expressions of texts. */
const MAX_NESTING = 20;

/** Reads the texts within an expression, which may have expressions of their own; throws a FileFault where it does not end. */
function endNested(nesting = 0): EndOfExpression {
  return (text, from, line) => {
    if (nesting >= MAX_NESTING) throw cutOff('an expression', line);
    const inner = endNested(nesting + 1);
    let depth = 1;
    let at = from;
    while (at < text.length) {
      const char = text[at];
      if (char === '"' || char === "'") {
        at = readString(text, at, line, inner).end;
        continue;
      }
      if (char === '{') depth += 1;
      if (char === '}') depth -= 1;
      at += 1;
      if (depth === 0) return at;
    }
    throw cutOff('an expression', line);
  };
}

function trackBracket(
  char: string,
  line: number,
  open: { mark: string; line: number }[],
): void {
  if ('([{'.includes(char)) {
    open.push({ mark: char, line });
    return;
  }
  const opening = BRACKETS.get(char);
  if (opening === undefined) return;
  // What closes more than was opened is left to the compiler: patterns (`/[)]/`) look like that.
  const found = open.map(({ mark }) => mark).lastIndexOf(opening);
  if (found !== -1) open.length = found;
}
