import { BudgetExceeded } from './budget';
import { ParsingPool } from './pool';
import { fail, work } from './testTasks';

const FILE = require.resolve('./testTasks');
const WORK = { file: FILE, run: work };

describe('a pool of threads', () => {
  const pools: ParsingPool[] = [];
  const poolOf = (limits = {}) => {
    const pool = new ParsingPool({ fileMs: 300, ...limits });
    pools.push(pool);
    return pool;
  };
  afterEach(async () => {
    await Promise.all(pools.splice(0).map(pool => pool.close()));
  });

  it('hands back what a task answers', async () => {
    await expect(poolOf().run(WORK, { files: ['a', 'b'] })).resolves.toEqual([
      'a: read',
      'b: read',
    ]);
  });

  it('ends a file that takes too long, and reads the others', async () => {
    await expect(
      poolOf().run(WORK, { files: ['a', 'endless', 'b'] }),
    ).resolves.toEqual([
      'a: read',
      'endless: not read: took longer than 0.3 s',
      'b: read',
    ]);
  });

  it('ends a file that takes too much memory, and reads the others', async () => {
    await expect(
      poolOf({ fileMs: 60_000, memoryMb: 96 }).run(WORK, {
        files: ['a', 'hungry', 'b'],
      }),
    ).resolves.toEqual([
      'a: read',
      'hungry: not read: needed more than 96 MB of memory',
      'b: read',
    ]);
  });

  it('gives a repository up whose time is used up by no single file', async () => {
    const run = poolOf({ repositoryMs: 500 }).run(WORK, {
      files: ['a', 'endless phase'],
    });
    await expect(run).rejects.toThrow(BudgetExceeded);
    await expect(run).rejects.toThrow(
      'not read: its files took longer than 0.5 s',
    );
  });

  it('counts the time of files that were ended as time of the repository', async () => {
    await expect(
      poolOf({ fileMs: 400, repositoryMs: 500 }).run(WORK, {
        files: ['endless', 'endless phase'],
      }),
    ).rejects.toThrow(BudgetExceeded);
  });

  it('hands on what a task throws', async () => {
    await expect(
      poolOf().run({ file: FILE, run: fail }, undefined),
    ).rejects.toMatchObject({ name: 'TypeError', message: 'is broken' });
  });

  it('ends with the signal of its caller', async () => {
    const controller = new AbortController();
    const run = poolOf({ fileMs: 60_000 }).run(
      WORK,
      { files: ['endless'] },
      controller.signal,
    );
    setTimeout(() => controller.abort(new Error('the sync ended')), 100);
    await expect(run).rejects.toThrow('the sync ended');
  });

  it('leaves the thread of the caller free', async () => {
    let ticks = 0;
    const clock = setInterval(() => (ticks += 1), 10);
    await poolOf().run(WORK, { files: ['endless'] });
    clearInterval(clock);
    expect(ticks).toBeGreaterThan(5);
  });
});
