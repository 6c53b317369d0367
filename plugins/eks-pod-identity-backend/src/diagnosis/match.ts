import { Signature } from './cause';
import { ErrorText, squeeze } from './text';

/** Where a signature was found. */
export interface Match {
  /** Range in the squeezed text. */
  start: number;
  end: number;
  weight: number;
}

/** Longest text that `…` stands for, in letters and digits. */
const MAX_GAP = 160;

/** A phrase that is cut off by the text's beginning or end still counts when so much of it is there. */
const MIN_CUT = { letters: 14, share: 0.55 };
const CUT_WEIGHT = 0.8;

function parts(phrase: string): string[] {
  return phrase.split('…').map(squeeze).filter(Boolean);
}

function findWhole(
  squeezed: string,
  phrase: string,
): { start: number; end: number } | undefined {
  const pattern = new RegExp(parts(phrase).join(`[a-z0-9]{0,${MAX_GAP}}?`));
  const found = pattern.exec(squeezed);
  return found
    ? { start: found.index, end: found.index + found[0].length }
    : undefined;
}

/** The phrase's beginning at the text's end, or its end at the text's beginning. */
function findCut(
  squeezed: string,
  phrase: string,
): { start: number; end: number } | undefined {
  const whole = parts(phrase).join('');
  if (phrase.includes('…')) {
    return undefined;
  }
  const least = Math.max(
    MIN_CUT.letters,
    Math.ceil(whole.length * MIN_CUT.share),
  );
  for (let length = whole.length - 1; length >= least; length -= 1) {
    if (squeezed.endsWith(whole.slice(0, length))) {
      return { start: squeezed.length - length, end: squeezed.length };
    }
    if (squeezed.startsWith(whole.slice(-length))) {
      return { start: 0, end: length };
    }
  }
  return undefined;
}

/** Whether any of the phrases stands in the text, whole. */
export function mentions(text: ErrorText, phrases: string[]): boolean {
  return phrases.some(phrase => findWhole(text.squeezed, phrase));
}

/** Looks for a signature; the first phrase gives the place. */
export function findSignature(
  text: ErrorText,
  signature: Signature,
): Match | undefined {
  let weight = signature.weight;
  let place: { start: number; end: number } | undefined;
  for (const phrase of signature.phrases) {
    const whole = findWhole(text.squeezed, phrase);
    const found = whole ?? findCut(text.squeezed, phrase);
    if (!found) {
      return undefined;
    }
    if (!whole) {
      weight *= CUT_WEIGHT;
    }
    place = place ?? found;
  }
  if (
    !place ||
    (signature.with && !mentions(text, signature.with)) ||
    (signature.without && mentions(text, signature.without))
  ) {
    return undefined;
  }
  return { ...place, weight };
}

/** The part of the readable text that a match covers, at most 300 characters. */
export function matchedText(text: ErrorText, { start, end }: Match): string {
  const from = text.positions[start] ?? 0;
  const to = (text.positions[end - 1] ?? text.readable.length - 1) + 1;
  return text.readable
    .slice(from, Math.min(to, from + 300))
    .replace(/\s+/g, ' ');
}
