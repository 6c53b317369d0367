import { spawn, type ChildProcess } from 'node:child_process';
import { resolve as resolvePath } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';

const connectionString = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

function startPostgres(): Promise<{ process: ChildProcess; url: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [resolvePath(__dirname, 'postgresProcess.mjs')],
      { stdio: ['pipe', 'pipe', 'pipe'] },
    );
    let output = '';
    let errors = '';
    child.stdout.on('data', chunk => {
      output += chunk;
      const [url, rest] = output.split('\n');
      if (rest !== undefined) {
        resolve({ process: child, url });
      }
    });
    child.stderr.on('data', chunk => {
      errors += chunk;
    });
    child.once('error', reject);
    child.once('exit', code =>
      reject(new Error(`Postgres ended with code ${code}: ${errors}`)),
    );
  });
}

/**
 * The databases that every store is tested on: SQLite, and Postgres: the one that
 * BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING names, else one that is started for the test file (about a
 * second) and goes with it. Call it once at the top of a test file:
 *
 * ```ts
 * const databases = testDatabases();
 * it.each(databases.eachSupportedId())('…, %s', async id => {
 *   const knex = await databases.init(id);
 * ```
 */
export function testDatabases(): TestDatabases {
  let postgres: ChildProcess | undefined;
  if (!process.env[connectionString]) {
    beforeAll(async () => {
      const started = await startPostgres();
      postgres = started.process;
      process.env[connectionString] = started.url;
    }, 60_000);
  }
  // Docker is never asked: the connection string is there before the first init.
  const databases = TestDatabases.create({
    ids: ['SQLITE_3', 'POSTGRES_18'],
    disableDocker: false,
  });
  // Hooks run in the order of their definition: the databases are dropped before their server stops.
  afterAll(async () => {
    if (postgres) {
      delete process.env[connectionString];
      const ended = new Promise(resolve => postgres?.once('exit', resolve));
      postgres.stdin?.end();
      await ended;
    }
  }, 60_000);
  return databases;
}
