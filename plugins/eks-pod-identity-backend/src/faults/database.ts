import { ServiceUnavailableError } from '@backstage/errors';
import { causesOf } from './errorText';
import { networkFault } from './network';

/** What is wrong with the plugin's database, by its own name. */
export interface DatabaseFault {
  /** SQLSTATE, SQLite's result code, or Node.js's. */
  code: string;
  /** State and remedy. */
  reason: string;
}

type Told = [state: string, remedy: string];

const full: Told = [
  'The disk of the database is full',
  'Free or add disk space.',
];
const readOnly: Told = [
  'The database is read-only',
  'Connect to the primary, or make the file and its folder writable.',
];
const starting: Told = [
  'The database is shutting down or starting',
  'Wait until it is up.',
];
const gone: Told = [
  'The connection to the database was lost',
  'Check that the database runs and that Backstage may reach it.',
];
const login: Told = [
  'The database rejects the credentials of Backstage',
  'Correct user and password in backend.database.connection.',
];
const connections: Told = [
  'The database has no connections left',
  'Raise its limit of connections, or lower backend.database.knexConfig.pool.max.',
];
const busy: Told = [
  'The database is locked by another process',
  'Let only one Backstage use the file; use Postgres for several.',
];
const damaged: Told = [
  'The database file is damaged',
  'Restore it from a backup.',
];
const memory: Told = [
  'The database has no memory left',
  'Give the database more memory.',
];

/** SQLSTATE by code or class: PostgreSQL's documentation, appendix A. */
const postgres: Record<string, Told> = {
  '08': gone,
  '25006': readOnly,
  '28': login,
  '3D000': [
    'The database does not exist',
    'Create it, or correct backend.database.connection.',
  ],
  '40': [
    'The database aborted the transaction in favor of another one',
    'Nothing is needed where it happens once.',
  ],
  '42501': [
    'Backstage may not write to its tables',
    'Grant its database user all privileges on its own schema.',
  ],
  '53100': full,
  '53200': memory,
  '53300': connections,
  '57014': [
    'The database canceled a statement',
    'Raise statement_timeout, or look for what keeps the database busy.',
  ],
  '57P': starting,
  '58030': [
    'The database cannot read or write its disk',
    'Check the disk of the database.',
  ],
};

/** By primary result code: https://www.sqlite.org/rescode.html; extended codes begin with it. */
const sqlite: Record<string, Told> = {
  SQLITE_FULL: full,
  SQLITE_READONLY: readOnly,
  SQLITE_PERM: readOnly,
  SQLITE_BUSY: busy,
  SQLITE_LOCKED: busy,
  SQLITE_CORRUPT: damaged,
  SQLITE_NOTADB: damaged,
  SQLITE_NOMEM: memory,
  SQLITE_IOERR: [
    'The disk of the database cannot be read or written',
    'Check the disk of the Backstage host.',
  ],
  SQLITE_CANTOPEN: [
    'The database file cannot be opened',
    'Check that its folder exists and is writable.',
  ],
};

function toldBy(code: string): Told | undefined {
  if (code.startsWith('SQLITE_')) {
    return Object.entries(sqlite).find(
      ([primary]) => code === primary || code.startsWith(`${primary}_`),
    )?.[1];
  }
  if (/^[0-9A-Z]{5}$/.test(code)) {
    for (const length of [5, 3, 2]) {
      const prefix = code.slice(0, length);
      if (Object.hasOwn(postgres, prefix)) {
        return postgres[prefix];
      }
    }
  }
  return code === 'ENOSPC' || code === 'EDQUOT' ? full : undefined;
}

/** What drivers say without a code: node-postgres where its server goes away, Knex where its pool is used up. */
const withoutCode: [text: string, told: Told][] = [
  ['Connection terminated', gone],
  ['Client has encountered a connection error', gone],
  ['Unable to acquire a connection', gone],
  ['Connection ended unexpectedly', gone],
  ['Timeout acquiring a connection', connections],
  ['timeout exceeded when trying to connect', gone],
];

/**
 * Names what is wrong with the database.
 * @returns undefined for errors of the statement itself, such as a constraint.
 */
export function databaseFault(error: unknown): DatabaseFault | undefined {
  for (const { code, message } of causesOf(error)) {
    const told = typeof code === 'string' ? toldBy(code) : undefined;
    if (told) {
      return faultOf(String(code), told);
    }
    const text = typeof message === 'string' ? message : '';
    const spoken = withoutCode.find(([part]) => text.includes(part));
    if (spoken) {
      return faultOf('connection', spoken[1]);
    }
  }
  // Only what the driver itself threw: `fetch` has its code in the cause, and is not the database.
  const { code } = (error ?? {}) as { code?: unknown };
  const network = typeof code === 'string' ? networkFault({ code }) : undefined;
  return (
    network && {
      code: network.code,
      reason: `The database ${network.state} (${network.code}). ${network.remedy}`,
    }
  );
}

function faultOf(code: string, [state, remedy]: Told): DatabaseFault {
  const name = code === 'connection' ? '' : ` (${code})`;
  return { code, reason: `${state}${name}. ${remedy}` };
}

/** An error of the database as what an API answers: 503 with its name, and without the statement. */
export function asUnavailable(error: unknown): unknown {
  const fault = databaseFault(error);
  return fault ? new ServiceUnavailableError(fault.reason) : error;
}
