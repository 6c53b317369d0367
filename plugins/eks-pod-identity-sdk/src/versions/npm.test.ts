import { npmVersions } from './npm';

describe('npm versions', () => {
  it.each([
    ['3.99.0', '3.503.1'],
    ['3.503.1-alpha.1', '3.503.1'],
    ['2.9.0', '2.1550.0'],
  ])('%s comes before %s', (low, high) => {
    expect(npmVersions.compare(low, high)).toBeLessThan(0);
  });

  it.each([
    ['~3.400.0', true],
    ['^3.400.0', false],
    ['3.400.x', true],
    ['<3.503.1', true],
    ['>=3 <3.400 || 3.450.0', true],
    ['>=3 <3.400 || 3.600.0', false],
    ['latest', false],
    ['workspace:*', false],
  ])('a range %s that is below 3.503.1: %s', (range, below) => {
    expect(npmVersions.isRangeBelow(range, '3.503.1')).toBe(below);
  });

  it('takes neither a range nor a tag for a version', () => {
    expect(
      ['^1.0.0', 'latest', 'v1.0.0', '1.x'].map(npmVersions.isVersion),
    ).toEqual([false, false, false, false]);
  });
});
