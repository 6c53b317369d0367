import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { Page, Position } from '../store/keyset';

/** Numbers that every database takes as an integer. */
const integer = z.int32();
const cursorSchema = z.object({
  of: z.string(),
  after: z
    .array(z.union([z.string().max(2000), integer]))
    .min(1)
    .max(10),
});

type ListQuery = { cursor?: string; limit: number; [filter: string]: unknown };

/** Reads and writes the cursors of one list: opaque, and good only for the list and filters that they were made for. */
export interface Cursors {
  paging: { after?: Position; limit: number };
  page<T>(page: Page<T>): {
    items: T[];
    totalItems: number;
    nextCursor?: string;
  };
}

/**
 * @param list name of the list
 * @param shape an example of a position: as many members, and each a text or a number
 * @throws InputError when the cursor is not one of this list with these filters
 */
export function cursorsOf(
  list: string,
  query: ListQuery,
  shape: ('text' | 'number')[],
): Cursors {
  const { cursor, limit, ...filters } = query;
  const of = createHash('sha256')
    .update(JSON.stringify([list, Object.entries(filters).sort()]))
    .digest('base64url')
    .slice(0, 12);
  return {
    paging: {
      limit,
      ...(cursor === undefined ? {} : { after: read(cursor, of, shape) }),
    },
    page: ({ items, totalItems, next }) => ({
      items,
      totalItems,
      ...(next
        ? {
            nextCursor: Buffer.from(
              JSON.stringify({ of, after: next }),
            ).toString('base64url'),
          }
        : {}),
    }),
  };
}

function read(
  cursor: string,
  of: string,
  shape: ('text' | 'number')[],
): Position {
  const parsed = cursorSchema.safeParse(jsonOf(cursor));
  const fits =
    parsed.success &&
    parsed.data.after.length === shape.length &&
    parsed.data.after.every(
      (member, index) =>
        typeof member === (shape[index] === 'text' ? 'string' : 'number') &&
        !String(member).includes('\0'),
    );
  if (!fits) {
    throw new InputError(
      'query.cursor: is not a cursor of this list; take `nextCursor` of the page before, or leave it out for the first page',
    );
  }
  if (parsed.data.of !== of) {
    throw new InputError(
      'query.cursor: was made for other filters; begin again without a cursor when filters change',
    );
  }
  return parsed.data.after;
}

function jsonOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
