import { goVersions } from './go';

describe('Go versions', () => {
  it.each([
    ['1.47.9', '1.47.11'],
    ['v1.24.0', '1.25.0'],
    ['v1.25.0-rc.1', 'v1.25.0'],
    // A commit after 1.47.10 is not yet 1.47.11.
    ['v1.47.11-0.20231109221140-0123456789ab', 'v1.47.11'],
    ['v0.0.0-20231109221140-0123456789ab', 'v1.0.0'],
    ['v1.9.0+incompatible', 'v1.10.0'],
  ])('%s comes before %s', (low, high) => {
    expect(goVersions.compare(low, high)).toBeLessThan(0);
    expect(goVersions.compare(high, low)).toBeGreaterThan(0);
  });

  it('takes neither a branch nor a part of a version for a version', () => {
    expect(
      ['master', 'v1', '1.2', '', 'latest'].map(goVersions.isVersion),
    ).toEqual([false, false, false, false, false]);
  });
});
