import { scanFiles } from './scan';

/** Files of one folder, the client, and what they tell of it: undefined where it is not used. */
type Row = [
  name: string,
  sdk: string,
  supports: boolean | null | undefined,
  files: Record<string, string>,
];

const gomod = (requires: string) => ({
  'go.mod': `module example.org/app\n\ngo 1.21\n\nrequire ${requires}\n`,
});
const npmLock = (name: string, version: string) => ({
  'package-lock.json': JSON.stringify({
    name: 'app',
    lockfileVersion: 3,
    packages: {
      '': { name: 'app', dependencies: { [name]: `^${version}` } },
      [`node_modules/${name}`]: { version },
    },
  }),
});
const composerLock = (packages: Record<string, string>) => ({
  'composer.lock': JSON.stringify({
    packages: Object.entries(packages).map(([name, version]) => ({
      name,
      version,
    })),
    'packages-dev': [],
  }),
});
const gemLock = (name: string, version: string) => ({
  'Gemfile.lock': `GEM\n  remote: https://gems.example.org/\n  specs:\n    ${name} (${version})\n\nPLATFORMS\n  ruby\n\nDEPENDENCIES\n  ${name}\n\nBUNDLED WITH\n   2.5.0\n`,
});
const SOURCE = 'source = "registry+https://crates.example.org/index"\n';
const cargoLock = (version: string, needs: string[], asker = 'app') =>
  [
    '[[package]]\nname = "app"\nversion = "0.1.0"\n',
    asker === 'app'
      ? 'dependencies = [\n "object_store",\n]\n\n'
      : `dependencies = [\n "${asker}",\n]\n\n[[package]]\nname = "${asker}"\nversion = "1.0.0"\n${SOURCE}dependencies = [\n "object_store",\n]\n\n`,
    `[[package]]\nname = "object_store"\nversion = "${version}"\n${SOURCE}`,
    `dependencies = [\n${needs.map(name => ` "${name}",\n`).join('')}]\n`,
    ...needs.map(
      name => `\n[[package]]\nname = "${name}"\nversion = "1.0.0"\n${SOURCE}`,
    ),
  ].join('');
const cargoToml = (dependency: string, more = '') =>
  `[package]\nname = "app"\nversion = "0.1.0"\n\n[dependencies]\n${dependency}\n${more}`;
const CLOUD = ['bytes', 'quick-xml', 'reqwest'];
const pom = (group: string, artifact: string, version: string) => ({
  'pom.xml': `<project><groupId>org.example</groupId><artifactId>app</artifactId><version>1</version><dependencies><dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency></dependencies></project>`,
});

const ROWS: Row[] = [
  [
    'minio-go before the first good one',
    'minio-go',
    false,
    gomod('github.com/minio/minio-go/v7 v7.0.68'),
  ],
  [
    'minio-go from the first good one on',
    'minio-go',
    true,
    gomod('github.com/minio/minio-go/v7 v7.0.69'),
  ],
  [
    'minio-go of version 6',
    'minio-go',
    false,
    gomod('github.com/minio/minio-go/v6 v6.0.57'),
  ],
  [
    'MinIO for JavaScript in any version',
    'minio-js',
    false,
    npmLock('minio', '8.0.5'),
  ],
  [
    'MinIO for JavaScript in any range',
    'minio-js',
    false,
    { 'package.json': JSON.stringify({ dependencies: { minio: '*' } }) },
  ],
  [
    'MinIO for JavaScript for tests only is told, and does not decide',
    'minio-js',
    undefined,
    {
      'package.json': JSON.stringify({ devDependencies: { minio: '^8.0.0' } }),
    },
  ],
  [
    'another package with minio in its name',
    'minio-js',
    undefined,
    npmLock('@types/minio', '7.1.1'),
  ],
  ['MinIO for Java', 'minio-java', null, pom('io.minio', 'minio', '8.5.17')],
  [
    'AsyncAws by its core',
    'async-aws',
    true,
    composerLock({ 'async-aws/core': '1.23.0', 'async-aws/s3': '2.6.0' }),
  ],
  [
    'AsyncAws by a core that is too old',
    'async-aws',
    false,
    composerLock({ 'async-aws/core': '1.22.1', 'async-aws/s3': '3.0.0' }),
  ],
  [
    'AsyncAws by a client alone',
    'async-aws',
    null,
    {
      'composer.json': JSON.stringify({ require: { 'async-aws/s3': '^2.6' } }),
    },
  ],
  [
    'AsyncAws behind a mailer',
    'async-aws',
    null,
    {
      'composer.json': JSON.stringify({
        require: { 'symfony/amazon-mailer': '^7.0' },
      }),
    },
  ],
  [
    'AsyncAws by the bound of its core',
    'async-aws',
    true,
    {
      'composer.json': JSON.stringify({
        require: { 'async-aws/core': '^1.24' },
      }),
    },
  ],
  ['fog-aws before', 'fog-aws', false, gemLock('fog-aws', '3.24.0')],
  ['fog-aws from on', 'fog-aws', true, gemLock('fog-aws', '3.25.0')],
  [
    'fog-aws by its bound',
    'fog-aws',
    true,
    { Gemfile: "gem 'fog-aws', '~> 3.27'\n" },
  ],
  [
    'object_store with the feature for AWS',
    'object_store',
    false,
    {
      'Cargo.lock': cargoLock('0.11.2', CLOUD),
      'Cargo.toml': cargoToml(
        'object_store = { version = "0.11", features = ["aws"] }',
      ),
    },
  ],
  [
    'object_store with the feature for AWS, new enough',
    'object_store',
    true,
    {
      'Cargo.lock': cargoLock('0.12.1', CLOUD),
      'Cargo.toml': cargoToml(
        'object_store = { version = "0.12", features = ["aws", "gcp"] }',
      ),
    },
  ],
  [
    'object_store for another cloud',
    'object_store',
    undefined,
    {
      'Cargo.lock': cargoLock('0.11.2', CLOUD),
      'Cargo.toml': cargoToml(
        'object_store = { version = "0.11", features = ["gcp"] }',
      ),
    },
  ],
  [
    'object_store for files, behind another crate',
    'object_store',
    undefined,
    { 'Cargo.lock': cargoLock('0.11.2', ['bytes', 'chrono'], 'datafusion') },
  ],
  [
    'object_store for AWS, behind another crate',
    'object_store',
    false,
    { 'Cargo.lock': cargoLock('0.11.2', ['md-5', ...CLOUD], 'deltalake-aws') },
  ],
  [
    'object_store for some cloud, behind another crate',
    'object_store',
    null,
    { 'Cargo.lock': cargoLock('0.11.2', CLOUD, 'lake') },
  ],
  [
    'object_store with a feature of the project that turns AWS on',
    'object_store',
    false,
    {
      'Cargo.lock': cargoLock('0.11.2', CLOUD),
      'Cargo.toml': cargoToml(
        'object_store = "0.11"',
        '\n[features]\ns3 = ["object_store/aws"]\n',
      ),
    },
  ],
  [
    'object_store in a manifest, by its bound',
    'object_store',
    true,
    {
      'Cargo.toml': cargoToml(
        'object_store = { version = "0.12.1", features = ["aws"] }',
      ),
    },
  ],
  [
    'object_store in a manifest, without AWS',
    'object_store',
    undefined,
    { 'Cargo.toml': cargoToml('object_store = "0.11"') },
  ],
  [
    'ExAws before',
    'ex_aws',
    false,
    {
      'mix.lock':
        '%{\n  "ex_aws": {:hex, :ex_aws, "2.5.8", "a", [:mix], [], "hexpm", "b"},\n}\n',
    },
  ],
];

describe('clients that are no AWS SDK and bring a chain of their own', () => {
  it.each(ROWS)('%s (%s): %s', async (_, sdk, supports, files) => {
    const { sdks } = await scanFiles(
      Object.entries(files).map(([path, text]) => ({ path, text })),
    );
    const answers = sdks
      .filter(finding => finding.sdk === sdk && finding.decides)
      .map(finding => finding.supportsPodIdentity);
    expect([false, null, true].find(answer => answers.includes(answer))).toBe(
      supports,
    );
  });
});
