import { nugetVersions } from './nuget';

describe('NuGet versions', () => {
  it.each([
    ['3.7.99', '3.7.302.0'],
    ['3.7.301.99', '3.7.302'],
    ['3.7.302-preview.2', '3.7.302'],
    ['4.0.0-preview.9', '4.0.0-preview.10'],
    ['4.0.0-alpha', '4.0.0-alpha.1'],
    ['3.7.302.0', '3.7.302.1'],
    ['2.3.55.2', '3.3'],
  ])('%s comes before %s', (low, high) => {
    expect(nugetVersions.compare(low, high)).toBeLessThan(0);
    expect(nugetVersions.compare(high, low)).toBeGreaterThan(0);
  });

  it.each([
    ['3.7.302', '3.7.302.0'],
    ['1.0.0+build.1', '1.0.0+build.2'],
    ['1.0.0-RC', '1.0.0-rc'],
  ])('%s equals %s', (a, b) => {
    expect(nugetVersions.compare(a, b)).toBe(0);
  });

  it.each([
    ['3.7.*', false],
    ['3.3.*', true],
    ['[3.3,3.7)', true],
    ['[3.7, 4.0)', false],
    ['(,3.7.302)', true],
    ['(,3.7.302]', false],
    ['[3.7.100]', true],
    ['*', false],
    ['[3.7,)', false],
    ['nonsense', false],
  ])('a range %s that is below 3.7.302.0: %s', (range, below) => {
    expect(nugetVersions.isRangeBelow(range, '3.7.302.0')).toBe(below);
  });
});
