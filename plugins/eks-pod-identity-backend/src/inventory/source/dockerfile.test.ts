import { isDockerfile, readDockerfile } from './dockerfile';

describe('Dockerfiles', () => {
  it.each([
    ['Dockerfile', true],
    ['deploy/Dockerfile.prod', true],
    ['build/api.dockerfile', true],
    ['Containerfile', true],
    ['docker/Dockerfile.ci.dockerignore', false],
    ['Dockerfile.dockerignore', false],
    ['docs/Dockerfiles.md', false],
    ['Dockerfile/readme', false],
  ])('%s is one: %s', (path, expected) => {
    expect(isDockerfile(path)).toBe(expected);
  });

  it.each<[string, string, string[]]>([
    ['one stage', 'FROM alpine\nENV AWS_PROFILE=prod\n', ['AWS_PROFILE:2']],
    [
      'the old form with a space',
      'FROM alpine\nENV AWS_ROLE_ARN arn:aws:iam::111122223333:role/a\n',
      ['AWS_ROLE_ARN:2'],
    ],
    [
      'several variables in one instruction',
      'FROM alpine\nENV A=1 AWS_REGION=x \\\n  AWS_PROFILE=y\n',
      ['AWS_REGION:2', 'AWS_PROFILE:3'],
    ],
    [
      'a build stage that the image is not made from',
      'FROM alpine AS build\nENV AWS_PROFILE=ci\nFROM scratch\nCOPY --from=build /a /a\n',
      [],
    ],
    [
      'a stage that the image is made from',
      'FROM alpine AS base\nENV AWS_PROFILE=a\nFROM base\nENV AWS_REGION=b\n',
      ['AWS_PROFILE:2', 'AWS_REGION:4'],
    ],
    [
      'a build argument, which no container carries',
      'FROM alpine\nARG AWS_ACCESS_KEY_ID\n',
      [],
    ],
    ['a comment', 'FROM alpine\n# ENV AWS_PROFILE=a\n', []],
    ['another variable', 'FROM alpine\nENV NOT_AWS_PROFILE=a\n', []],
    ['a file without FROM', 'ENV AWS_PROFILE=a\n', []],
    ['an empty file', '', []],
    [
      'a stage that names itself',
      'FROM base AS base\nENV AWS_PROFILE=a\n',
      ['AWS_PROFILE:2'],
    ],
  ])('tell what the image carries: %s', (_name, text, expected) => {
    expect(
      readDockerfile(text).variables.map(({ name, line }) => `${name}:${line}`),
    ).toEqual(expected);
  });

  it('never tell a value', () => {
    const text = 'FROM alpine\nENV AWS_SECRET_ACCESS_KEY=hunter2\n';
    expect(JSON.stringify(readDockerfile(text))).not.toContain('hunter2');
  });
});
