/**
 * What repositories and documents told, so that a sync reads only what changed: one row per location, that of the newest
 * revision.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('evidence_cache', table => {
    table.string('location_hash', 64).primary();
    table.text('location').notNullable();
    table.string('revision', 512).notNullable();
    table.string('parser_version', 100).notNullable();
    table.text('value', 'longtext').notNullable();
    table.string('stored_at', 40).notNullable();
    table.string('used_at', 40).notNullable().index();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('evidence_cache');
};
