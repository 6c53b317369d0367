import { formatOf, kindOfFormat } from './formats';

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

describe('the format of a path', () => {
  it.each([
    ['Dockerfile', 'dockerfile'],
    ['docker/Dockerfile.ci', 'dockerfile'],
    ['api.Dockerfile', 'dockerfile'],
    ['docker/Dockerfile.ci.dockerignore', undefined],
    ['Dockerfile.dockerignore', undefined],
    ['api.Dockerfile.dockerignore', undefined],
    ['.dockerignore', undefined],
  ])('%s is %s', (path, format) => {
    expect(formatOf(path)?.format.name).toBe(format);
  });
});
