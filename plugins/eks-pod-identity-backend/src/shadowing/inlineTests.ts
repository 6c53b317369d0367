import { Language } from './languages';

/** Where an item begins that is compiled or run for tests alone. */
const STARTS: Partial<Record<Language, RegExp>> = {
  // `#[cfg(test)] mod tests {`, `#[test] fn x() {`, `#[tokio::test] async fn x() {`
  rust: /#\[(?:cfg\((?:all\()?test\b[^\]\n]{0,80}|(?:\w{1,40}::)?test(?:\([^\]\n]{0,80}\))?)\]/g,
  // Vitest's tests within a source file.
  javascript: /\bif\s*\(\s*import\.meta\.vitest\s*\)/g,
};

/**
 * The same text with the tests that languages keep beside the code blanked out, line for line: what they hand to their clients is
 * no service's. The item ends with the brace that closes its first one, or with a semicolon before any.
 * @param text without comments
 */
export function blankInlineTests(text: string, language: Language): string {
  const start = STARTS[language];
  if (!start) return text;
  const pieces: string[] = [];
  let at = 0;
  for (const match of text.matchAll(start)) {
    if (match.index < at) continue;
    const end = itemEnd(text, match.index + match[0].length);
    if (end === undefined) break;
    pieces.push(
      text.slice(at, match.index),
      text.slice(match.index, end).replace(/[^\n]/g, ' '),
    );
    at = end;
  }
  pieces.push(text.slice(at));
  return pieces.join('');
}

function itemEnd(text: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === "'") {
      // A quote or brace as a character.
      if (text[at + 1] !== '\\' && text[at + 2] === "'") at += 2;
      else if (text[at + 1] === '\\' && text[at + 3] === "'") at += 3;
    } else if (char === '"') {
      // Braces within strings are none; a string that never ends leaves the rest as it is.
      for (at++; at < text.length && text[at] !== '"'; at++) {
        if (text[at] === '\\') at++;
      }
    } else if (char === '{') depth += 1;
    else if (char === '}') {
      depth -= 1;
      if (depth <= 0) return at + 1;
    } else if (char === ';' && depth === 0) return at + 1;
  }
  // An item that never closes is none: better to search what follows than to pass over it.
  return undefined;
}
