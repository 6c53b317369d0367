import { FileFault } from '../ecosystem';
import { countLines, cutOff } from './lines';

/** How a language writes comments, texts and separators; brackets are the same in all of them. */
export interface Notation {
  /** What begins a comment that ends with its line. */
  comments: readonly string[];
  /** What begins and ends a comment over lines. */
  blockComment?: readonly [string, string];
  /** Characters that begin and end a text. */
  quotes: string;
  /** Whether three quotes begin a text over lines. */
  triple?: boolean;
  /** Characters that are items of their own. */
  marks: string;
  /** Characters that count as white space. */
  blanks?: string;
}

/** A word, a text, a mark, or what stands between brackets. */
export interface Item {
  kind: 'word' | 'text' | 'mark' | 'group';
  /** A group's opening bracket, else what is written, without quotes. */
  value: string;
  items: readonly Item[];
  line: number;
  /** Whether nothing stands between it and the item before. */
  isGlued: boolean;
}

/** More than any build file of a public project has. */
const MAX_CHARACTERS = 8 * 1024 * 1024;
/** Deeper than anybody nests brackets. */
const MAX_DEPTH = 200;

const CLOSING = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
]);

interface OpenGroup {
  value: string;
  line: number;
  isGlued: boolean;
  items: Item[];
}

/**
 * Source code as a tree of brackets, for languages of which only calls and literals matter. Throws a {@link FileFault}
 * where a text, a comment or a bracket does not end: then the rest of the file is missing.
 */
export function itemsOf(text: string, notation: Notation): Item[] {
  if (text.length > MAX_CHARACTERS) {
    throw new FileFault(
      `has more than ${MAX_CHARACTERS} characters, which is more than is read`,
    );
  }
  const top: OpenGroup = { value: '', line: 1, isGlued: false, items: [] };
  const open: OpenGroup[] = [top];
  const space = new Set(` \t\r\f${notation.blanks ?? ''}`);
  const special = new Set(`\n()[]{}${notation.quotes}${notation.marks}`);
  let line = 1;
  let last = -1;
  const add = (kind: Item['kind'], value: string, from: number, to: number) => {
    open[open.length - 1].items.push({
      kind,
      value,
      items: [],
      line,
      isGlued: from === last,
    });
    last = to;
  };
  for (let at = 0; at < text.length; ) {
    const char = text[at];
    const end = endOfComment(text, at, notation, line);
    if (char === '\n') {
      line += 1;
      at += 1;
    } else if (space.has(char)) {
      at += 1;
    } else if (end !== undefined) {
      line += countLines(text, at, end);
      at = end;
    } else if (notation.quotes.includes(char)) {
      const found = readText(text, at, notation, line);
      add('text', found.value, at, found.end);
      line += countLines(text, at, found.end);
      at = found.end;
    } else if ('([{'.includes(char)) {
      if (open.length > MAX_DEPTH) {
        throw new FileFault('is nested deeper than is read', line);
      }
      open.push({ value: char, line, isGlued: at === last, items: [] });
      at += 1;
    } else if (CLOSING.has(char)) {
      const group = open.pop()!;
      if (open.length === 0 || group.value !== CLOSING.get(char)) {
        throw new FileFault(`'${char}' closes nothing`, line);
      }
      open[open.length - 1].items.push({ kind: 'group', ...group });
      at += 1;
      last = at;
    } else if (notation.marks.includes(char)) {
      add('mark', char, at, at + 1);
      at += 1;
    } else {
      let to = at;
      while (
        to < text.length &&
        !space.has(text[to]) &&
        !special.has(text[to]) &&
        endOfComment(text, to, notation, line) === undefined
      ) {
        // A character that is escaped stands for itself: `\"` is a character of Clojure.
        to += text[to] === '\\' && text[to + 1] !== '\n' ? 2 : 1;
      }
      add('word', text.slice(at, to), at, to);
      at = to;
    }
  }
  if (open.length > 1) {
    const unclosed = open[open.length - 1];
    throw cutOff(`'${unclosed.value}'`, unclosed.line);
  }
  return top.items;
}

function endOfComment(
  text: string,
  at: number,
  { comments, blockComment }: Notation,
  line: number,
): number | undefined {
  if (comments.some(start => text.startsWith(start, at))) {
    const end = text.indexOf('\n', at);
    return end === -1 ? text.length : end;
  }
  if (blockComment && text.startsWith(blockComment[0], at)) {
    const end = text.indexOf(blockComment[1], at + blockComment[0].length);
    if (end === -1) throw cutOff('a comment', line);
    return end + blockComment[1].length;
  }
  return undefined;
}

function readText(
  text: string,
  at: number,
  { triple }: Notation,
  line: number,
): { value: string; end: number } {
  const quote = text[at];
  const mark =
    triple && text.startsWith(quote.repeat(3), at) ? quote.repeat(3) : quote;
  const parts: string[] = [];
  for (let to = at + mark.length; to < text.length; to++) {
    if (text.startsWith(mark, to)) {
      return { value: parts.join(''), end: to + mark.length };
    }
    if (text[to] === '\\' && to + 1 < text.length) to += 1;
    parts.push(text[to]);
  }
  throw cutOff('a text', line);
}

/** The items of a list or call, cut at its commas. */
export function argumentsOf(items: readonly Item[]): Item[][] {
  const all: Item[][] = [];
  let current: Item[] = [];
  for (const item of items) {
    if (item.kind === 'mark' && item.value === ',') {
      if (current.length > 0) all.push(current);
      current = [];
    } else {
      current.push(item);
    }
  }
  if (current.length > 0) all.push(current);
  return all;
}

/** All items, those within brackets behind their bracket. */
export function* allItems(items: readonly Item[]): Generator<Item> {
  for (const item of items) {
    yield item;
    yield* allItems(item.items);
  }
}
