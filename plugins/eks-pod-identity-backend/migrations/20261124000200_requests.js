/**
 * Requests with their plan, and everything that became of them.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('requests', table => {
    table.string('id', 36).primary();
    table.string('account_id', 12).notNullable();
    table.string('region', 50).notNullable();
    table.string('kind', 20).notNullable();
    table.string('state', 30).notNullable();
    table.integer('revision').notNullable();
    table.string('subject_id', 200).notNullable();
    table.string('subject', 600).notNullable();
    table.string('cluster_arn', 512).notNullable();
    table.string('cluster_name', 100).notNullable();
    table.string('entity_ref', 500);
    table.string('requested_by', 500).notNullable();
    table.string('requested_at', 40).notNullable();
    table.text('reason');
    table.string('decided_by', 500);
    table.string('decided_at', 40);
    table.string('updated_at', 40).notNullable();
    table.text('plan').notNullable();
    table.index(['account_id', 'requested_at', 'id'], 'requests_newest');
    table.index(['account_id', 'entity_ref'], 'requests_entity');
  });
  // One open request per subject, also for two people at once: the database decides, not a look beforehand.
  await knex.raw(
    `CREATE UNIQUE INDEX requests_one_open ON requests (account_id, region, kind, subject_id)
     WHERE state NOT IN ('completed', 'rejected', 'cancelled', 'rolled-back')`,
  );

  await knex.schema.createTable('request_events', table => {
    table.increments('id');
    table.string('account_id', 12).notNullable();
    table.string('region', 50).notNullable();
    table
      .string('request_id', 36)
      .notNullable()
      .references('id')
      .inTable('requests')
      .onDelete('CASCADE');
    table.string('at', 40).notNullable();
    table.string('actor', 500).notNullable();
    table.string('action', 100).notNullable();
    table.string('from_state', 30);
    table.string('to_state', 30).notNullable();
    table.text('reason');
    table.index(['request_id', 'id'], 'request_events_request');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('request_events');
  await knex.schema.dropTable('requests');
};
