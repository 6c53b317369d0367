import { kindOfFormat } from './formats';

describe('the sort of evidence that a format is', () => {
  it.each([
    ['package-lock', 'lockfile'],
    ['poetry-lock', 'lockfile'],
    ['pylock', 'lockfile'],
    ['gemfile-lock', 'lockfile'],
    ['sbom', 'sbom'],
    ['package-json', 'manifest'],
    ['requirements', 'manifest'],
    ['something-that-is-no-format', 'manifest'],
  ])('%s is a %s', (name, kind) => {
    expect(kindOfFormat(name)).toBe(kind);
  });
});
