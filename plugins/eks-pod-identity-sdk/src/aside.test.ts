import { SourceFile } from './ecosystem';
import { SdkVerdict } from './result';
import { scanFiles } from './scan';
import { scanServices } from './services';
import { scopeOfSurroundings } from './surroundings';

const GO_MOD = (version: string, more = '') =>
  `module example.org/api\n\ngo 1.22\n\nrequire github.com/aws/aws-sdk-go v${version}\n${more}`;
const NEW = '1.55.5';
const OLD = '1.30.27';

function npmLock(packages: Record<string, string>): string {
  return JSON.stringify({
    lockfileVersion: 3,
    packages: Object.fromEntries([
      ['', { dependencies: packages }],
      ...Object.entries(packages).map(([name, version]) => [
        `node_modules/${name}`,
        { version },
      ]),
    ]),
  });
}

const manifest = (dependencies: Record<string, string>) =>
  JSON.stringify({ dependencies });

const api: SourceFile = { path: 'go.mod', text: GO_MOD(NEW) };

describe('what is not there to be run', () => {
  it.each<[string, SdkVerdict, SourceFile[]]>([
    [
      'an action of GitHub with a lockfile of its own',
      'supported',
      [
        api,
        {
          path: '.github/actions/deploy/package-lock.json',
          text: npmLock({ 'aws-sdk': '2.1000.0' }),
        },
      ],
    ],
    [
      'a Gemfile with only Jekyll beside a module of Go',
      'supported',
      [
        api,
        { path: 'Gemfile', text: 'gem "jekyll", "~> 4.3"\ngem "webrick"\n' },
      ],
    ],
    [
      'a package.json with only Docusaurus',
      'supported',
      [
        api,
        {
          path: 'website/package.json',
          text: manifest({
            '@docusaurus/core': '3.5.2',
            '@docusaurus/preset-classic': '3.5.2',
            react: '^18.0.0',
            'react-dom': '^18.0.0',
          }),
        },
      ],
    ],
    [
      'a package.json with only VuePress at the root',
      'supported',
      [api, { path: 'package.json', text: manifest({ vuepress: '^1.9.0' }) }],
    ],
    [
      'requirements of MkDocs at the root',
      'supported',
      [
        api,
        { path: 'requirements.txt', text: 'mkdocs>=1.6\nmkdocs-material\n' },
      ],
    ],
    [
      'requirements of documents by their name',
      'supported',
      [api, { path: 'requirements-docs.txt', text: 'sphinx\nboto3==1.20.0\n' }],
    ],
    [
      "requirements of a chart's tests",
      'supported',
      [
        api,
        { path: 'charts/api/tests/requirements.txt', text: 'boto3==1.20.0\n' },
      ],
    ],
    [
      'requirements of tests beside those that run',
      'supported',
      [api, { path: 'test-requirements.txt', text: 'moto\nboto3==1.20.0\n' }],
    ],
    [
      'a module of examples that takes the root from its folder',
      'too-old',
      [
        { path: 'go.mod', text: GO_MOD(OLD) },
        {
          path: 'examples/go.mod',
          text: `module example.org/examples\n\ngo 1.22\n\nrequire (\n\texample.org/api v0.0.0\n\tgithub.com/aws/aws-sdk-go v${NEW}\n)\n\nreplace example.org/api => ../\n`,
        },
      ],
    ],
    [
      'an old SDK in a module of examples',
      'supported',
      [api, { path: 'examples/s3/go.mod', text: GO_MOD(OLD) }],
    ],
    [
      'a module of tools',
      'supported',
      [api, { path: 'tools/go.mod', text: GO_MOD(OLD) }],
    ],
    [
      'a module in tools that no module lies above',
      'too-old',
      [
        { path: 'api/go.mod', text: GO_MOD(NEW) },
        { path: 'tools/go.mod', text: GO_MOD(OLD) },
      ],
    ],
    [
      'a nested module that the root takes from its folder',
      'supported',
      [
        {
          path: 'go.mod',
          text: GO_MOD(
            NEW,
            '\nrequire example.org/auth v0.1.0\n\nreplace example.org/auth => ./auth\n',
          ),
        },
        { path: 'auth/go.mod', text: GO_MOD(OLD) },
      ],
    ],
    [
      'a nested module that makes an image of its own',
      'too-old',
      [
        {
          path: 'go.mod',
          text: GO_MOD(
            NEW,
            '\nrequire example.org/auth v0.1.0\n\nreplace example.org/auth => ./auth\n',
          ),
        },
        { path: 'auth/go.mod', text: GO_MOD(OLD) },
        { path: 'auth/Dockerfile', text: 'FROM golang:1.22\n' },
      ],
    ],
    [
      'a nested module that the root does not take from its folder',
      'too-old',
      [api, { path: 'auth/go.mod', text: GO_MOD(OLD) }],
    ],
    [
      'a package.json with Docusaurus and an SDK',
      'too-old',
      [
        api,
        {
          path: 'website/package.json',
          text: manifest({
            '@docusaurus/core': '3.5.2',
            'aws-sdk': '2.1000.0',
          }),
        },
      ],
    ],
    [
      'a package.json with a framework that documents may use too',
      'unknown',
      [api, { path: 'web/package.json', text: manifest({ next: '14.0.0' }) }],
    ],
    [
      'a manifest in docs that is the only one, beside a Dockerfile',
      'too-old',
      [
        { path: 'Dockerfile', text: 'FROM node:20\nCOPY docs .\nRUN npm ci\n' },
        {
          path: 'docs/package-lock.json',
          text: npmLock({ 'aws-sdk': '2.1000.0' }),
        },
      ],
    ],
    [
      'requirements of documents that include those that run',
      'too-old',
      [
        {
          path: 'requirements.txt',
          text: 'boto3==1.20.0 --hash=sha256:aa\nbotocore==1.23.0 --hash=sha256:bb\n',
        },
        {
          path: 'docs/requirements.txt',
          text: '-r ../requirements.txt\nsphinx\n',
        },
      ],
    ],
    [
      'a package-lock.json of Docusaurus alone',
      'no-aws-sdk',
      [
        {
          path: 'package.json',
          text: manifest({ '@docusaurus/core': '3.5.2' }),
        },
        {
          path: 'package-lock.json',
          text: npmLock({ '@docusaurus/core': '3.5.2' }),
        },
      ],
    ],
  ])('with %s it is %s', async (_name, verdict, files) => {
    expect((await scanFiles(files)).verdict).toBe(verdict);
  });

  it.each([
    ['docs/requirements.txt', 'development'],
    ['requirements-docs.txt', 'development'],
    ['docs-requirements.in', 'development'],
    ['requirements_test.txt', 'test'],
    ['e2e/package.json', 'test'],
    ['examples/a/go.mod', 'development'],
    ['requirements.txt', undefined],
    ['requirements-prod.txt', undefined],
    ['doctor/package.json', undefined],
    ['latest/package.json', undefined],
    ['documents-service/pom.xml', undefined],
  ])('%s is for %s', (path, scope) => {
    expect(scopeOfSurroundings(path)).toBe(scope);
  });

  it('does not keep a service from the lockfile above', async () => {
    const results = await scanServices(
      [
        { path: 'go.mod', text: GO_MOD(OLD) },
        { path: 'cmd/api/docs/requirements.txt', text: 'mkdocs\n' },
      ],
      ['cmd/api'],
    );
    expect(results.get('cmd/api')!.verdict).toBe('too-old');
  });
});
