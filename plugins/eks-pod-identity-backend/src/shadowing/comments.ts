import { CommentStyle } from './languages';

/**
 * The same text with comments (and Python's triple-quoted strings, which are documentation) blanked out, line for line. Not
 * a parser: a quote that is never closed ends with its line, so that a slip stays small.
 */
export function blankComments(text: string, style: CommentStyle): string {
  const pieces: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; ) {
    const end = commentEnd(text, at, style);
    if (end !== undefined) {
      pieces.push(text.slice(start, at), blank(text.slice(at, end)));
      start = end;
      at = end;
    } else {
      at = stringEnd(text, at) ?? at + 1;
    }
  }
  pieces.push(text.slice(start));
  return pieces.join('');
}

/** End of the comment that begins here, if one does. */
function commentEnd(
  text: string,
  at: number,
  style: CommentStyle,
): number | undefined {
  const char = text[at];
  if (style !== 'hash' && char === '/') {
    if (text[at + 1] === '/') return lineEnd(text, at);
    if (text[at + 1] === '*') return after(text, '*/', at + 2);
  }
  if (style !== 'c' && char === '#') {
    // In shells and Ruby `#` within a word (`$#`, `#{…}`) is no comment; nor is PHP's attribute `#[…]`.
    const before = at === 0 ? '\n' : text[at - 1];
    if (/\s/.test(before) && !/[{[]/.test(text[at + 1] ?? '')) {
      return lineEnd(text, at);
    }
  }
  // PowerShell's.
  if (style === 'hash' && char === '<' && text[at + 1] === '#') {
    return after(text, '#>', at + 2);
  }
  if (style === 'hash' && (char === '"' || char === "'")) {
    const triple = char.repeat(3);
    if (text.startsWith(triple, at)) return after(text, triple, at + 3);
  }
  return undefined;
}

/** End of the string that begins here, if one does. */
function stringEnd(text: string, at: number): number | undefined {
  const quote = text[at];
  if (quote !== '"' && quote !== "'" && quote !== '`') return undefined;
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === '\\') end += 1;
    else if (text[end] === quote) return end + 1;
    else if (text[end] === '\n' && quote !== '`') return end;
  }
  return quote === '`' ? at + 1 : text.length;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

function after(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end === -1 ? text.length : end + mark.length;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
