import { databaseFault } from './database';
import { errorText, plainText } from './errorText';
import { FaultLog } from './faultLog';
import { networkFault } from './network';

const coded = (code: string, message = 'x') =>
  Object.assign(new Error(message), { code });

describe('databaseFault', () => {
  it.each<[string, unknown, string]>([
    [
      'a full disk under SQLite',
      coded('SQLITE_FULL'),
      'disk of the database is full',
    ],
    ['a read-only SQLite file', coded('SQLITE_READONLY'), 'is read-only'],
    [
      'a SQLite file in a read-only folder',
      coded('SQLITE_READONLY_DIRECTORY'),
      'is read-only',
    ],
    [
      'a SQLite file that another process locks',
      coded('SQLITE_BUSY_SNAPSHOT'),
      'locked by another',
    ],
    ['a damaged SQLite file', coded('SQLITE_CORRUPT_INDEX'), 'is damaged'],
    ['a file that is no database', coded('SQLITE_NOTADB'), 'is damaged'],
    [
      'a disk that fails under SQLite',
      coded('SQLITE_IOERR_WRITE'),
      'cannot be read or written',
    ],
    [
      'a SQLite file that is gone',
      coded('SQLITE_CANTOPEN'),
      'cannot be opened',
    ],
    [
      'a full disk under Postgres',
      coded('53100'),
      'disk of the database is full',
    ],
    ['a standby of Postgres', coded('25006'), 'is read-only'],
    ['Postgres that is stopped', coded('57P01'), 'shutting down or starting'],
    ['Postgres that starts', coded('57P03'), 'shutting down or starting'],
    ['too many connections', coded('53300'), 'no connections left'],
    [
      'a pool that is used up',
      new Error(
        'Knex: Timeout acquiring a connection. The pool is probably full.',
      ),
      'no connections left',
    ],
    [
      'a lost connection by its class',
      coded('08006'),
      'connection to the database was lost',
    ],
    [
      'a lost connection in words',
      new Error('Connection terminated unexpectedly'),
      'was lost',
    ],
    ['a wrong password', coded('28P01'), 'rejects the credentials'],
    ['a database that is not there', coded('3D000'), 'does not exist'],
    [
      'a server that is not there',
      coded('ECONNREFUSED'),
      'refuses connections',
    ],
    ['a deadlock', coded('40P01'), 'in favor of another'],
    [
      'a cause behind another error',
      new Error('x', { cause: coded('SQLITE_FULL') }),
      'is full',
    ],
  ])('names %s', (_what, error, text) => {
    expect(databaseFault(error)?.reason).toContain(text);
  });

  it.each<[string, unknown]>([
    ['a constraint of SQLite', coded('SQLITE_CONSTRAINT_UNIQUE')],
    ['a constraint of Postgres', coded('23505')],
    ['a slip in a statement', coded('42601')],
    [
      'a host that fetch could not reach',
      new TypeError('fetch failed', { cause: coded('ECONNREFUSED') }),
    ],
    ['an error of ours', new Error('no such thing')],
    ['nothing', undefined],
  ])('does not take %s for a fault of the database', (_what, error) => {
    expect(databaseFault(error)).toBeUndefined();
  });
});

describe('texts of errors', () => {
  const hint =
    'Deserialization error: to see the raw response, inspect the hidden field {error}.$response on this object.';

  it('leave the hints of the SDK out, wherever they stand', () => {
    expect(plainText(`Unexpected token '<'\n  ${hint}`)).toBe(
      "Unexpected token '<'",
    );
    expect(plainText(`Bad answer. ${hint}`)).toBe('Bad answer.');
    expect(plainText('Bad\n  see {error}.$response for more')).toBe('Bad');
    expect(errorText(new Error('a', { cause: new Error(hint) }))).not.toContain(
      'hidden',
    );
  });

  it('say what is behind a failed fetch', () => {
    const error = new TypeError('fetch failed', {
      cause: coded('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:1'),
    });
    expect(errorText(error)).toBe(
      'fetch failed: ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:1',
    );
  });

  it('end, also where causes go round', () => {
    const error = new Error('a');
    error.cause = error;
    expect(errorText(error)).toBe('a');
  });
});

it.each([
  ['ENOTFOUND', 'does not exist in DNS'],
  ['EAI_AGAIN', 'DNS resolver does not answer'],
  ['ECONNREFUSED', 'refuses connections'],
  ['ETIMEDOUT', 'did not answer in time'],
  ['CERT_HAS_EXPIRED', 'expired certificate'],
  ['CERT_NOT_YET_VALID', 'not valid yet'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'untrusted certificate'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'another host name'],
])('a connection that fails with %s has a name', (code, text) => {
  expect(
    networkFault(new TypeError('fetch failed', { cause: coded(code) }))?.state,
  ).toContain(text);
});

it('a fault is logged when it begins and when it is over', () => {
  const logger = { warn: jest.fn(), info: jest.fn() };
  const faults = new FaultLog(logger);
  faults.over('The database');
  faults.met('The database', 'It is full.');
  faults.met('The database', 'It is full.');
  faults.over('The database');
  faults.over('The database');
  expect(logger.warn.mock.calls).toEqual([['It is full.']]);
  expect(logger.info.mock.calls).toEqual([['The database works again.']]);
});
