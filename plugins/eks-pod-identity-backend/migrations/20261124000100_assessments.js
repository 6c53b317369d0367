/**
 * What the checks said of the account at its newest sync, and one point of history per day.
 *
 * Every key carries the account and the region; rows that belong to no single region (services, the account itself)
 * say '*'. Documents are JSON as text; the columns beside them are what lists are filtered and sorted by.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const key = table => {
    table.string('account_id', 12).notNullable();
    table.string('region', 50).notNullable();
  };

  await knex.schema.createTable('assessments', table => {
    key(table);
    table.string('assessed_at', 40).notNullable();
    table.text('regions').notNullable();
    table.text('identities').notNullable();
    table.text('missing').notNullable();
    table.text('checks').notNullable();
    table.primary(['account_id', 'region']);
  });

  await knex.schema.createTable('assessed_clusters', table => {
    key(table);
    table.string('arn', 512).notNullable();
    table.string('name', 100).notNullable();
    table.boolean('stale').notNullable();
    table.boolean('partial').notNullable();
    table.text('data').notNullable();
    table.primary(['account_id', 'region', 'arn']);
  });

  await knex.schema.createTable('assessed_workloads', table => {
    key(table);
    table.string('id', 200).notNullable();
    table.string('cluster_arn', 512).notNullable();
    table.string('cluster_name', 100).notNullable();
    table.string('namespace', 253).notNullable();
    table.string('service_account', 253).notNullable();
    table.string('verdict', 30).notNullable();
    table.integer('verdict_rank').notNullable();
    table.boolean('armed').notNullable();
    table.boolean('time_bomb').notNullable();
    table.integer('urgency').notNullable();
    table.boolean('claimed').notNullable();
    table.text('search').notNullable();
    table.text('data').notNullable();
    table.primary(['account_id', 'region', 'id']);
    table.index(['account_id', 'urgency', 'id'], 'assessed_workloads_order');
  });

  await knex.schema.createTable('assessed_addons', table => {
    key(table);
    table.string('id', 200).notNullable();
    table.string('cluster_arn', 512).notNullable();
    table.string('cluster_name', 100).notNullable();
    table.string('name', 100).notNullable();
    table.string('verdict', 30).notNullable();
    table.integer('verdict_rank').notNullable();
    table.string('identity', 30).notNullable();
    table.text('data').notNullable();
    table.primary(['account_id', 'region', 'id']);
  });

  await knex.schema.createTable('assessed_services', table => {
    key(table);
    table.string('entity_ref', 255).notNullable();
    table.string('name', 255).notNullable();
    table.string('owner', 500).notNullable();
    table.string('system', 500).notNullable();
    table.string('verdict', 30).notNullable();
    table.integer('verdict_rank').notNullable();
    table.integer('armed').notNullable();
    table.integer('time_bombs').notNullable();
    table.text('search').notNullable();
    table.text('data').notNullable();
    table.primary(['account_id', 'region', 'entity_ref']);
    table.index(
      ['account_id', 'verdict_rank', 'entity_ref'],
      'assessed_services_order',
    );
  });

  await knex.schema.createTable('assessed_service_workloads', table => {
    key(table);
    table.string('entity_ref', 255).notNullable();
    table.string('workload_id', 200).notNullable();
    table.string('cluster_arn', 512).notNullable();
    table.string('cluster_name', 100).notNullable();
    table.primary(['account_id', 'region', 'entity_ref', 'workload_id']);
    table.index(
      ['account_id', 'workload_id'],
      'assessed_service_workloads_workload',
    );
  });

  await knex.schema.createTable('assessed_service_sdks', table => {
    key(table);
    table.string('entity_ref', 255).notNullable();
    table.string('sdk', 100).notNullable();
    table.text('versions_below').notNullable();
    table.primary(['account_id', 'region', 'entity_ref', 'sdk']);
  });

  await knex.schema.createTable('assessed_failing', table => {
    key(table);
    table.string('kind', 20).notNullable();
    table.string('subject_id', 512).notNullable();
    table.string('check_id', 200).notNullable();
    table.primary(['account_id', 'region', 'kind', 'subject_id', 'check_id']);
    table.index(['account_id', 'kind', 'check_id'], 'assessed_failing_check');
  });

  await knex.schema.createTable('history_points', table => {
    key(table);
    table.string('date', 10).notNullable();
    table.string('scope', 20).notNullable();
    table.string('scope_key', 512).notNullable();
    table.boolean('imported').notNullable();
    table.text('services').notNullable();
    table.text('workloads').notNullable();
    table.integer('armed').notNullable();
    table.primary(['account_id', 'region', 'date', 'scope', 'scope_key']);
    table.index(
      ['account_id', 'scope', 'scope_key', 'date'],
      'history_points_scope',
    );
  });

  await knex.schema.createTable('history_changes', table => {
    key(table);
    table.string('date', 10).notNullable();
    table.string('kind', 20).notNullable();
    table.string('subject_id', 512).notNullable();
    table.string('label', 1000).notNullable();
    table.string('from_state', 30);
    table.string('to_state', 30);
    table.text('because').notNullable();
    table.text('scopes').notNullable();
    table.primary(['account_id', 'region', 'date', 'kind', 'subject_id']);
  });

  // Subjects of the last two days only: changes are told between these.
  await knex.schema.createTable('history_subjects', table => {
    key(table);
    table.string('date', 10).notNullable();
    table.string('kind', 20).notNullable();
    table.string('subject_id', 512).notNullable();
    table.string('label', 1000).notNullable();
    table.string('state', 30).notNullable();
    table.text('findings').notNullable();
    table.text('scopes').notNullable();
    table.primary(['account_id', 'region', 'date', 'kind', 'subject_id']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'history_subjects',
    'history_changes',
    'history_points',
    'assessed_failing',
    'assessed_service_sdks',
    'assessed_service_workloads',
    'assessed_services',
    'assessed_addons',
    'assessed_workloads',
    'assessed_clusters',
    'assessments',
  ]) {
    await knex.schema.dropTable(table);
  }
};
