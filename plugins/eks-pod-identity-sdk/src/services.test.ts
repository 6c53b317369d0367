import { scanServices } from './services';

function lock(packages: object): string {
  return JSON.stringify({ name: 'shop', lockfileVersion: 3, packages });
}

const monorepo = [
  {
    path: 'package.json',
    text: JSON.stringify({
      name: 'shop',
      workspaces: ['services/*', 'libs/*'],
    }),
  },
  {
    path: 'package-lock.json',
    text: lock({
      '': { name: 'shop', workspaces: ['services/*', 'libs/*'] },
      'services/orders': {
        name: 'orders',
        dependencies: { '@aws-sdk/client-s3': '^3.400.0' },
      },
      'services/web': { name: 'web', dependencies: { express: '^4.0.0' } },
      'services/mail': { name: 'mail', dependencies: { queue: '*' } },
      'libs/queue': {
        name: 'queue',
        dependencies: { '@aws-sdk/client-sqs': '^3.700.0' },
      },
      'node_modules/orders': { resolved: 'services/orders', link: true },
      'node_modules/web': { resolved: 'services/web', link: true },
      'node_modules/mail': { resolved: 'services/mail', link: true },
      'node_modules/queue': { resolved: 'libs/queue', link: true },
      'node_modules/express': { version: '4.19.2' },
      'node_modules/@aws-sdk/client-s3': { version: '3.400.0' },
      'node_modules/@aws-sdk/client-sqs': {
        version: '3.700.0',
        dependencies: { '@aws-sdk/credential-provider-node': '3.700.0' },
      },
      'node_modules/@aws-sdk/credential-provider-node': { version: '3.700.0' },
    }),
  },
  {
    path: 'services/orders/package.json',
    text: JSON.stringify({
      name: 'orders',
      dependencies: { '@aws-sdk/client-s3': '^3.400.0' },
    }),
  },
  {
    path: 'services/web/package.json',
    text: JSON.stringify({ name: 'web', dependencies: { express: '^4.0.0' } }),
  },
  {
    path: 'services/mail/package.json',
    text: JSON.stringify({ name: 'mail', dependencies: { queue: '*' } }),
  },
  {
    path: 'libs/queue/package.json',
    text: JSON.stringify({
      name: 'queue',
      dependencies: { '@aws-sdk/client-sqs': '^3.700.0' },
    }),
  },
  { path: 'services/report/Gemfile', text: '' },
  {
    path: 'services/report/Gemfile.lock',
    text: 'GEM\n  specs:\n    aws-sdk-core (3.180.0)\n\nPLATFORMS\n  ruby\n\nDEPENDENCIES\n  aws-sdk-core\n',
  },
];

async function verdictOf(folder: string, files = monorepo) {
  const results = await scanServices(files, [folder]);
  return results.get(folder)!;
}

describe('the services of a monorepo', () => {
  it.each([
    [
      'takes an old SDK of its own from the lockfile above',
      'services/orders',
      'too-old',
    ],
    ['does not take the SDK of its neighbour', 'services/web', 'no-aws-sdk'],
    [
      'takes what a library of the workspace brings',
      'services/mail',
      'supported',
    ],
    [
      'is judged by its own lockfile, not by that of another ecosystem above',
      'services/report',
      'too-old',
    ],
    ['is the whole repository where its folder is the root', '', 'too-old'],
  ])('a service %s', async (_name, folder, verdict) => {
    expect((await verdictOf(folder)).verdict).toBe(verdict);
  });

  it('are judged together with one reading', async () => {
    let reads = 0;
    const texts = new Map(monorepo.map(({ path, text }) => [path, text]));
    const results = await scanServices(
      {
        paths: texts.keys(),
        read: async path => {
          reads += path === 'package-lock.json' ? 1 : 0;
          return texts.get(path);
        },
      },
      ['services/orders', 'services/web', 'services/mail'],
    );
    expect([...results.values()].map(({ verdict }) => verdict)).toEqual([
      'too-old',
      'no-aws-sdk',
      'supported',
    ]);
    expect(reads).toBe(1);
  });

  it('without dependency files of their own take those of the nearest folder above', async () => {
    const files = [
      { path: 'poetry/app.py', text: '' },
      { path: 'Gemfile.lock', text: monorepo.at(-1)!.text },
      {
        path: 'apps/Gemfile.lock',
        text: monorepo.at(-1)!.text.replace('3.180.0', '3.190.0'),
      },
    ];
    expect((await verdictOf('apps/hello', files)).verdict).toBe('supported');
    expect((await verdictOf('poetry', files)).verdict).toBe('too-old');
  });

  it('are unknown where the lockfile above is broken', async () => {
    const files = monorepo.map(file =>
      file.path === 'package-lock.json'
        ? { ...file, text: file.text.slice(0, 300) }
        : file,
    );
    const result = await verdictOf('services/web', files);
    expect(result.verdict).toBe('unknown');
    expect(result.files).toContainEqual(
      expect.objectContaining({ file: 'package-lock.json', ok: false }),
    );
  });

  it('keep an SDK that one member needs at run time and another one optionally', async () => {
    const files = [
      {
        path: 'pnpm-lock.yaml',
        text: [
          "lockfileVersion: '9.0'",
          'importers:',
          '  .: {}',
          '  a:',
          '    dependencies:',
          "      '@aws-sdk/client-s3': {specifier: ^3.0.0, version: 3.400.0}",
          '  b:',
          '    optionalDependencies:',
          "      '@aws-sdk/client-s3': {specifier: ^3.0.0, version: 3.400.0}",
          '  c:',
          '    devDependencies:',
          "      '@aws-sdk/client-s3': {specifier: ^3.0.0, version: 3.400.0}",
          'packages:',
          "  '@aws-sdk/client-s3@3.400.0':",
          '    resolution: {integrity: sha512-aaaa}',
          'snapshots:',
          "  '@aws-sdk/client-s3@3.400.0': {}",
          '',
        ].join('\n'),
      },
      ...['a', 'b', 'c'].map(name => ({
        path: `${name}/package.json`,
        text: '{}',
      })),
    ];
    expect((await verdictOf('a', files)).verdict).toBe('too-old');
    expect((await verdictOf('b', files)).verdict).toBe('too-old');
    expect((await verdictOf('c', files)).verdict).toBe('no-aws-sdk');
  });
});
