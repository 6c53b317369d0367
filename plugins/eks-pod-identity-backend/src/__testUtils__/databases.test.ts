import { testDatabases } from './databases';

const databases = testDatabases();

describe('the databases of the tests', () => {
  it.each(databases.eachSupportedId())(
    'are empty and take tables: %s',
    async id => {
      const knex = await databases.init(id);
      await knex.schema.createTable('things', table => {
        table.string('name').primary();
      });
      await knex('things').insert({ name: 'one' });
      expect(await knex('things').select()).toEqual([{ name: 'one' }]);
    },
  );

  it('are SQLite and Postgres', () => {
    expect(databases.eachSupportedId().flat()).toEqual([
      'SQLITE_3',
      'POSTGRES_18',
    ]);
  });
});
