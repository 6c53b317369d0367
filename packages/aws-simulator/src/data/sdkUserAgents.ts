/**
 * User agents as CloudTrail records them, by SDK id. Which number a user agent carries, and which
 * feature ids tell where the credentials came from, differs by SDK.
 * Sources: user agent code of botocore (useragent.py), util-user-agent-node, aws-sdk-go-v2,
 * aws-sdk-net and aws-sdk-ruby; recorded requests. Forms marked 'unverified' are from habit, not
 * from a recording.
 */
type UserAgent = (version: string, features: string) => string;

function features(ids: string): string {
  return ids ? ` m/${ids}` : '';
}

const userAgents: Record<string, UserAgent> = {
  'python-boto3': (v, m) =>
    `Boto3/${v} md/Botocore#${v} ua/2.0 os/linux#5.10.230 md/arch#x86_64 lang/python#3.11.9 md/pyimpl#CPython${features(
      m,
    )} cfg/retry-mode#legacy Botocore/${v}`,
  'python-botocore': (v, m) =>
    `Botocore/${v} ua/2.0 os/linux#5.10.230 md/arch#x86_64 lang/python#3.11.9 md/pyimpl#CPython${features(
      m,
    )} cfg/retry-mode#legacy`,
  'aws-cli-v1': v =>
    `aws-cli/${v} md/Botocore#1.${
      Number(v.split('.')[1]) + 2
    }.0 ua/2.0 os/linux#5.10.230 md/arch#x86_64 lang/python#3.11.9 md/pyimpl#CPython cfg/retry-mode#legacy`,
  'aws-cli-v2': v =>
    `aws-cli/${v} md/awscrt#0.19.19 ua/2.0 os/linux#5.10.230 md/arch#x86_64 lang/python#3.11.8 md/pyimpl#CPython cfg/retry-mode#standard md/installer#exe md/command#s3.ls`,
  'go-v1': v => `aws-sdk-go/${v} (go1.21.4; linux; amd64)`,
  'go-v2': (v, m) =>
    `aws-sdk-go-v2/${v} os/linux lang/go#1.21.4 md/GOOS#linux md/GOARCH#amd64 api/s3#1.42.1${features(
      m,
    )}`,
  'java-v1': v =>
    `aws-sdk-java/${v} Linux/5.10.230 OpenJDK_64-Bit_Server_VM/11.0.22+7 java/11.0.22 vendor/Eclipse_Adoptium`,
  'java-v2': v =>
    `aws-sdk-java/${v} Linux/5.10.230 OpenJDK_64-Bit_Server_VM/17.0.11+9 Java/17.0.11 vendor/Eclipse_Adoptium io/sync http/Apache cfg/retry-mode/legacy`,
  // unverified
  kotlin: v =>
    `aws-sdk-kotlin/${v} ua/2.0 api/s3#${v} os/linux#5.10.230 lang/kotlin#1.9.22 md/javaVersion#17.0.11`,
  'js-v2': v => `aws-sdk-nodejs/${v} linux/v18.17.0 promise`,
  'js-v3': (v, m) =>
    `aws-sdk-js/${v} ua/2.0 os/linux#5.10.230 lang/js md/nodejs#20.11.0 api/s3#${v}${features(
      m,
    )}`,
  ruby: v =>
    `aws-sdk-ruby3/${v} ua/2.0 api/s3#1.140.0 os/linux#5.10.230 md/x86_64 lang/ruby#3.2.2 md/3.2.2`,
  // unverified
  php: v => `aws-sdk-php/${v} OS/Linux#5.10.230 lang/php#8.2.15 GuzzleHttp/7`,
  dotnet: v =>
    `aws-sdk-dotnet-coreclr/3.7.305.28 ua/2.0 os/linux#5.10.230 md/ARCH#X64 lang/.NET_Core#8.0.2 md/aws-sdk-dotnet-core#${v} api/S3#3.7.305.28 cfg/retry-mode#legacy md/ClientAsync`,
  // unverified
  powershell: v =>
    `AWSPowerShell.NetCore/${v} aws-sdk-dotnet-core/3.7.302.12 .NET_Core/8.0.2 OS/Linux`,
  // unverified
  rust: v => `aws-sdk-rust/${v} os/linux lang/rust#1.76.0 api/s3#1.17.0`,
  // unverified
  cpp: v =>
    `aws-sdk-cpp/${v} ua/2.0 md/aws-crt#0.26.0 os/Linux#5.10.230 md/arch#x86_64 lang/c++#C++11 md/GCC#7.3.1`,
  'minio-go': v => `MinIO (linux; amd64) minio-go/v${v.replace(/^v/, '')}`,
};

/** @param sdk - id and version, such as `python-boto3 1.34.100`. */
export function isKnownSdk(sdk: string): boolean {
  return sdk.split(' ')[0] in userAgents;
}

/**
 * The user agent of an SDK.
 * @param sdk - id and version, such as `python-boto3 1.34.100`.
 * @param source - where the credentials came from; SDKs new enough to write feature ids tell it
 *   (`h,k` environment web identity and its STS call, `z` HTTP container provider, `0` IMDS).
 */
export function userAgentOf(
  sdk: string,
  source: 'irsa' | 'pod-identity' | 'none',
): string {
  const [id, version] = sdk.split(' ');
  const ids = { irsa: 'h,k', 'pod-identity': 'z', none: '0' }[source];
  const userAgent = userAgents[id];
  if (!userAgent) {
    return sdk;
  }
  return userAgent(version, writesFeatures(id, version) ? ids : '');
}

/** Credential feature ids came late: botocore 1.37.4, JavaScript about 3.700, Go (2025). */
function writesFeatures(id: string, version: string): boolean {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  switch (id) {
    case 'python-boto3':
    case 'python-botocore':
      return major > 1 || minor >= 38;
    case 'js-v3':
      return major > 3 || minor >= 720;
    case 'go-v2':
      return major > 1 || minor >= 36;
    default:
      return false;
  }
}
