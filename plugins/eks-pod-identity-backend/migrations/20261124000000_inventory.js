/**
 * What the syncs read, and the syncs themselves.
 *
 * Every key carries the account and the region; rows that belong to no single region say '*'. Facts are JSON as text,
 * one row per part: a list that was read whole replaces the list before it, and one that could not be read leaves it and
 * writes down why. Times are UTC, ISO 8601, so that they sort as text.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const key = table => {
    table.string('account_id', 12).notNullable();
    table.string('region', 50).notNullable();
  };
  const readMark = table => {
    table.string('source', 20);
    table.text('read_where');
    table.string('read_at', 40);
    table.string('sync_id', 64);
  };
  const failure = table => {
    table.string('failed_why', 20);
    table.text('failed_reason');
    table.text('failed_permission');
    table.string('failed_at', 40);
    table.string('failed_sync_id', 64);
  };

  await knex.schema.createTable('inventory_accounts', table => {
    table.string('account_id', 12).primary();
    table.string('partition', 20).notNullable();
    table.text('caller_arn').notNullable();
    readMark(table);
  });

  await knex.schema.createTable('inventory_clusters', table => {
    key(table);
    table.string('cluster_arn', 512).notNullable();
    // A cluster that was re-created under its name is another cluster.
    table.string('cluster_created_at', 40).notNullable();
    table.text('data').notNullable();
    readMark(table);
    failure(table);
    table.primary(['account_id', 'region', 'cluster_arn']);
  });

  await knex.schema.createTable('inventory_parts', table => {
    key(table);
    // '' for parts of a region or of the account.
    table.string('cluster_arn', 512).notNullable();
    table.string('part', 60).notNullable();
    table.text('data');
    table.string('data_hash', 64);
    readMark(table);
    failure(table);
    table.primary(['account_id', 'region', 'cluster_arn', 'part']);
  });

  await knex.schema.createTable('inventory_usage', table => {
    key(table);
    // Of what the use tells of which workload: only the newest use of each kind is kept.
    table.string('usage_hash', 64).notNullable();
    table.string('used_at', 40).notNullable();
    table.text('data').notNullable();
    readMark(table);
    table.primary(['account_id', 'region', 'usage_hash']);
    table.index(['account_id', 'used_at']);
  });

  await knex.schema.createTable('syncs', table => {
    table.string('id', 64).primary();
    table.string('account_id', 12).notNullable();
    table.string('state', 20).notNullable();
    table.string('trigger', 20).notNullable();
    table.text('requested_by');
    table.string('started_at', 40).notNullable();
    table.string('finished_at', 40);
    table.string('heartbeat_at', 40).notNullable();
    table.text('error');
    table.text('progress').notNullable();
    table.text('parts').notNullable();
    // The account while the sync runs, else null: the database lets one run at a time, whoever starts it.
    table.string('running_account', 12).unique();
    table.index(['account_id', 'started_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('syncs');
  await knex.schema.dropTable('inventory_usage');
  await knex.schema.dropTable('inventory_parts');
  await knex.schema.dropTable('inventory_clusters');
  await knex.schema.dropTable('inventory_accounts');
};
