import { scanFiles } from '../../../scan';

/** Files of a workspace without a lockfile, and what is found: version or range, and what that means. */
type Row = [name: string, expected: string[], files: Record<string, string>];

const manifest = (dependencies: Record<string, string>, more = {}) =>
  JSON.stringify({ name: 'app', dependencies, ...more }, undefined, 2);

const ROWS: Row[] = [
  [
    'the default catalog of pnpm gives the version',
    ['aws-sdk 2.1400.0: false'],
    {
      'pnpm-workspace.yaml':
        'packages:\n  - apps/*\ncatalog:\n  aws-sdk: 2.1400.0\n',
      'apps/api/package.json': manifest({ 'aws-sdk': 'catalog:' }),
    },
  ],
  [
    'a named catalog of pnpm gives the version',
    ['@aws-sdk/client-s3 3.621.0: true'],
    {
      'pnpm-workspace.yaml':
        "packages:\n  - apps/*\ncatalogs:\n  aws:\n    '@aws-sdk/client-s3': 3.621.0\n  old:\n    '@aws-sdk/client-s3': 3.400.0\n",
      'apps/api/package.json': manifest({
        '@aws-sdk/client-s3': 'catalog:aws',
      }),
    },
  ],
  [
    'the catalog called default is the default one',
    ['aws-sdk ^2.1600.0: true'],
    {
      'pnpm-workspace.yaml':
        'packages:\n  - apps/*\ncatalogs:\n  default:\n    aws-sdk: ^2.1600.0\n',
      'apps/api/package.json': manifest({ 'aws-sdk': 'catalog:' }),
    },
  ],
  [
    'a catalog without the package tells nothing',
    ['aws-sdk ?: null'],
    {
      'pnpm-workspace.yaml':
        'packages:\n  - apps/*\ncatalog:\n  lodash: 4.0.0\n',
      'apps/api/package.json': manifest({ 'aws-sdk': 'catalog:' }),
    },
  ],
  [
    'the catalog of Bun stands in the workspaces of the root',
    ['aws-sdk 2.1692.0: true'],
    {
      'package.json': JSON.stringify({
        name: 'root',
        workspaces: {
          packages: ['apps/*'],
          catalog: { 'aws-sdk': '2.1692.0' },
        },
      }),
      'apps/api/package.json': manifest({ 'aws-sdk': 'catalog:' }),
    },
  ],
  [
    'a named catalog of Bun stands at the top of the root, too',
    ['aws-sdk 2.1000.0: false'],
    {
      'package.json': JSON.stringify({
        name: 'root',
        workspaces: ['apps/*'],
        catalogs: { legacy: { 'aws-sdk': '2.1000.0' } },
      }),
      'apps/api/package.json': manifest({ 'aws-sdk': 'catalog:legacy' }),
    },
  ],
  [
    'the catalog of Yarn stands in its settings',
    ['aws-sdk 2.1692.0: true'],
    {
      '.yarnrc.yml':
        'nodeLinker: node-modules\ncatalog:\n  aws-sdk: 2.1692.0\n',
      'apps/api/package.json': manifest({ 'aws-sdk': 'catalog:' }),
    },
  ],
  [
    'an alias in a catalog is followed',
    ['aws-sdk 2.1400.0: false'],
    {
      'pnpm-workspace.yaml': 'catalog:\n  aws: npm:aws-sdk@2.1400.0\n',
      'package.json': manifest({ aws: 'catalog:' }),
    },
  ],
  [
    'an override of npm replaces what is asked for',
    ['aws-sdk 2.1400.0: false'],
    {
      'package.json': manifest(
        { 'aws-sdk': '^2.1600.0' },
        { overrides: { 'aws-sdk': '2.1400.0' } },
      ),
    },
  ],
  [
    'an override of what a client brings along decides',
    ['@aws-sdk/credential-provider-node 3.400.0: false'],
    {
      'package.json': manifest(
        { '@aws-sdk/client-s3': '^3.621.0' },
        { overrides: { '@aws-sdk/credential-provider-node': '3.400.0' } },
      ),
    },
  ],
  [
    'an override below one client leaves open what the others bring',
    ['@aws-sdk/credential-provider-node ?: null'],
    {
      'package.json': manifest(
        { '@aws-sdk/client-s3': '^3.621.0' },
        {
          overrides: {
            '@aws-sdk/client-s3': {
              '@aws-sdk/credential-provider-node': '3.400.0',
            },
          },
        },
      ),
    },
  ],
  [
    'a resolution of Yarn with a path',
    ['aws-sdk 2.1692.0: true'],
    {
      'package.json': manifest(
        { 'aws-sdk': '^2.0.0' },
        { resolutions: { '**/aws-sdk': '2.1692.0' } },
      ),
    },
  ],
  [
    'an override of pnpm for a range counts beside what is asked for',
    ['aws-sdk ^2.1000.0: null', 'aws-sdk ~2.1400.0: false'],
    {
      'package.json': manifest(
        { 'aws-sdk': '^2.1000.0' },
        { pnpm: { overrides: { 'aws-sdk@^2.1000': '~2.1400.0' } } },
      ),
    },
  ],
  [
    'an override that means what is asked for changes nothing',
    ['aws-sdk ^2.1600.0: true'],
    {
      'package.json': manifest(
        { 'aws-sdk': '^2.1600.0' },
        { overrides: { 'aws-sdk': '$aws-sdk' } },
      ),
    },
  ],
  [
    'an override of what nobody uses is no use',
    [],
    {
      'package.json': manifest(
        { express: '^4.0.0' },
        { overrides: { 'aws-sdk': '2.1400.0' } },
      ),
    },
  ],
];

describe('catalogs and overrides', () => {
  it.each(ROWS)('%s: %j', async (_, expected, files) => {
    const { sdks } = await scanFiles(
      Object.entries(files).map(([path, text]) => ({ path, text })),
    );
    expect(
      sdks
        .map(
          finding =>
            `${finding.package} ${finding.version ?? finding.range ?? '?'}: ${
              finding.supportsPodIdentity
            }`,
        )
        .sort(),
    ).toEqual(expected);
  });
});
