import { stripVTControlCharacters } from 'node:util';

/** An error text in the forms that causes are looked for in. */
export interface ErrorText {
  /** As it came: what a log collector puts before a line tells where it comes from. */
  original: string;
  /** For people: without colours, escapes and frames; line ends kept. */
  readable: string;
  /** The same on one line; a line end is one space. */
  spaced: string;
  /** The same with line ends left out: terminals cut words in two where a line is full. */
  joined: string;
  /** Lower-case letters and digits only: no wrapping, quoting or punctuation can hide a phrase in it. */
  squeezed: string;
  /** Where in `readable` the character of `squeezed` with the same index stands. */
  positions: number[];
}

/** At most this many rounds of JSON in JSON (a log line in a log line) are unescaped. */
const MAX_ESCAPING = 5;

const jsonEscapes: Record<string, string> = {
  n: '\n',
  r: '\n',
  t: ' ',
  b: '',
  f: ' ',
  '"': '"',
  '/': '/',
};

function unescapeOnce(text: string): string {
  return text
    .replace(/\\u([0-9a-fA-F]{4})/g, (_, hex) =>
      String.fromCharCode(parseInt(hex, 16)),
    )
    .replace(/\\(?:x1b|033|e)(?=\[)/g, '\u001b')
    .replace(/\\(["/nrtbf])/g, (_, letter) => jsonEscapes[letter])
    .replace(/\\\\/g, '\\');
}

function unescape(text: string): string {
  let before = text;
  for (let round = 0; round < MAX_ESCAPING; round += 1) {
    const after = unescapeOnce(before);
    if (after === before) {
      break;
    }
    before = after;
  }
  return before;
}

const entities: Record<string, string> = {
  quot: '"',
  '#34': '"',
  '#39': "'",
  apos: "'",
  lt: '<',
  gt: '>',
  amp: '&',
  nbsp: ' ',
};

/** What terminals, log collectors and chats put before a line. */
const linePrefixes = [
  // Terraform's frame, quotes in mails and chats.
  /^[\s│╷╵┃|>]+/,
  // Container runtimes: 2025-05-21T01:13:53.123Z stderr F
  /^\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?\s+(?:std(?:out|err)\s+[FP]\s+)?/,
];

function withoutFrames(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map(line =>
      linePrefixes
        .reduce((rest, prefix) => rest.replace(prefix, ''), line)
        .trimEnd(),
    )
    .join('\n')
    .trim();
}

/** Brings an error text, however it was copied, into the forms that phrases are looked for in. */
export function readErrorText(text: string): ErrorText {
  const plain = stripVTControlCharacters(
    unescape(stripVTControlCharacters(text)),
  ).replace(
    /&(#?\w+);/g,
    (whole, name: string) => entities[name.toLowerCase()] ?? whole,
  );
  const readable = withoutFrames(plain);
  const positions: number[] = [];
  let squeezed = '';
  for (let index = 0; index < readable.length; index += 1) {
    const letter = readable[index].toLowerCase();
    if (/^[a-z0-9]$/.test(letter)) {
      squeezed += letter;
      positions.push(index);
    }
  }
  return {
    original: text,
    readable,
    spaced: readable.replace(/\s+/g, ' '),
    joined: readable.replace(/\n/g, ''),
    squeezed,
    positions,
  };
}

/** A phrase as it stands in {@link ErrorText.squeezed}. */
export function squeeze(phrase: string): string {
  return phrase.toLowerCase().replace(/[^a-z0-9]/g, '');
}
