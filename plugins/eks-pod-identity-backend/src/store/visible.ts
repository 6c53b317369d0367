import { Knex } from 'knex';

/** What a reader may see: every service, or these. */
export type Visible =
  | { all: true }
  | { all: false; entityRefs: ReadonlySet<string> };

/** Everything. */
export const allVisible: Visible = { all: true };

/** Whether the reader may see this service. */
export function mayView(visible: Visible, entityRef: string): boolean {
  return visible.all || visible.entityRefs.has(entityRef);
}

/** Adds `column IN (values)` with one parameter, since databases bound how many a statement takes. */
export function whereAmong(
  query: Knex.QueryBuilder,
  column: string,
  values: Iterable<string>,
): void {
  const list = [...values];
  if (query.client.config.client === 'pg') {
    query.whereRaw('?? = ANY(?::text[])', [column, list]);
  } else {
    query.whereRaw('?? IN (SELECT value FROM json_each(?))', [
      column,
      JSON.stringify(list),
    ]);
  }
}
