import { resolve } from 'node:path';
import { testDatabases } from '../__testUtils__/databases';
import { DatabaseEvidenceCache } from './evidenceCache';

const databases = testDatabases();
const migrations = resolve(__dirname, '../../migrations');
const location = `https://git.example.org/acme/orders/tree/main/${'deep/'.repeat(
  200,
)}`;

describe.each(databases.eachSupportedId())('the evidence cache on %s', id => {
  let today = new Date('2026-11-24T10:00:00.000Z');

  async function newCache() {
    today = new Date('2026-11-24T10:00:00.000Z');
    const knex = await databases.init(id);
    await knex.migrate.latest({ directory: migrations });
    return { knex, cache: new DatabaseEvidenceCache(knex, () => today) };
  }

  it('gives back what was stored for that revision and those parsers only', async () => {
    const { cache } = await newCache();
    const key = { location, revision: 'r1', parserVersion: '1' };
    await cache.set(key, { sdks: ['js-v3'], text: 'ä 한국어 \u2028' });
    expect(await cache.get(key)).toEqual({
      sdks: ['js-v3'],
      text: 'ä 한국어 \u2028',
    });
    expect(await cache.get({ ...key, revision: 'r2' })).toBeUndefined();
    expect(await cache.get({ ...key, parserVersion: '2' })).toBeUndefined();
    expect(
      await cache.get({ ...key, location: `${location}x` }),
    ).toBeUndefined();
  });

  it('keeps the newest revision of a location, and says which it is', async () => {
    const { knex, cache } = await newCache();
    await cache.set({ location, revision: 'r1', parserVersion: '1' }, 1);
    today = new Date('2026-11-25T10:00:00.000Z');
    await cache.set({ location, revision: 'r2', parserVersion: '1' }, 2);
    expect(await cache.newest(location, '1')).toEqual({
      revision: 'r2',
      value: 2,
      storedAt: '2026-11-25T10:00:00.000Z',
    });
    expect(await knex('evidence_cache').select('revision')).toEqual([
      { revision: 'r2' },
    ]);
  });

  it('forgets what newer parsers would read in another way', async () => {
    const { cache } = await newCache();
    await cache.set({ location, revision: 'r1', parserVersion: '1' }, 1);
    await cache.set({ location, revision: 'r1', parserVersion: '2' }, 2);
    expect(await cache.newest(location, '1')).toBeUndefined();
    expect((await cache.newest(location, '2'))?.value).toBe(2);
  });

  it('takes a row that is damaged for one that is not there', async () => {
    const { knex, cache } = await newCache();
    await cache.set({ location, revision: 'r1', parserVersion: '1' }, 1);
    await knex('evidence_cache').update({ value: '{"cut' });
    expect(await cache.newest(location, '1')).toBeUndefined();
  });

  it('prunes what nobody asked for, and keeps what is in use', async () => {
    const { cache } = await newCache();
    const other = 'https://git.example.org/acme/gone';
    await cache.set({ location, revision: 'r1', parserVersion: '1' }, 1);
    await cache.set({ location: other, revision: 'r', parserVersion: '1' }, 1);
    today = new Date('2026-12-20T10:00:00.000Z');
    await cache.newest(location, '1');
    expect(await cache.prune(new Date('2026-12-01T00:00:00.000Z'))).toBe(1);
    expect(await cache.newest(other, '1')).toBeUndefined();
    expect(await cache.newest(location, '1')).toBeDefined();
  });

  it('lets two instances store the same at once', async () => {
    const { knex, cache } = await newCache();
    await Promise.all(
      [1, 2, 3, 4].map(value =>
        cache.set(
          { location, revision: `r${value}`, parserVersion: '1' },
          value,
        ),
      ),
    );
    expect(await knex('evidence_cache').select()).toHaveLength(1);
  });

  it('goes with its migration', async () => {
    const { knex } = await newCache();
    // eslint-disable-next-line @typescript-eslint/no-var-requires
    const migration = require('../../migrations/20261124000300_evidence_cache');
    await migration.down(knex);
    expect(await knex.schema.hasTable('evidence_cache')).toBe(false);
    await migration.up(knex);
    expect(await knex.schema.hasTable('evidence_cache')).toBe(true);
  });
});
