import { scanFiles } from '../../scan';

/** Central versions, whether they are pinned for what comes along, what the project asks for, and what follows for the SDK. */
type Row = [
  name: string,
  supports: boolean | null | undefined,
  central: Record<string, string>,
  isPinned: boolean,
  asked: string[],
];

const props = (central: Record<string, string>, isPinned: boolean) =>
  `<Project><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>${
    isPinned
      ? '<CentralPackageTransitivePinningEnabled>true</CentralPackageTransitivePinningEnabled>'
      : ''
  }</PropertyGroup><ItemGroup>${Object.entries(central)
    .map(
      ([name, version]) =>
        `<PackageVersion Include="${name}" Version="${version}" />`,
    )
    .join('')}</ItemGroup></Project>`;
const project = (names: string[]) =>
  `<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>${names
    .map(name => `<PackageReference Include="${name}" />`)
    .join('')}</ItemGroup></Project>`;

const ROWS: Row[] = [
  [
    'a central core that the project asks for governs its service packages',
    true,
    { 'AWSSDK.Core': '3.7.304', 'AWSSDK.S3': '3.7.305' },
    false,
    ['AWSSDK.Core', 'AWSSDK.S3'],
  ],
  [
    'a central core that is too old governs them, too',
    false,
    { 'AWSSDK.Core': '3.7.107', 'AWSSDK.S3': '3.7.104' },
    false,
    ['AWSSDK.Core', 'AWSSDK.S3'],
  ],
  [
    'a core that is pinned for what comes along governs',
    true,
    { 'AWSSDK.Core': '3.7.304', 'AWSSDK.S3': '3.7.305' },
    true,
    ['AWSSDK.S3'],
  ],
  [
    'a core that is pinned and too old governs',
    false,
    { 'AWSSDK.Core': '3.7.301', 'AWSSDK.S3': '3.7.300' },
    true,
    ['AWSSDK.S3'],
  ],
  [
    'without pinning a service of series 300 may bring another core',
    null,
    { 'AWSSDK.Core': '3.7.304', 'AWSSDK.S3': '3.7.305' },
    false,
    ['AWSSDK.S3'],
  ],
  [
    'without pinning a service of series 400 brings a good one',
    true,
    { 'AWSSDK.Core': '3.7.100', 'AWSSDK.S3': '3.7.405' },
    false,
    ['AWSSDK.S3'],
  ],
  [
    'central versions that nobody here uses tell what projects elsewhere run',
    false,
    { 'AWSSDK.Core': '3.7.100' },
    false,
    ['Serilog'],
  ],
];

describe('central versions of .NET', () => {
  it.each(ROWS)('%s: %s', async (_, supports, central, isPinned, asked) => {
    const { sdks } = await scanFiles([
      { path: 'Directory.Packages.props', text: props(central, isPinned) },
      { path: 'src/Api/Api.csproj', text: project(asked) },
    ]);
    const answers = sdks.map(finding => finding.supportsPodIdentity);
    expect([false, null, true].find(answer => answers.includes(answer))).toBe(
      supports,
    );
  });
});
