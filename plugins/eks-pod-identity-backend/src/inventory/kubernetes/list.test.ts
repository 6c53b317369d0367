import { listAll } from './list';

describe('a list of Kubernetes', () => {
  it('goes on from page to page', async () => {
    const pages = [
      { items: [1, 2], metadata: { _continue: 'two' } },
      { items: [3], metadata: {} },
    ];
    expect(await listAll(async () => pages.shift()!)).toEqual([1, 2, 3]);
  });

  it('may be empty', async () => {
    expect(await listAll(async () => ({ items: [] }))).toEqual([]);
  });

  it.each<[string, any]>([
    ['an empty object', {}],
    ['no items', { metadata: {} }],
    ['items that are none', { items: null }],
    ['an object of items', { items: { one: 1 } }],
    ['a text', 'OK'],
    ['nothing', undefined],
    ['null', null],
  ])('is no empty one where the answer is %s', async (_what, answer) => {
    await expect(listAll(async () => answer)).rejects.toThrow(
      /has no list 'items'/,
    );
  });

  it('is no shorter one where a later page is broken', async () => {
    const pages: any[] = [{ items: [1], metadata: { _continue: 'two' } }, {}];
    await expect(listAll(async () => pages.shift())).rejects.toThrow(
      /has no list 'items'/,
    );
  });
});
