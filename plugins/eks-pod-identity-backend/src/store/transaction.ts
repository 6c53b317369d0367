import type { Knex } from 'knex';

/**
 * A transaction that fails with what made it fail. SQLite ends a transaction by itself where its disk is full, so that
 * the ROLLBACK after it fails too, and Knex throws the error of the ROLLBACK instead of the cause; a connection that is
 * gone cannot roll back either.
 */
export async function inTransaction<T>(
  knex: Knex,
  work: (transaction: Knex.Transaction) => Promise<T>,
): Promise<T> {
  let cause: { error: unknown } | undefined;
  try {
    return await knex.transaction(async transaction => {
      try {
        return await work(transaction);
      } catch (error) {
        cause = { error };
        throw error;
      }
    });
  } catch (error) {
    throw cause ? cause.error : error;
  }
}
