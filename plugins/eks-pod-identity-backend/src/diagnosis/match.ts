import { Context, Signature } from './cause';
import { ErrorText, squeeze } from './text';

/** Where a signature was found. */
export interface Match {
  /** Range in the squeezed text. */
  start: number;
  end: number;
  weight: number;
  /** False: what else is recognised close by is no consequence of this. */
  explains?: boolean;
}

type Range = Pick<Match, 'start' | 'end'>;

/** Longest text that `…` stands for, in letters and digits. */
const MAX_GAP = 160;

/** So many letters and digits around a phrase tell of the same error; what is farther away is of another one. */
const NEAR = 600;

/** At most so many places of one phrase are tried. */
const MAX_PLACES = 50;

/** A phrase that is cut off by the text's beginning or end still counts when so much of it is there. */
const MIN_CUT = { letters: 14, share: 0.55 };
const CUT_WEIGHT = 0.8;

function parts(phrase: string): string[] {
  return phrase.split('…').map(squeeze).filter(Boolean);
}

function findWhole(squeezed: string, phrase: string): Range[] {
  const pattern = new RegExp(
    parts(phrase).join(`[a-z0-9]{0,${MAX_GAP}}?`),
    'g',
  );
  const places: Range[] = [];
  for (
    let found = pattern.exec(squeezed);
    found && places.length < MAX_PLACES;
    found = pattern.exec(squeezed)
  ) {
    places.push({ start: found.index, end: found.index + found[0].length });
  }
  return places;
}

/** The phrase's beginning at the text's end, or its end at the text's beginning. */
function findCut(squeezed: string, phrase: string): Range | undefined {
  const whole = parts(phrase).join('');
  if (phrase.includes('…')) {
    return undefined;
  }
  const words = phrase
    .split(/[^\w]+/)
    .map(squeeze)
    .filter(Boolean);
  // One word of several (a variable's name) stands in many texts.
  const alone =
    words.length > 1 ? [words[0], words[words.length - 1]] : ['', ''];
  const least = Math.max(
    MIN_CUT.letters,
    Math.ceil(whole.length * MIN_CUT.share),
  );
  for (let length = whole.length - 1; length >= least; length -= 1) {
    if (length > alone[0].length && squeezed.endsWith(whole.slice(0, length))) {
      return { start: squeezed.length - length, end: squeezed.length };
    }
    if (length > alone[1].length && squeezed.startsWith(whole.slice(-length))) {
      return { start: 0, end: length };
    }
  }
  return undefined;
}

function around(squeezed: string, { start, end }: Range): string {
  return squeezed.slice(Math.max(0, start - NEAR), end + NEAR);
}

function mentions(squeezed: string, phrases: string[]): boolean {
  return phrases.some(phrase =>
    new RegExp(parts(phrase).join(`[a-z0-9]{0,${MAX_GAP}}?`)).test(squeezed),
  );
}

/** The share of its weight that a signature has at one place of its first phrase; 0 where it does not hold there. */
function shareAt(place: Range, signature: Signature, squeezed: string): number {
  const close = around(squeezed, place);
  if (
    (signature.with && !mentions(close, signature.with)) ||
    (signature.without && mentions(close, signature.without))
  ) {
    return 0;
  }
  return signature.phrases.slice(1).reduce((share, phrase) => {
    if (mentions(close, [phrase])) {
      return share;
    }
    return findCut(squeezed, phrase) ? share * CUT_WEIGHT : 0;
  }, 1);
}

/** Looks for a signature; the first phrase gives the place, and the rest has to stand close by. */
export function findSignature(
  text: ErrorText,
  signature: Signature,
  context: Context,
): Match | undefined {
  const [first] = signature.phrases;
  const whole = findWhole(text.squeezed, first);
  const cut = whole.length === 0 ? findCut(text.squeezed, first) : undefined;
  for (const place of cut ? [cut] : whole) {
    const share =
      shareAt(place, signature, text.squeezed) * (cut ? CUT_WEIGHT : 1);
    if (share > 0) {
      const weight =
        typeof signature.weight === 'function'
          ? signature.weight(context)
          : signature.weight;
      return weight > 0
        ? { ...place, weight: weight * share, explains: signature.explains }
        : undefined;
    }
  }
  return undefined;
}

/** The part of the readable text that a match covers, at most 300 characters. */
export function matchedText(text: ErrorText, { start, end }: Range): string {
  const from = text.positions[start] ?? 0;
  const to = (text.positions[end - 1] ?? text.readable.length - 1) + 1;
  return text.readable
    .slice(from, Math.min(to, from + 300))
    .replace(/\s+/g, ' ');
}
