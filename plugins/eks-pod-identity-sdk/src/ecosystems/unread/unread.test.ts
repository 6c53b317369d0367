import { join } from 'path';
import { scanFolder } from '../../folder';
import { formatOf } from '../../formats';
import { scanTable } from '../../testSupport/scanTable';

describe('what is recognised and not read', () => {
  scanTable(__dirname, [
    {
      name: 'a flake for the shells of developers is only noted',
      folder: 'dev-shell',
      verdict: 'supported',
      sdks: [
        'js-v2 aws-sdk 2.1692.0 package-lock.json:1 runtime direct: supported',
      ],
    },
    {
      name: 'a flake that a Dockerfile builds is not read',
      folder: 'flake-in-dockerfile',
      verdict: 'unknown',
      sdks: [
        'js-v2 aws-sdk 2.1692.0 package-lock.json:1 runtime direct: supported',
      ],
      reason: /flake\.nix is a Nix flake: not read/,
    },
    {
      name: 'a flake that makes an image is not read',
      folder: 'flake-image',
      verdict: 'unknown',
      sdks: [
        'js-v2 aws-sdk 2.1692.0 package-lock.json:1 runtime direct: supported',
      ],
      reason: /a Nix flake: not read/,
    },
    {
      name: 'a flake that a Makefile builds is not read',
      folder: 'flake-in-makefile',
      verdict: 'unknown',
      sdks: [
        'js-v2 aws-sdk 2.1692.0 package-lock.json:1 runtime direct: supported',
      ],
      reason: /a Nix flake: not read/,
    },
    {
      name: 'a flake that stands alone is named as what is not read',
      folder: 'flake-alone',
      verdict: 'unknown',
      sdks: [],
      reason: /a Nix flake: not read/,
    },
    {
      name: 'a manifest of Haskell beside a lockfile without a client leaves open whether there is one',
      folder: 'haskell-beside',
      verdict: 'unknown',
      sdks: [],
      reason: /stack\.yaml is a Haskell package: not read/,
    },
    {
      name: 'a manifest of Dart in another folder leaves it open too',
      folder: 'pubspec-beside',
      verdict: 'unknown',
      sdks: [
        'js-v2 aws-sdk 2.1692.0 web/package-lock.json:1 runtime direct: supported',
      ],
      reason: /server\/pubspec\.yaml is a Dart package: not read/,
    },
    {
      name: 'an Ant build beside a lockfile is not read',
      folder: 'ant-beside',
      verdict: 'unknown',
      sdks: [
        'js-v2 aws-sdk 2.1692.0 package-lock.json:1 runtime direct: supported',
      ],
      reason: /an Ant build: not read/,
    },
    {
      name: 'a setup script of Python beside a lockfile of another language is not read',
      folder: 'setup-py-beside',
      verdict: 'unknown',
      sdks: [],
      reason: /a setup script of Python: not read/,
    },
    {
      name: 'a setup script whose requirements are compiled above it is told by them',
      folder: 'setup-py-told',
      verdict: 'supported',
      sdks: [
        'python-boto3 boto3 1.35.20 requirements.txt:1 runtime found: supported',
        'python-botocore botocore 1.35.20 requirements.txt:3 runtime found: supported',
      ],
    },
    {
      name: 'a Makefile, workflows and documents leave a clear answer clear',
      folder: 'clear',
      verdict: 'supported',
      sdks: [
        'js-v2 aws-sdk 2.1692.0 package-lock.json:1 runtime direct: supported',
      ],
    },
    {
      name: 'what only tests build does not count',
      folder: 'tests-only',
      verdict: 'supported',
      sdks: [
        'js-v2 aws-sdk 2.1692.0 package-lock.json:1 runtime direct: supported',
      ],
    },
  ]);

  it('is named beside the verdict, but for what is only noted', async () => {
    const told = async (folder: string) =>
      (await scanFolder(join(__dirname, '__fixtures__', folder))).unread;
    expect(await told('flake-in-dockerfile')).toEqual([
      'flake.nix is a Nix flake: not read',
    ]);
    expect(await told('dev-shell')).toBeUndefined();
  });

  it.each([
    ['flake.nix', 'unread-nix-flake'],
    ['nix/image.nix', 'unread-nix-expression'],
    ['guix.scm', 'unread-guix-definition'],
    ['app/BUILD.bazel', 'unread-bazel-package'],
    ['app/BUCK', 'unread-buck-project'],
    ['pants.toml', 'unread-pants-project'],
    ['build.xml', 'unread-ant-build'],
    ['ivy.xml', 'unread-ivy-module'],
    ['pubspec.yaml', 'unread-dart-package'],
    ['shard.lock', 'unread-crystal-shard'],
    ['api.cabal', 'unread-haskell-package'],
    ['api.opam', 'unread-ocaml-package'],
    ['Manifest.toml', 'unread-julia-project'],
    ['build.zig.zon', 'unread-zig-package'],
    ['api.nimble', 'unread-nim-package'],
    ['api-1.0-1.rockspec', 'unread-lua-rock'],
    ['meson.build', 'unread-meson-build'],
    ['configure.ac', 'unread-autotools-build'],
    ['recipe/meta.yaml', 'unread-conda-recipe'],
    ['Ballerina.toml', 'unread-ballerina-package'],
    ['gleam.toml', 'unread-gleam-package'],
    ['dub.json', 'unread-d-package'],
    ['Gopkg.lock', 'unread-glide-or-dep-manifest-of-go'],
    ['project.toml', undefined],
    ['module.yaml', 'spark-code'],
    ['Makefile', undefined],
    ['README.md', undefined],
  ])('%s is of the format %s', (path, format) => {
    expect(formatOf(path)?.format.name).toBe(format);
  });
});
