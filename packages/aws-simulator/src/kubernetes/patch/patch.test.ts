import { applyConfiguration, trackUpdate } from './apply';
import { jsonPatch } from './jsonPatch';
import { mergePatch } from './mergePatch';
import { strategicMergePatch } from './strategicMerge';

describe('mergePatch', () => {
  it.each([
    ['sets a member', { a: 1 }, { b: 2 }, { a: 1, b: 2 }],
    ['removes with null', { a: 1, b: 2 }, { a: null }, { b: 2 }],
    ['merges maps', { m: { x: 1 } }, { m: { y: 2 } }, { m: { x: 1, y: 2 } }],
    ['replaces lists', { l: [1, 2] }, { l: [3] }, { l: [3] }],
    [
      'makes maps of other things',
      { m: 'text' },
      { m: { x: 1 } },
      { m: { x: 1 } },
    ],
  ])('%s', (_, target, patch, result) => {
    expect(mergePatch(target, patch)).toEqual(result);
  });
});

const container = (name: string, more: object = {}) => ({ name, ...more });

describe('strategicMergePatch', () => {
  it.each([
    [
      'merges containers by name',
      { containers: [container('a', { image: '1' }), container('b')] },
      { containers: [container('a', { image: '2' })] },
      { containers: [container('a', { image: '2' }), container('b')] },
    ],
    [
      'merges env by name, inside a container',
      { containers: [container('a', { env: [{ name: 'X', value: '1' }] })] },
      { containers: [container('a', { env: [{ name: 'Y', value: '2' }] })] },
      {
        containers: [
          container('a', {
            env: [
              { name: 'X', value: '1' },
              { name: 'Y', value: '2' },
            ],
          }),
        ],
      },
    ],
    [
      'deletes an item by directive',
      { env: [{ name: 'X' }, { name: 'Y' }] },
      { env: [{ name: 'X', $patch: 'delete' }] },
      { env: [{ name: 'Y' }] },
    ],
    [
      'replaces a list by directive',
      { env: [{ name: 'X' }] },
      { env: [{ $patch: 'replace' }, { name: 'Z' }] },
      { env: [{ name: 'Z' }] },
    ],
    [
      'replaces a map by directive',
      { labels: { a: '1' } },
      { labels: { $patch: 'replace', b: '2' } },
      { labels: { b: '2' } },
    ],
    [
      'keeps only retained keys',
      { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } } },
      { strategy: { $retainKeys: ['type'], type: 'Recreate' } },
      { strategy: { type: 'Recreate' } },
    ],
    [
      'orders as told',
      { env: [{ name: 'A' }, { name: 'B' }] },
      { $setElementOrder_env: true, env: [{ name: 'C' }] },
      { env: [{ name: 'C' }, { name: 'A' }, { name: 'B' }] },
    ],
    [
      'replaces lists without a key',
      { args: ['a'] },
      { args: ['b'] },
      { args: ['b'] },
    ],
    [
      'takes members of sets out',
      { finalizers: ['a', 'b'] },
      { '$deleteFromPrimitiveList/finalizers': ['a'] },
      { finalizers: ['b'] },
    ],
    ['removes with null', { a: 1, b: 2 }, { a: null }, { b: 2 }],
  ])('%s', (_, target, patch, result) => {
    const { $setElementOrder_env: order, ...rest } = patch as Record<
      string,
      unknown
    >;
    const full = order
      ? {
          ...rest,
          '$setElementOrder/env': [{ name: 'C' }, { name: 'A' }, { name: 'B' }],
        }
      : rest;
    expect(strategicMergePatch(target, full)).toEqual(result);
  });

  it('refuses an item without its key', () => {
    expect(() => strategicMergePatch({}, { env: [{ value: 'x' }] })).toThrow(
      /does not contain declared merge key: name/,
    );
  });

  it('changes nothing in what it was given', () => {
    const target = { containers: [container('a', { image: '1' })] };
    strategicMergePatch(target, {
      containers: [container('a', { image: '2' })],
    });
    expect(target.containers[0]).toEqual({ name: 'a', image: '1' });
  });
});

describe('jsonPatch', () => {
  it('applies operations', () => {
    expect(
      jsonPatch({ a: { b: 1 } }, [
        { op: 'replace', path: '/a/b', value: 2 },
        { op: 'add', path: '/c', value: [] },
      ]),
    ).toEqual({ a: { b: 2 }, c: [] });
  });

  it.each([
    ['a test that fails', [{ op: 'test', path: '/a', value: 2 }], 422],
    ['a path that is not there', [{ op: 'remove', path: '/x/y' }], 422],
    ['a map in the place of a list', { op: 'add' }, 400],
  ])('refuses %s', (_, patch, code) => {
    expect(() => jsonPatch({ a: 1 }, patch)).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

describe('server-side apply', () => {
  const live = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: 'x',
      uid: 'u',
      resourceVersion: '1',
      creationTimestamp: '',
    },
    data: { theirs: '1' },
  };
  const configuration = (data: object) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'x' },
    data,
  });
  const apply = (object: typeof live, data: object, force = false) =>
    applyConfiguration(object, configuration(data), {
      manager: 'me',
      force,
      now: '2026-06-01T12:00:00Z',
    }) as typeof live;

  it('adds its fields and leaves the others', () => {
    expect(apply(live, { mine: '2' }).data).toEqual({ theirs: '1', mine: '2' });
  });

  it('removes what it applied before and no longer names', () => {
    const first = apply(live, { mine: '2', more: '3' });
    expect(apply(first, { mine: '2' }).data).toEqual({
      theirs: '1',
      mine: '2',
    });
  });

  it('stops at a field that somebody else set to another value, unless forced', () => {
    const theirs = trackUpdate(
      undefined,
      live,
      'them',
      '2026-06-01T12:00:00Z',
    ) as typeof live;
    expect(() => apply(theirs, { theirs: '9' })).toThrow(
      expect.objectContaining({
        code: 409,
        message: expect.stringContaining('conflict with "them": .data.theirs'),
      }),
    );
    expect(apply(theirs, { theirs: '9' }, true).data.theirs).toBe('9');
  });
});
