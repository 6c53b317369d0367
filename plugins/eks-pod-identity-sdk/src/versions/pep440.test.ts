import { pep440Versions } from './pep440';

describe('Python versions', () => {
  it.each([
    ['1.34.9', '1.34.41'],
    ['1.34.41rc1', '1.34.41'],
    ['1.34.41.dev1', '1.34.41a1'],
    ['1.34.41', '1.34.41.post1'],
    ['2.0', '1!1.0'],
  ])('%s comes before %s', (low, high) => {
    expect(pep440Versions.compare(low, high)).toBeLessThan(0);
  });

  it.each([
    ['~=1.26.0', true],
    ['~=1.26', false],
    ['==1.26.*', true],
    ['==1.34.*', false],
    ['==1.*', false],
    ['!=1.26.*', false],
    ['>=1.20,<1.34', true],
    ['>=1.20,<1.35', false],
    ['<1.34.41', true],
    ['<=1.34.41', false],
    ['===1.20.0', true],
    ['nonsense', false],
    ['', false],
  ])('a range %s that is below 1.34.41: %s', (range, below) => {
    expect(pep440Versions.isRangeBelow(range, '1.34.41')).toBe(below);
  });
});
