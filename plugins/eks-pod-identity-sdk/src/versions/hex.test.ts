import { hexVersions } from './hex';

describe("Hex's versions", () => {
  it.each([
    ['~> 2.4', '2.6.0', false],
    ['~> 2.4.1', '2.6.0', true],
    ['~> 1.1', '2.6.0', true],
    ['== 2.5.10', '2.6.0', true],
    ['2.5.10', '2.6.0', true],
    ['>= 2.0.0 and < 2.6.0', '2.6.0', true],
    ['~> 1.1 or ~> 2.4', '2.6.0', false],
    ['~> 1.1 or ~> 2.4.0', '2.6.0', true],
    ['>= 0.0.0', '2.6.0', false],
    ['whatever', '2.6.0', false],
  ])('%s is below %s: %s', (range, minimum, below) => {
    expect(hexVersions.isRangeBelow(range, minimum)).toBe(below);
  });

  it('are in the order of semantic versioning', () => {
    expect(hexVersions.compare('2.10.0', '2.9.1')).toBeGreaterThan(0);
    expect(hexVersions.isVersion('2.5.10')).toBe(true);
    expect(hexVersions.isVersion('~> 2.5')).toBe(false);
  });
});
