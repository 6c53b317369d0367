import { SdkId } from './data/sdkMinimums';
import { Minimums } from './minimums';
import { npmVersions } from './versions/npm';
import { VersionOrder } from './versions/versionOrder';

/** Where an SDK got its credentials, as far as its user agent tells. */
export type CredentialSource =
  | 'irsa'
  | 'pod-identity'
  | 'node-role'
  | 'static-keys'
  | 'profile'
  | 'assume-role'
  | 'code';

/** What a user agent tells. */
export interface UserAgent {
  sdk?: SdkId;
  /** Version in the product's own token (boto3 1.34.41, a JavaScript client). */
  version?: string;
  /** Version that is compared with the minimum (botocore, AWSSDK.Core), where it can be seen. */
  decidingVersion?: string;
  credentialSource?: CredentialSource;
  supportsPodIdentity: boolean | null;
  /** Whether the version seen is the one that decides; false where it is a hint. */
  certain: boolean;
  reason: string;
}

interface Product {
  /** The token before the slash, as it is written in the header. */
  token: string;
  sdk(version: string): SdkId;
  /** Tokens that hold the deciding version; without them, the product's own decides. */
  decidedBy?: RegExp[];
  /** The number is that of another package, which is only a hint: below this version the SDK is too old, above it nothing is known. */
  hint?: { tooOldBelow?: string; what: string };
}

const BOTOCORE = [/(?:^|\s)md\/Botocore#(\S+)/i, /(?:^|\s)Botocore\/(\S+)/i];
const DOTNET_CORE = [
  /(?:^|\s)md\/aws-sdk-dotnet-core#(\S+)/i,
  /(?:^|\s)aws-sdk-dotnet-core\/(\S+)/i,
];

const isMajor = (version: string, major: number) =>
  Number.parseInt(version, 10) === major;

/** In the order in which they are looked for: the CLI also names botocore, PowerShell the .NET SDK. Source: the SDKs' own user agent code. */
const PRODUCTS: Product[] = [
  {
    token: 'aws-cli',
    sdk: version => (isMajor(version, 1) ? 'aws-cli-v1' : 'aws-cli-v2'),
  },
  { token: 'AWSPowerShell', sdk: () => 'powershell' },
  { token: 'AWSPowerShell.NetCore', sdk: () => 'powershell' },
  { token: 'AWSPowerShell.Common', sdk: () => 'powershell' },
  { token: 'Boto3', sdk: () => 'python-boto3', decidedBy: BOTOCORE },
  { token: 'Botocore', sdk: () => 'python-botocore' },
  { token: 'aiobotocore', sdk: () => 'python-botocore', decidedBy: BOTOCORE },
  {
    token: 'aws-sdk-js',
    sdk: version => (isMajor(version, 2) ? 'js-v2' : 'js-v3'),
  },
  { token: 'aws-sdk-nodejs', sdk: () => 'js-v2' },
  { token: 'aws-sdk-go', sdk: () => 'go-v1' },
  {
    token: 'aws-sdk-go-v2',
    sdk: () => 'go-v2',
    hint: {
      // The core module of the day on which config 1.25.0 was released.
      tooOldBelow: '1.22.2',
      what: "the core module's, which does not tell that of the config module",
    },
  },
  {
    token: 'aws-sdk-java',
    sdk: version => (isMajor(version, 1) ? 'java-v1' : 'java-v2'),
  },
  { token: 'aws-sdk-kotlin', sdk: () => 'kotlin' },
  { token: 'aws-sdk-ruby3', sdk: () => 'ruby' },
  { token: 'aws-sdk-php', sdk: () => 'php' },
  {
    token: 'aws-sdk-rust',
    sdk: () => 'rust',
    hint: {
      what: "the runtime crate's, which does not tell that of aws-config",
    },
  },
  { token: 'aws-sdk-cpp', sdk: () => 'cpp' },
  ...['coreclr', '45', '35', 'core', 'netstandard'].map(
    (platform): Product => ({
      token: `aws-sdk-dotnet-${platform}`,
      sdk: () => 'dotnet',
      decidedBy: DOTNET_CORE,
      hint: {
        what: "a service package's, which does not tell that of AWSSDK.Core",
      },
    }),
  ),
];

/**
 * Letters of the `m/` token that name a source of credentials, the nearest to the truth first: a chain names all links
 * (`h,k` is a web identity from the environment, swapped at STS). Source: botocore's useragent.py; the other SDKs share
 * the letters.
 */
const SOURCES: [string, CredentialSource][] = [
  ['z', 'pod-identity'],
  ['h', 'irsa'],
  ['q', 'irsa'],
  ['k', 'irsa'],
  ['0', 'node-role'],
  ['g', 'static-keys'],
  ['i', 'assume-role'],
  ['n', 'profile'],
  ['e', 'code'],
];

/** Numbers in user agents have as many parts as they like, and now and then a suffix. */
const dotted: VersionOrder = {
  name: 'dotted',
  isVersion: text => /^\d+(\.\d+)+/.test(text),
  compare(a, b) {
    const [left, right] = [a, b].map(text =>
      (/^[\d.]+/.exec(text)?.[0] ?? '').split('.').map(Number),
    );
    for (let at = 0; at < Math.max(left.length, right.length); at++) {
      const difference = (left[at] ?? 0) - (right[at] ?? 0);
      if (difference !== 0) return difference;
    }
    // A suffix makes a pre-release: 1.0.0-beta comes before 1.0.0.
    return Number(b.includes('-')) - Number(a.includes('-'));
  },
  isRangeBelow: npmVersions.isRangeBelow,
  lowestOf: () => undefined,
};

/**
 * Reads the `userAgent` of a CloudTrail event. A call that AWS makes itself has the name of a service there, and no SDK.
 */
export function parseUserAgent(
  userAgent: string,
  minimums: Minimums = new Minimums(),
): UserAgent {
  const text = userAgent
    .trim()
    .replace(/^\[/, '')
    .replace(/\]$/, '')
    .slice(0, 4096);
  const credentialSource = sourceOf(text);
  const seen = productIn(text);
  if (!seen) {
    return {
      ...(credentialSource ? { credentialSource } : {}),
      supportsPodIdentity: null,
      certain: false,
      reason: 'The user agent names no AWS SDK.',
    };
  }
  const { product, version } = seen;
  const sdk = product.sdk(version);
  const deciding = product.decidedBy
    ? product.decidedBy.map(token => token.exec(text)?.[1]).find(Boolean)
    : undefined;
  const own = product.hint ? undefined : version;
  const decides = product.decidedBy ? deciding : own;
  return {
    sdk,
    version,
    ...(decides ? { decidingVersion: decides } : {}),
    ...(credentialSource ? { credentialSource } : {}),
    ...judge(sdk, version, decides, product, minimums),
  };
}

function productIn(
  text: string,
): { product: Product; version: string } | undefined {
  const versions = new Map<string, string>();
  for (const [, name, version] of text.matchAll(
    /(?:^|\s)([A-Za-z][\w.-]*)\/v?(\d[^\s;,()]*)/g,
  )) {
    const key = name.toLowerCase();
    if (!versions.has(key)) versions.set(key, version);
  }
  for (const product of PRODUCTS) {
    const version = versions.get(product.token.toLowerCase());
    if (version !== undefined) return { product, version };
  }
  return undefined;
}

function sourceOf(text: string): CredentialSource | undefined {
  const letters = /(?:^|\s)m\/([\w,+-]+)/.exec(text)?.[1].split(',');
  if (!letters) return undefined;
  return SOURCES.find(([letter]) => letters.includes(letter))?.[1];
}

function judge(
  sdk: SdkId,
  version: string,
  deciding: string | undefined,
  product: Product,
  minimums: Minimums,
): Pick<UserAgent, 'supportsPodIdentity' | 'certain' | 'reason'> {
  if (deciding === undefined) {
    const tooOldBelow = product.hint?.tooOldBelow;
    if (tooOldBelow && dotted.compare(version, tooOldBelow) < 0) {
      return {
        supportsPodIdentity: false,
        certain: true,
        reason: `${version} is older than ${tooOldBelow}, which came with the first release that supports Pod Identity.`,
      };
    }
    return {
      supportsPodIdentity: null,
      certain: false,
      reason: product.hint
        ? `${version} is ${product.hint.what}.`
        : 'The version that decides is not in the user agent.',
    };
  }
  const minimum = minimums.of(sdk, '*');
  if (!dotted.isVersion(deciding) || !/^\d/.test(minimum)) {
    return {
      supportsPodIdentity: null,
      certain: false,
      reason: `'${deciding}' can not be compared with '${minimum}'.`,
    };
  }
  const supports = dotted.compare(deciding, minimum) >= 0;
  return {
    supportsPodIdentity: supports,
    certain: true,
    reason: supports
      ? `${deciding} is not below ${minimum}.`
      : `${deciding} is below ${minimum}.`,
  };
}
