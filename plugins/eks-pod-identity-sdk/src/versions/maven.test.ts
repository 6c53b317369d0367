import { mavenVersions } from './maven';

describe('Maven versions', () => {
  // Pairs from Maven's own version order specification, and versions that the SDKs have.
  it.each([
    ['1', '1.1'],
    ['1-snapshot', '1'],
    ['1', '1-sp'],
    ['1-foo2', '1-foo10'],
    ['1.foo', '1-1'],
    ['1-1', '1.1'],
    ['1-alpha', '1-beta'],
    ['1-beta', '1-milestone'],
    ['1-milestone', '1-rc'],
    ['1-rc', '1-snapshot'],
    ['1-a1', '1-b1'],
    ['1.0-alpha-2', '1.0-alpha-10'],
    ['2.21.29', '2.21.30'],
    ['2.9.0', '2.21.30'],
    ['2.21.30-SNAPSHOT', '2.21.30'],
    ['1.12.99', '1.12.746'],
    ['0.33.0-beta', '0.33.1-beta'],
    ['0.33.1-beta', '0.33.1'],
    ['0.33.1-beta', '1.0.0'],
    ['0.17.5-alpha', '0.33.1-beta'],
    ['1.0.0', '99999999999999999999.0'],
  ])('%s comes before %s', (low, high) => {
    expect(mavenVersions.compare(low, high)).toBeLessThan(0);
    expect(mavenVersions.compare(high, low)).toBeGreaterThan(0);
  });

  it.each([
    ['1', '1.0'],
    ['1', '1.0.0'],
    ['1', '1-ga'],
    ['1', '1.0.0-final'],
    ['1-rc1', '1-cr1'],
    ['1-a1', '1-alpha-1'],
    ['1.0-RC1', '1-rc1'],
  ])('%s equals %s', (a, b) => {
    expect(mavenVersions.compare(a, b)).toBe(0);
  });

  it.each([
    ['[2.0,2.21)', true],
    ['[2.0,2.21.30)', true],
    ['[2.0,2.21.30]', false],
    ['(,2.20.0]', true],
    ['[2.20.0]', true],
    ['[2.0,)', false],
    ['[1,2),[3,4)', false],
    ['[1,2),[2,2.5)', true],
    ['2.20.+', true],
    ['2.+', false],
    ['[1.0, 2.0[', true],
    ['LATEST', false],
    ['nonsense', false],
    ['[', false],
  ])('a range %s that is below 2.21.30: %s', (range, below) => {
    expect(mavenVersions.isRangeBelow(range, '2.21.30')).toBe(below);
  });

  it.each(['[1.0]', '2.+', 'LATEST', '${x}', '1.0,2.0', ''])(
    '%s is no version',
    text => {
      expect(mavenVersions.isVersion(text)).toBe(false);
    },
  );
});
