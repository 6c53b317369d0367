import { DEFAULT_LIMITS, Selection } from './selection';

describe('which files of a repository are read', () => {
  const selection = new Selection(['services/orders', 'apps']);

  it.each<[string, string, string[]]>([
    [
      'a lockfile of the service',
      'services/orders/package-lock.json',
      ['dependencies'],
    ],
    ['a lockfile above it', 'package-lock.json', ['dependencies']],
    [
      'a manifest beside it, which it may ask for',
      'libs/common/package.json',
      ['dependencies'],
    ],
    ['its code', 'services/orders/src/app.py', ['code']],
    ['a lockfile of Elixir', 'services/orders/mix.lock', ['dependencies']],
    ['a lockfile of Bazel above it', 'maven_install.json', ['dependencies']],
    [
      'a manifest that is not read',
      'services/orders/orders.cabal',
      ['dependencies'],
    ],
    ['a flake above it', 'flake.nix', ['dependencies']],
    ['what may build a flake', '.github/workflows/build.yml', ['dependencies']],
    [
      'its Dockerfile, which also installs SDKs',
      'services/orders/Dockerfile',
      ['dependencies', 'dockerfile'],
    ],
    ['its Terraform', 'services/orders/infra/main.tf', ['terraform']],
    [
      'the lockfile of its Terraform',
      'services/orders/infra/.terraform.lock.hcl',
      ['terraform'],
    ],
    [
      'a template that may set add-ons',
      'services/orders/infra/eks.template',
      ['infrastructure'],
    ],
    ['code of another service', 'services/web/src/app.py', []],
    [
      'code of a service whose name begins in the same way',
      'services/orders-ui/app.py',
      [],
    ],
    ['Terraform of others', 'infra/main.tf', []],
    ['installed code', 'services/orders/node_modules/x/index.js', []],
    ['downloaded modules', 'apps/.terraform/modules/eks/main.tf', []],
    ['anything else', 'services/orders/logo.png', []],
    ['what lies too deep', `apps/${'a/'.repeat(30)}app.py`, []],
  ])('%s', (_name, path, uses) => {
    expect(selection.usesOf(path)).toEqual(uses);
  });

  it('is bounded by size, number and sum, and what is left out is told once', () => {
    const bounded = new Selection([''], {
      ...DEFAULT_LIMITS,
      code: { files: 2, fileBytes: 1024, totalBytes: 1500 },
    });
    expect(bounded.take('a.py', 1000)).toBe(true);
    expect(bounded.take('b.py', 2000)).toBe(false);
    expect(bounded.take('c.py', 1000)).toBe(false);
    expect(bounded.take('d.py', 100)).toBe(true);
    expect(bounded.take('e.py', 1)).toBe(false);
    expect(bounded.gaps.map(({ reason }) => reason)).toEqual([
      'b.py is larger than 1 KiB and was not read',
      'the repository has more than 2 source files or more than 1 KiB of them; the rest was not read',
    ]);
  });

  it('knows which folders there are', () => {
    const wanted = new Selection(['services/orders', 'services/gone']);
    wanted.take('services/orders/README.md', 10);
    expect(wanted.hasFolder('services/orders')).toBe(true);
    expect(wanted.hasFolder('services/gone')).toBe(false);
    expect(wanted.hasFolder('')).toBe(true);
  });
});
