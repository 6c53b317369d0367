import { cargoVersions } from './cargo';
import { composerVersions } from './composer';
import { conanVersions } from './conan';

describe('versions of Composer, Conan and Cargo', () => {
  it.each([
    ['3.99.0', '3.287.1'],
    ['3.287.1-RC1', '3.287.1'],
    ['v3.287.0', '3.287.1'],
  ])('Composer has %s before %s', (low, high) => {
    expect(composerVersions.compare(low, high)).toBeLessThan(0);
  });

  it.each([
    ['^2.8', true],
    ['^3.0', false],
    ['~3.100.0', true],
    ['~3.100', false],
    ['3.100.*', true],
    ['3.*', false],
    ['^2.8 || ^3.0', false],
    ['^1.0|^2.8', true],
    ['>=3.0 <3.200', true],
    ['>=3.0, <3.200', true],
    ['3.0 - 3.100', true],
    ['*', false],
    ['dev-master', false],
  ])('a Composer range %s that is below 3.287.1: %s', (range, below) => {
    expect(composerVersions.isRangeBelow(range, '3.287.1')).toBe(below);
  });

  it('takes no branch for a version', () => {
    expect(
      ['dev-master', '3.x-dev', '^3', ''].map(composerVersions.isVersion),
    ).toEqual([false, false, false, false]);
  });

  it('compares tags and ports of C++ by their numbers', () => {
    expect(conanVersions.compare('1.9.379', '1.11.263')).toBeLessThan(0);
    expect(conanVersions.compare('1.11.263#2', '1.11.263')).toBe(0);
    expect(conanVersions.isRangeBelow('>=1.9 <1.10', '1.11.263')).toBe(true);
    expect(conanVersions.isRangeBelow('>=1.9', '1.11.263')).toBe(false);
  });

  it.each([
    ['0.55', true],
    ['1', false],
    ['1.0', false],
    ['~1.1.0', false],
    ['~1.0', true],
    ['=1.1.7', true],
    ['>=1, <1.1', true],
    ['*', false],
  ])('a Cargo requirement %s that is below 1.1.8: %s', (range, below) => {
    expect(cargoVersions.isRangeBelow(range, '1.1.8')).toBe(below);
  });
});
