/** Line (from 1) of every block and argument of a file, by its path: `module.eks.cluster_addons.coredns`. */
export class Positions {
  readonly #lines = new Map<string, number>();

  set(path: readonly string[], line: number): void {
    const key = path.join('\0');
    if (!this.#lines.has(key)) this.#lines.set(key, line);
  }

  /** The line of the longest known beginning of the path. */
  lineOf(path: readonly string[]): number | undefined {
    for (let length = path.length; length > 0; length--) {
      const line = this.#lines.get(path.slice(0, length).join('\0'));
      if (line !== undefined) return line;
    }
    return undefined;
  }
}

type Token =
  | { kind: 'word' | 'string'; text: string; line: number }
  | { kind: 'mark'; text: string; line: number };

/**
 * Finds the lines that HashiCorp's parser does not tell. It only follows blocks, objects and their keys; the parser has
 * accepted the text before, so it never has to judge it.
 */
export function locateHcl(text: string): Positions {
  const positions = new Positions();
  const path: string[][] = [];
  let header: { words: string[]; line: number; isArgument?: true } | undefined;
  let atStart = true;
  for (const token of tokens(text)) {
    if (token.kind !== 'mark') {
      if (atStart) header = { words: [token.text], line: token.line };
      else if (!header?.isArgument) header?.words.push(token.text);
      atStart = false;
    } else if (token.text === '{') {
      if (header) positions.set([...path.flat(), ...header.words], header.line);
      path.push(header?.words ?? []);
      header = undefined;
      atStart = true;
    } else if (token.text === '}') {
      path.pop();
      header = undefined;
      atStart = false;
    } else if (token.text === '=' || token.text === ':') {
      if (header && !header.isArgument) {
        // Of a block all labels count, of an argument only its name.
        header = {
          words: header.words.slice(0, 1),
          line: header.line,
          isArgument: true,
        };
        positions.set([...path.flat(), ...header.words], header.line);
      }
    } else if (token.text === '\n' || token.text === ',') {
      atStart = true;
      header = undefined;
    } else if (token.text === '[' || token.text === '(') {
      path.push(header?.words.slice(0, 1) ?? []);
      header = undefined;
      atStart = false;
    } else if (token.text === ']' || token.text === ')') {
      path.pop();
      header = undefined;
      atStart = false;
    }
  }
  return positions;
}

const SPACE = /[ \t\r]/;
const WORD = /[\w-]/;

function* tokens(text: string): Generator<Token> {
  let line = 1;
  for (let at = 0; at < text.length; ) {
    const char = text[at];
    if (char === '\n') {
      yield { kind: 'mark', text: '\n', line };
      line += 1;
      at += 1;
    } else if (SPACE.test(char)) {
      at += 1;
    } else if (char === '#' || text.startsWith('//', at)) {
      at = endOf(text, '\n', at);
    } else if (text.startsWith('/*', at)) {
      const end = endOf(text, '*/', at + 2) + 2;
      line += newlines(text, at, end);
      at = end;
    } else if (text.startsWith('<<', at)) {
      const end = heredocEnd(text, at);
      line += newlines(text, at, end);
      at = end;
    } else if (char === '"') {
      const end = quotedEnd(text, at);
      yield { kind: 'string', text: text.slice(at + 1, end - 1), line };
      line += newlines(text, at, end);
      at = end;
    } else if (WORD.test(char)) {
      const start = at;
      while (at < text.length && WORD.test(text[at])) at += 1;
      yield { kind: 'word', text: text.slice(start, at), line };
    } else {
      // `==`, `=>`, `<=` and the like are operators within an expression, where no header is open any more.
      yield { kind: 'mark', text: char, line };
      at += 1;
    }
  }
}

function endOf(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end === -1 ? text.length : end;
}

/** After the closing quote; interpolations may hold quotes of their own. */
function quotedEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at += 1;
    else if (text.startsWith('${', at) || text.startsWith('%{', at)) {
      depth += 1;
      at += 1;
    } else if (depth > 0 && text[at] === '{') depth += 1;
    else if (depth > 0 && text[at] === '}') depth -= 1;
    else if (text[at] === '"') {
      if (depth === 0) return at + 1;
      at = quotedEnd(text, at) - 1;
    }
  }
  return text.length;
}

function heredocEnd(text: string, start: number): number {
  const match = /^<<-?([\w-]+)(?:[^\w\n-][^\n]*)?\n/.exec(
    text.slice(start, start + 200),
  );
  if (!match) return start + 2;
  const body = start + match[0].length;
  const end = new RegExp(`^[ \\t]*${match[1]}[ \\t]*$`, 'm').exec(
    text.slice(body),
  );
  return end ? body + end.index + end[0].length : text.length;
}

function newlines(text: string, from: number, to: number): number {
  let count = 0;
  for (
    let at = text.indexOf('\n', from);
    at !== -1 && at < to;
    at = text.indexOf('\n', at + 1)
  ) {
    count += 1;
  }
  return count;
}
