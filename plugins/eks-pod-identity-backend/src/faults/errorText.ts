/**
 * Hints that libraries give to programmers. The AWS SDK for JavaScript appends the first one to an answer that it cannot
 * parse, and means a member of the error object, which nobody who reads a page can inspect.
 */
const internalHints = [
  'Deserialization error: to see the raw response, inspect the hidden field {error}.$response on this object.',
  'to see the raw response, inspect the hidden field {error}.$response on this object.',
  'Deserialization error:',
];

const longest = 600;

/** A text of an error without the hints of the library that threw it, on one line. */
export function plainText(text: string): string {
  // Cut first: an answer of a proxy may be a whole page.
  let plain = text.slice(0, 8 * longest);
  for (const hint of internalHints) {
    plain = plain.split(hint).join(' ');
  }
  // Whatever else speaks of the hidden field, in the words of another version.
  plain = plain
    .split('\n')
    .filter(line => !line.includes('$response'))
    .join(' ');
  const words = plain.split(/\s/).filter(Boolean).join(' ');
  return words.length > longest ? `${words.slice(0, longest)} …` : words;
}

interface ErrorLike {
  name?: unknown;
  code?: unknown;
  message?: unknown;
  cause?: unknown;
  errors?: unknown;
}

/** An error, what caused it, and the first of several; a chain that ends somewhere. */
export function causesOf(error: unknown): ErrorLike[] {
  const causes: ErrorLike[] = [];
  const pending: unknown[] = [error];
  while (pending.length > 0 && causes.length < 10) {
    const next = pending.shift();
    if (typeof next === 'object' && next !== null) {
      const like: ErrorLike = next;
      causes.push(like);
      pending.push(like.cause);
      if (Array.isArray(like.errors)) {
        pending.push(...like.errors.slice(0, 3));
      }
    }
  }
  return causes;
}

/**
 * What an error says, for people: its message and those of its causes, once each, without hints of libraries. `fetch
 * failed` alone says nothing; its cause does.
 */
export function errorText(error: unknown): string {
  const causes = causesOf(error);
  if (causes.length === 0) {
    return plainText(String(error));
  }
  const parts: string[] = [];
  for (const { name, code, message } of causes) {
    const text = typeof message === 'string' ? plainText(message) : '';
    const words = [typeof code === 'string' ? code : '', text || String(name)];
    for (const word of words) {
      if (word && word !== 'undefined' && !parts.join(': ').includes(word)) {
        parts.push(word);
      }
    }
  }
  return parts.join(': ');
}
