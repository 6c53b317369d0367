import { scanFiles } from './scan';

/** What a folder with one manifest and no lockfile tells of one SDK. */
type Row = [
  name: string,
  sdk: string,
  supports: boolean | null,
  path: string,
  text: string,
];

const npm = (dependencies: Record<string, string>, more = {}) =>
  JSON.stringify({ name: 'app', dependencies, ...more });
const composer = (range: string) =>
  JSON.stringify({ require: { 'aws/aws-sdk-php': range } });
const requirements = (...lines: string[]) => `${lines.join('\n')}\n`;
const pyproject = (range: string) =>
  `[project]\nname = "app"\ndependencies = ["boto3${range}"]\n`;
const poetry = (range: string) =>
  `[tool.poetry]\nname = "app"\n[tool.poetry.dependencies]\nboto3 = ${range}\n`;
const cargo = (requirement: string) =>
  `[package]\nname = "app"\n[dependencies]\naws-config = "${requirement}"\n`;
const pom = (version: string) =>
  `<project><groupId>org.example</groupId><artifactId>app</artifactId><version>1</version><dependencies><dependency><groupId>software.amazon.awssdk</groupId><artifactId>s3</artifactId><version>${version}</version></dependency></dependencies></project>`;
const gradle = (version: string) =>
  `dependencies {\n  implementation("software.amazon.awssdk:s3:${version}")\n}\n`;
const csproj = (...packages: [string, string][]) =>
  `<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>${packages
    .map(
      ([name, version]) =>
        `<PackageReference Include="${name}" Version="${version}" />`,
    )
    .join('')}</ItemGroup></Project>`;
const gomod = (...requires: string[]) =>
  `module example.org/app\n\ngo 1.21\n\nrequire (\n${requires
    .map(line => `\t${line}\n`)
    .join('')})\n`;

const V2 = 'github.com/aws/aws-sdk-go-v2';

const ROWS: Row[] = [
  [
    'npm: a caret from above the minimum',
    'js-v2',
    true,
    'package.json',
    npm({ 'aws-sdk': '^2.1600.0' }),
  ],
  [
    'npm: a caret from the minimum itself',
    'js-v2',
    true,
    'package.json',
    npm({ 'aws-sdk': '^2.1550.0' }),
  ],
  [
    'npm: a caret across the minimum',
    'js-v2',
    null,
    'package.json',
    npm({ 'aws-sdk': '^2.1549.0' }),
  ],
  [
    'npm: a tilde below the minimum',
    'js-v2',
    false,
    'package.json',
    npm({ 'aws-sdk': '~2.1549.0' }),
  ],
  [
    'npm: alternatives that are all good',
    'js-v3',
    true,
    'package.json',
    npm({
      '@aws-sdk/credential-provider-node': '~3.600.0 || ^3.700.0',
    }),
  ],
  [
    'npm: alternatives of which one is too old',
    'js-v3',
    null,
    'package.json',
    npm({ '@aws-sdk/client-s3': '~3.400.0 || ^3.700.0' }),
  ],
  [
    'npm: a client that is too old in all its versions',
    'js-v3',
    false,
    'package.json',
    npm({ '@aws-sdk/client-s3': '~3.496.0' }),
  ],
  [
    'npm: a client from any version 3 on',
    'js-v3',
    null,
    'package.json',
    npm({ '@aws-sdk/client-s3': '^3.0.0' }),
  ],
  [
    'npm: a tag',
    'js-v3',
    null,
    'package.json',
    npm({ '@aws-sdk/client-s3': 'latest' }),
  ],
  [
    'npm: an open range',
    'js-v2',
    null,
    'package.json',
    npm({ 'aws-sdk': '*' }),
  ],
  [
    'npm: an open upper end above the minimum',
    'js-v2',
    true,
    'package.json',
    npm({ 'aws-sdk': '>=2.1600' }),
  ],
  [
    'npm: a peer, which the platform brings',
    'js-v2',
    null,
    'package.json',
    npm({}, { peerDependencies: { 'aws-sdk': '^2.1600.0' } }),
  ],
  [
    'requirements: a lower bound above the minimum',
    'python-boto3',
    true,
    'requirements.txt',
    requirements('boto3>=1.34.41'),
  ],
  [
    'requirements: a lower bound below the minimum',
    'python-boto3',
    null,
    'requirements.txt',
    requirements('boto3>=1.34.40'),
  ],
  [
    'requirements: a compatible release',
    'python-boto3',
    true,
    'requirements.txt',
    requirements('boto3~=1.35.0'),
  ],
  [
    'requirements: a compatible release that ends too early',
    'python-boto3',
    false,
    'requirements.txt',
    requirements('boto3~=1.33.0'),
  ],
  [
    'requirements: a series',
    'python-boto3',
    true,
    'requirements.txt',
    requirements('boto3==1.35.*'),
  ],
  [
    'requirements: an excluded version changes nothing',
    'python-boto3',
    null,
    'requirements.txt',
    requirements('boto3!=1.35.1'),
  ],
  [
    'requirements: boto3 from above brings a botocore from above',
    'python-botocore',
    true,
    'requirements.txt',
    requirements('boto3>=1.35', 'botocore'),
  ],
  [
    'requirements: a botocore that is bound decides for an open boto3',
    'python-boto3',
    true,
    'requirements.txt',
    requirements('boto3', 'botocore>=1.34.41'),
  ],
  [
    'requirements: a botocore that ends too early decides for an open boto3',
    'python-boto3',
    false,
    'requirements.txt',
    requirements('boto3', 'botocore<1.32'),
  ],
  [
    'pyproject: a range',
    'python-boto3',
    true,
    'pyproject.toml',
    pyproject('>=1.35,<2'),
  ],
  [
    'pyproject: an open range',
    'python-boto3',
    null,
    'pyproject.toml',
    pyproject(''),
  ],
  [
    'Poetry: a caret from above',
    'python-boto3',
    true,
    'pyproject.toml',
    poetry('"^1.35"'),
  ],
  [
    'Poetry: a caret across',
    'python-boto3',
    null,
    'pyproject.toml',
    poetry('"^1.26"'),
  ],
  [
    'Poetry: a tilde below',
    'python-boto3',
    false,
    'pyproject.toml',
    poetry('"~1.33"'),
  ],
  [
    'Poetry: alternatives that are all good',
    'python-boto3',
    true,
    'pyproject.toml',
    poetry('"^1.35 || ~1.34.50"'),
  ],
  [
    'Poetry: alternatives that are all too old',
    'python-boto3',
    false,
    'pyproject.toml',
    poetry('"~1.26 || ~1.28"'),
  ],
  [
    'Poetry: versions by environment that are all good',
    'python-boto3',
    true,
    'pyproject.toml',
    poetry(
      '[{version = "^1.35", python = ">=3.9"}, {version = "1.34.50", python = "<3.9"}]',
    ),
  ],
  [
    'Poetry: versions by environment of which one is too old',
    'python-boto3',
    null,
    'pyproject.toml',
    poetry(
      '[{version = "^1.35", python = ">=3.9"}, {version = "1.26.1", python = "<3.9"}]',
    ),
  ],
  [
    'Composer: a caret from above',
    'php',
    true,
    'composer.json',
    composer('^3.300'),
  ],
  [
    'Composer: a caret across',
    'php',
    null,
    'composer.json',
    composer('^3.200'),
  ],
  ['Composer: version 2', 'php', false, 'composer.json', composer('^2.8')],
  [
    'Composer: alternatives across',
    'php',
    null,
    'composer.json',
    composer('^2.8 || ^3.300'),
  ],
  [
    'Composer: a tilde from above',
    'php',
    true,
    'composer.json',
    composer('~3.300.0'),
  ],
  ['Composer: a branch', 'php', null, 'composer.json', composer('dev-master')],
  [
    'Ruby: a pessimistic bound from above',
    'ruby',
    true,
    'Gemfile',
    "gem 'aws-sdk-core', '~> 3.190'\n",
  ],
  [
    'Ruby: a pessimistic bound across',
    'ruby',
    null,
    'Gemfile',
    "gem 'aws-sdk-core', '~> 3.180'\n",
  ],
  [
    'Ruby: a pessimistic bound below',
    'ruby',
    false,
    'Gemfile',
    "gem 'aws-sdk-core', '~> 3.180.0'\n",
  ],
  [
    'Ruby: two bounds',
    'ruby',
    true,
    'Gemfile',
    "gem 'aws-sdk-core', '>= 3.188', '< 4'\n",
  ],
  [
    'Ruby: version 2 of the meta gem',
    'ruby',
    false,
    'Gemfile',
    "gem 'aws-sdk', '~> 2.11'\n",
  ],
  [
    'Ruby: version 3 of the meta gem tells nothing',
    'ruby',
    null,
    'Gemfile',
    "gem 'aws-sdk', '~> 3.1'\n",
  ],
  [
    'Ruby: a service gem tells nothing',
    'ruby',
    null,
    'Gemfile',
    "gem 'aws-sdk-s3', '~> 1.140'\n",
  ],
  ['Cargo: a caret from above', 'rust', true, 'Cargo.toml', cargo('1.5')],
  ['Cargo: a caret across', 'rust', null, 'Cargo.toml', cargo('1')],
  ['Cargo: a caret below', 'rust', false, 'Cargo.toml', cargo('0.57')],
  ['Cargo: a tilde from above', 'rust', true, 'Cargo.toml', cargo('~1.2')],
  [
    'Cargo: two bounds from above',
    'rust',
    true,
    'Cargo.toml',
    cargo('>=1.1.8, <2'),
  ],
  [
    'Maven: an interval from above',
    'java-v2',
    true,
    'pom.xml',
    pom('[2.21.30,)'),
  ],
  ['Maven: an interval across', 'java-v2', null, 'pom.xml', pom('[2.20,3)')],
  [
    'Maven: an interval below',
    'java-v2',
    false,
    'pom.xml',
    pom('[2.0,2.21.30)'),
  ],
  ['Maven: the latest', 'java-v2', null, 'pom.xml', pom('LATEST')],
  [
    'Gradle: a prefix from above',
    'java-v2',
    true,
    'build.gradle.kts',
    gradle('2.25.+'),
  ],
  [
    'Gradle: a prefix across',
    'java-v2',
    null,
    'build.gradle.kts',
    gradle('2.+'),
  ],
  [
    'Gradle: a prefix below',
    'java-v2',
    false,
    'build.gradle.kts',
    gradle('2.20.+'),
  ],
  [
    'Gradle: an interval from above',
    'java-v2',
    true,
    'build.gradle.kts',
    gradle('[2.22,3['),
  ],
  [
    'NuGet: an interval from above',
    'dotnet',
    true,
    'App.csproj',
    csproj(['AWSSDK.Core', '[3.7.302,4)']),
  ],
  [
    'NuGet: an interval below',
    'dotnet',
    false,
    'App.csproj',
    csproj(['AWSSDK.Core', '[3.3,3.7)']),
  ],
  [
    'NuGet: a floating version across',
    'dotnet',
    null,
    'App.csproj',
    csproj(['AWSSDK.Core', '3.7.*']),
  ],
  [
    'NuGet: a floating version from above',
    'dotnet',
    true,
    'App.csproj',
    csproj(['AWSSDK.Core', '4.*']),
  ],
  [
    '.NET: a service of series 400 needs a core of that series',
    'dotnet',
    true,
    'App.csproj',
    csproj(['AWSSDK.S3', '3.7.402.3']),
  ],
  [
    '.NET: a service of series 300 may have a core of 3.7.300',
    'dotnet',
    null,
    'App.csproj',
    csproj(['AWSSDK.S3', '3.7.399.9']),
  ],
  [
    '.NET: a service of series 500 needs a core of that series',
    'dotnet',
    true,
    'App.csproj',
    csproj(['AWSSDK.SQS', '3.7.500.1']),
  ],
  [
    '.NET: a service of series 400 proves the core for one of series 300 beside it',
    'dotnet',
    true,
    'App.csproj',
    csproj(['AWSSDK.S3', '3.7.305.1'], ['AWSSDK.SQS', '3.7.400.4']),
  ],
  [
    '.NET: an old service tells only the least core',
    'dotnet',
    null,
    'App.csproj',
    csproj(['AWSSDK.S3', '3.7.103']),
  ],
  [
    '.NET: a service in a range from series 400 on',
    'dotnet',
    true,
    'App.csproj',
    csproj(['AWSSDK.S3', '[3.7.400,4)']),
  ],
  [
    'Go: version 0 of the core module is older than any config module that works',
    'go-v2',
    false,
    'go.mod',
    gomod(`${V2} v0.24.0`),
  ],
  [
    'Go: version 0 of the core module beside services of that time',
    'go-v2',
    false,
    'go.mod',
    gomod(`${V2} v0.31.0`, `${V2}/service/s3 v0.31.0`),
  ],
  [
    'Go: version 1 of the core module alone tells nothing',
    'go-v2',
    null,
    'go.mod',
    gomod(`${V2} v1.21.0`),
  ],
  [
    'Go: the config module decides over the core module',
    'go-v2',
    true,
    'go.mod',
    gomod(`${V2} v1.30.0`, `${V2}/config v1.27.0`),
  ],
];

function worst(answers: (boolean | null)[]): boolean | null | undefined {
  return [false, null, true].find(answer => answers.includes(answer));
}

describe('bounds as evidence', () => {
  it.each(ROWS)('%s (%s): %s', async (_, sdk, supports, path, text) => {
    const { sdks } = await scanFiles([{ path, text }]);
    const answers = sdks
      .filter(finding => finding.sdk === sdk)
      .map(finding => finding.supportsPodIdentity);
    expect(worst(answers)).toBe(supports);
  });

  it('names the bound that it judges by', async () => {
    const { reason } = await scanFiles([
      {
        path: 'package.json',
        text: npm({ 'aws-sdk': '^2.1600.0' }),
      },
    ]);
    expect(reason).toBe(
      "aws-sdk ^2.1600.0 (package.json:1): '^2.1600.0' admits nothing below 2.1600.0, which is not below 2.1550.0. SDKs that other packages in package.json bring along can not be seen without a lockfile or an SBOM.",
    );
  });
});
