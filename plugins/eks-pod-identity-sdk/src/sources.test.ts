import { scanFiles } from './scan';
import { scanServices } from './services';

const LOCK = {
  path: 'package-lock.json',
  text: JSON.stringify({
    lockfileVersion: 3,
    packages: {
      '': { dependencies: { 'aws-sdk': '2.1692.0' } },
      'node_modules/aws-sdk': { version: '2.1692.0' },
    },
  }),
};
const GO_MOD = 'module example.org/app\n\ngo 1.22\n';
const POM =
  '<project><modelVersion>4.0.0</modelVersion><groupId>g</groupId><artifactId>a</artifactId><version>1</version></project>';

const empty = (...paths: string[]) => paths.map(path => ({ path, text: '' }));

describe('code whose build is not among the files', () => {
  it.each([
    'src/main/java/org/example/App.java',
    'src/main/kotlin/App.kt',
    'app/Main.scala',
    'cmd/api/main.go',
    'native/src/lib.rs',
    'src/core.clj',
    'Api/Program.cs',
  ])('%s: no other lockfile tells what it brings', async path => {
    const { verdict, reason, unread } = await scanFiles([LOCK, ...empty(path)]);
    expect(verdict).toBe('unknown');
    expect(reason).toContain(path);
    expect(unread).toHaveLength(1);
  });

  it.each([
    ['a test', 'app/AppTest.java'],
    ['a test of Go', 'deploy/main_test.go'],
    ['a document', 'docs/snippets/App.java'],
    ['an example', 'examples/app/main.go'],
    ['a tool', 'tools/gen.go'],
    ['a wrapper of Maven', '.mvn/wrapper/MavenWrapperDownloader.java'],
    ['a template', 'skeleton/src/main/java/App.java'],
    ['a placeholder', '{{cookiecutter.name}}/main.go'],
    ['vendored code', 'vendor/github.com/x/y/y.go'],
    ['a script of Python', 'deploy/gen.py'],
    ['an application for telephones', 'ios/App/AppDelegate.swift'],
  ])('%s is nothing that runs', async (_, path) => {
    const { verdict } = await scanFiles([LOCK, ...empty(path)]);
    expect(verdict).toBe('supported');
  });

  it.each([
    ['go.mod', GO_MOD, 'cmd/api/main.go'],
    ['vendor/modules.txt', '# github.com/x/y v1.0.0\n## explicit\n', 'main.go'],
    [
      'api/App.csproj',
      '<Project Sdk="Microsoft.NET.Sdk" />',
      'shared/Clock.cs',
    ],
  ])('%s tells of it', async (path, text, source) => {
    const { unread } = await scanFiles([
      LOCK,
      { path, text },
      ...empty(source),
    ]);
    expect(unread).toBeUndefined();
  });

  it('is told by a build above it, not by one beside it', async () => {
    const { unread } = await scanFiles([
      { path: 'a/pom.xml', text: POM },
      ...empty('a/src/main/java/A.java', 'b/src/main/java/B.java'),
    ]);
    expect(unread).toEqual([
      'b/src/main/java/B.java is Java code whose build is not among the files: not read',
    ]);
  });

  it('is compiled with the build above the folder of a service', async () => {
    const folder = 'cmd/api';
    const files = [
      {
        path: 'go.mod',
        text: `${GO_MOD}\nrequire github.com/aws/aws-sdk-go v1.44.0\n`,
      },
      { ...LOCK, path: `${folder}/package-lock.json` },
      ...empty(`${folder}/main.go`),
    ];
    const scans = await scanServices(files, [folder]);
    expect(scans.get(folder)?.verdict).toBe('too-old');
  });
});
