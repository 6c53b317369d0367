import { globCovers, globsOverlap } from './globs';
import { patternOf } from './patterns';

describe('two patterns', () => {
  it.each<[boolean, string, string]>([
    [true, '*', 's3:Get*'],
    [true, 's3:*', 's3:Get*'],
    [true, 's3:Get*', 's3:GetObject'],
    [true, 's3:G?t*', 's3:Get*'],
    [true, 'a*c', 'abbc'],
    [true, '*', ''],
    [false, 's3:Get*', 's3:*'],
    [false, 's3:?', 's3:*'],
    [false, 's3:GetObject', 's3:Get*'],
    [false, '', 'a'],
  ])('covers is %s: %s, %s', (expected, wide, narrow) => {
    expect(globCovers(patternOf(wide), patternOf(narrow))).toBe(expected);
  });

  it.each<[boolean, string, string]>([
    [true, 's3:*Object', 's3:Get*'],
    [true, 'arn:*:iam::*:role/*', 'arn:aws:iam::111122223333:role/x'],
    [true, 'a*', '*b'],
    [true, '*', '*'],
    [true, '', '*'],
    [true, 'a?', '?b'],
    [false, 'a*b', 'a*c'],
    [false, 's3:Get*', 's3:Put*'],
    [false, 'a', 'a?'],
    [false, '', '?'],
  ])('overlap is %s: %s, %s', (expected, a, b) => {
    expect(globsOverlap(patternOf(a), patternOf(b))).toBe(expected);
    expect(globsOverlap(patternOf(b), patternOf(a))).toBe(expected);
  });

  it('leaves a character to literals where told', () => {
    const [a, b] = [patternOf('x*'), patternOf('xa:b')];
    expect(globsOverlap(a, b)).toBe(true);
    expect(globsOverlap(a, b, { notInFirst: ':' })).toBe(false);
  });

  it('does not take long with many wildcards', () => {
    const start = performance.now();
    globsOverlap(patternOf('*a'.repeat(500)), patternOf('*b'.repeat(500)));
    globCovers(patternOf(`${'*a'.repeat(500)}b`), patternOf('a'.repeat(1000)));
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
