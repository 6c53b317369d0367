import { readdirSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { testDatabases } from './__testUtils__/databases';

const databases = testDatabases();
const directory = resolvePackagePath(
  '@leaving-irsa/backstage-plugin-eks-pod-identity-backend',
  'migrations',
);
const files = readdirSync(directory).filter(name => name.endsWith('.js'));

describe.each(databases.eachSupportedId())('the migrations on %s', id => {
  it('go up one by one, down again without a trace, and up once more', async () => {
    const knex = await databases.init(id);
    for (const _ of files) {
      await knex.migrate.up({ directory });
    }
    expect((await knex.migrate.list({ directory }))[1]).toEqual([]);
    for (const _ of files) {
      await knex.migrate.down({ directory });
    }
    const left =
      knex.client.config.client === 'pg'
        ? await knex('information_schema.tables')
            .where({ table_schema: 'public' })
            .pluck('table_name')
        : await knex('sqlite_master').where({ type: 'table' }).pluck('name');
    expect(
      left.filter(
        (name: string) =>
          !name.startsWith('knex_migrations') && !name.startsWith('sqlite_'),
      ),
    ).toEqual([]);
    await knex.migrate.latest({ directory });
    expect((await knex.migrate.list({ directory }))[1]).toEqual([]);
  });
});

it('every migration has a name in the order in which it came', () => {
  expect(files.length).toBeGreaterThan(1);
  expect(files).toEqual([...files].sort());
  expect(files.every(name => /^\d{14}_\w+\.js$/.test(name))).toBe(true);
});
