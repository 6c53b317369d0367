import { Knex } from 'knex';

/** One member of a list's order; columns must not be null, and together they must be unique. */
export interface SortKey {
  column: string;
  direction: 'asc' | 'desc';
}

/** Where a page begins: after the row that has these values in the columns of the order. */
export type Position = (string | number)[];

/** One page of rows. */
export interface Page<T> {
  items: T[];
  /** Rows in all pages. */
  totalItems: number;
  /** Position of the last row; absent on the last page. */
  next?: Position;
}

/**
 * Reads one page by its position in the order, not by a count of rows: rows that come, go or change before it neither
 * repeat nor hide others.
 */
export async function readPage<R extends Record<string, any>>(
  query: Knex.QueryBuilder,
  order: SortKey[],
  { after, limit }: { after?: Position; limit: number },
): Promise<Page<R>> {
  const [{ count }] = await query.clone().count({ count: '*' });
  const page = query.clone();
  if (after) {
    page.andWhere(outer => {
      order.forEach(({ column, direction }, index) => {
        outer.orWhere(inner => {
          for (let i = 0; i < index; i += 1) {
            inner.andWhere(order[i].column, after[i]);
          }
          inner.andWhere(column, direction === 'asc' ? '>' : '<', after[index]);
        });
      });
    });
  }
  for (const { column, direction } of order) {
    page.orderBy(column, direction);
  }
  const rows: R[] = await page.limit(limit + 1);
  const items = rows.slice(0, limit);
  return {
    items,
    totalItems: Number(count),
    ...(rows.length > limit
      ? {
          next: order.map(({ column }) => items[limit - 1][columnName(column)]),
        }
      : {}),
  };
}

/** A column's name without that of its table. */
function columnName(column: string): string {
  return column.slice(column.lastIndexOf('.') + 1);
}

/** The text as a pattern of LIKE that finds it anywhere; the escape character is `\`. */
export function containing(text: string): string {
  return `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
}
