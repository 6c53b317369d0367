/** A page of a list. `next` is an opaque token, absent on the last page. */
export interface Page<T> {
  items: T[];
  next?: string;
}

/** The token was not made for this list. */
export class BadToken extends Error {}

/**
 * Cuts a page out of a list. Items are in the order of their keys, and the token names the last key
 * that was handed out: what is added or removed meanwhile neither repeats nor skips anything else.
 * @param scope - what is listed, with its filters: a token of another list is refused.
 * @throws BadToken
 */
export function page<T>(
  items: Iterable<T>,
  key: (item: T) => string,
  options: { scope: string; size: number; token?: string },
): Page<T> {
  const sorted = [...items].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    return x < y ? -1 : Number(x > y);
  });
  const after = options.token === undefined ? undefined : open(options);
  const rest =
    after === undefined ? sorted : sorted.filter(item => key(item) > after);
  const cut = rest.slice(0, options.size);
  return {
    items: cut,
    next:
      rest.length > cut.length
        ? Buffer.from(
            JSON.stringify([options.scope, key(cut[cut.length - 1])]),
          ).toString('base64')
        : undefined,
  };
}

function open({ scope, token }: { scope: string; token?: string }): string {
  try {
    const [of, after] = JSON.parse(
      Buffer.from(token ?? '', 'base64').toString('utf8'),
    ) as string[];
    if (of === scope && typeof after === 'string') {
      return after;
    }
  } catch {
    // answered below
  }
  throw new BadToken('Invalid token');
}
