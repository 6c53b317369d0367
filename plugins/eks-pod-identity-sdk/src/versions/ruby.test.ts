import { rubyVersions } from './ruby';

describe('Ruby versions', () => {
  it.each([
    ['3.99.0', '3.188.0'],
    ['3.188.0.pre1', '3.188.0'],
    ['3.188', '3.188.0.1'],
  ])('%s comes before %s', (low, high) => {
    expect(rubyVersions.compare(low, high)).toBeLessThan(0);
  });

  it.each([
    ['~> 3.100.0', true],
    ['~> 3', false],
    ['~> 2', true],
    ['>= 3.0, < 3.100', true],
    ['= 3.10.0', true],
    ['>= 0', false],
    ['nonsense!', false],
  ])('a range %s that is below 3.188.0: %s', (range, below) => {
    expect(rubyVersions.isRangeBelow(range, '3.188.0')).toBe(below);
  });
});
