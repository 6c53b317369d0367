/**
 * Which version of each AWS SDK is the first that gets credentials from EKS Pod Identity.
 *
 * `officialMinimum` is what AWS publishes; `minimums` is what was measured or read from the SDK's own history, and is
 * what verdicts go by. `note` says why they differ. A change to a row needs a source and the month in which it was
 * looked at.
 */

/** Ids of the SDKs, and of libraries that stand for one. */
export type SdkId =
  | 'js-v3'
  | 'js-v2'
  | 'python-botocore'
  | 'python-boto3'
  | 'aws-cli-v1'
  | 'aws-cli-v2'
  | 'go-v1'
  | 'go-v2'
  | 'java-v2'
  | 'java-v1'
  | 'kotlin'
  | 'ruby'
  | 'php'
  | 'dotnet'
  | 'powershell'
  | 'rust'
  | 'cpp'
  | 'clojure'
  | 'boto'
  | 'minio-go'
  | 'minio-js'
  | 'minio-java'
  | 'object_store'
  | 'fog-aws'
  | 'async-aws'
  | 'rusoto'
  | 'perl-paws'
  | 'rust-s3'
  | 'ex_aws'
  | 'aws_credentials'
  | 'erlcloud'
  | 'soto'
  | 'swift'
  | 'aws_api'
  | 'perl-amazon'
  | 'paws-r'
  | 'aws-r';

/**
 * What an SDK below the minimum does in a pod with an association: `fails` with an error, `falls-through` silently to
 * the node's role, either of them (`fails-or-falls-through`), `works-for-a-day` until the token is rotated.
 */
export type BelowMinimum =
  | 'fails'
  | 'falls-through'
  | 'fails-or-falls-through'
  | 'works-for-a-day'
  | 'unknown';

/** A version, or: no release supports it (`never`), nobody has looked (`unknown`). */
export type MinimumVersion = string;

/** One row of the table. */
export interface SdkMinimumRow {
  sdk: SdkId;
  /** For people: `AWS SDK for JavaScript v3`. */
  title: string;
  registry: string;
  /** What AWS publishes; empty where AWS publishes nothing. */
  officialMinimum: string;
  /** The official minimum is the number of a release, which no package has as its version. */
  officialNamesRelease?: boolean;
  /** The effective minimum of each deciding package. `*` is for every package that is not named itself. */
  minimums: Readonly<Record<string, MinimumVersion>>;
  below: BelowMinimum;
  /** Versions from `from` up to the minimum behave in another way than older ones. */
  partial?: { from: string; below: BelowMinimum };
  /** Why the effective minimum is not the official one, and what else restricts support. */
  note?: string;
  /** Where the effective minimum comes from. */
  source: string;
  /** Month in which the source was looked at. */
  date: string;
}

/** AWS's own list of minimum versions. */
export const OFFICIAL_MINIMUMS_PAGE =
  'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-minimum-sdk.html';

const DATE = '2026-11';

/** The table, in the order in which it is shown. */
export const sdkMinimums: readonly SdkMinimumRow[] = [
  {
    sdk: 'js-v3',
    title: 'AWS SDK for JavaScript v3',
    registry: 'npm',
    officialMinimum: '3.458.0',
    minimums: { '*': '3.503.1' },
    below: 'fails',
    note: 'The published 3.458.0 helps only code that calls fromHttp() itself: credential-provider-http is in the default chain since @aws-sdk/credential-provider-node 3.503.1.',
    source:
      'Measured: clients of 3.451.0, 3.458.0, 3.490.0, 3.496.0 and 3.499.0 end in "169.254.170.23 is not a valid container metadata service hostname"; 3.503.1, 3.504.0, 3.511.0 and 3.621.0 get credentials. aws/aws-sdk-js-v3 issue 5709, PR 5739',
    date: DATE,
  },
  {
    sdk: 'js-v2',
    title: 'AWS SDK for JavaScript v2',
    registry: 'npm',
    officialMinimum: '2.1550.0',
    minimums: { '*': '2.1550.0' },
    below: 'falls-through',
    note: 'IPv4 clusters only: the IPv6 address of the agent is not on its list of hosts.',
    source:
      'Measured: 2.1400.0 and 2.1549.0 go on to EC2 metadata (the role of the node); 2.1550.0, 2.1551.0 and 2.1692.0 get credentials',
    date: DATE,
  },
  {
    sdk: 'python-botocore',
    title: 'botocore (Python)',
    registry: 'pypi',
    officialMinimum: '1.34.41',
    minimums: { '*': '1.34.41' },
    below: 'fails',
    partial: { from: '1.32.0', below: 'works-for-a-day' },
    note: '1.32.0 to 1.34.40 start, and fail after the token was rotated, up to a day later: they never read the token file again.',
    source:
      'botocore commit 54a09c7d0 (1.32.0, 2023-11-13) and changes of 1.34.41: "Properly refreshes token from file from EKS in ContainerProvider"',
    date: DATE,
  },
  {
    sdk: 'python-boto3',
    title: 'AWS SDK for Python (boto3)',
    registry: 'pypi',
    officialMinimum: '1.34.41',
    minimums: { '*': '1.34.41' },
    below: 'fails',
    partial: { from: '1.29.0', below: 'works-for-a-day' },
    note: 'boto3 asks for a botocore of its own series; the installed botocore is what counts, and decides wherever it can be seen.',
    source: OFFICIAL_MINIMUMS_PAGE,
    date: DATE,
  },
  {
    sdk: 'aws-cli-v1',
    title: 'AWS CLI v1',
    registry: 'pypi',
    officialMinimum: '1.30.0',
    minimums: { '*': '1.30.0' },
    below: 'fails',
    note: 'Commands that run for hours need the botocore 1.34.41 of the Python SDK.',
    source:
      'aws/aws-cli tag 1.30.0 pins botocore 1.32.0, tag 1.29.85 pins botocore 1.31.85',
    date: DATE,
  },
  {
    sdk: 'aws-cli-v2',
    title: 'AWS CLI v2',
    registry: 'image',
    officialMinimum: '2.15.0',
    minimums: { '*': '2.15.0' },
    below: 'fails',
    source:
      'aws/aws-cli CHANGELOG 2.15.0 (2023-12-08); tag 2.14.0 lacks the host',
    date: DATE,
  },
  {
    sdk: 'go-v1',
    title: 'AWS SDK for Go v1',
    registry: 'go',
    officialMinimum: '1.47.11',
    minimums: { '*': '1.47.11' },
    below: 'fails-or-falls-through',
    note: 'Programs on the old session.New only log "Ignoring, HTTP credential provider invalid endpoint host" and go on with the role of the node; others fail.',
    source:
      'aws/aws-sdk-go tags v1.47.10 and v1.47.11, aws/defaults/defaults.go; distribution/distribution issue 4418',
    date: DATE,
  },
  {
    sdk: 'go-v2',
    title: 'AWS SDK for Go v2',
    registry: 'go',
    officialMinimum: 'release-2023-11-14',
    officialNamesRelease: true,
    minimums: {
      'github.com/aws/aws-sdk-go-v2/config': '1.25.0',
      'github.com/aws/aws-sdk-go-v2/credentials': '1.16.0',
    },
    below: 'fails',
    note: 'AWS names a release, not a version: of that day are config 1.25.0 and credentials 1.16.0. The root module and the service modules prove nothing.',
    source:
      'aws/aws-sdk-go-v2 config CHANGELOG v1.25.0 (2023-11-14): "dynamic auth token from file and EKS container host"; credentials 1.16.0 stands beside it in public go.mod files',
    date: DATE,
  },
  {
    sdk: 'java-v2',
    title: 'AWS SDK for Java 2.x',
    registry: 'maven',
    officialMinimum: '2.21.30',
    minimums: { '*': '2.21.30' },
    below: 'falls-through',
    note: 'IPv6 clusters also need AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE=IPv6.',
    source: OFFICIAL_MINIMUMS_PAGE,
    date: DATE,
  },
  {
    sdk: 'java-v1',
    title: 'AWS SDK for Java 1.x',
    registry: 'maven',
    officialMinimum: '1.12.746',
    minimums: { '*': '1.12.746' },
    below: 'fails',
    note: 'The release notes of 1.12.596 name the feature, but hold only the service model.',
    source: 'aws/aws-sdk-java issue 3062, PR 3104',
    date: DATE,
  },
  {
    sdk: 'kotlin',
    title: 'AWS SDK for Kotlin',
    registry: 'maven',
    officialMinimum: '1.0.1',
    minimums: { '*': '0.33.1-beta' },
    below: 'falls-through',
    note: 'The code has it since 0.33.1-beta; AWS vouches for 1.0.1 and later only.',
    source: 'awslabs/aws-sdk-kotlin CHANGELOG 0.33.1-beta (2023-11-01)',
    date: DATE,
  },
  {
    sdk: 'ruby',
    title: 'AWS SDK for Ruby v3',
    registry: 'rubygems',
    officialMinimum: '3.188.0',
    minimums: { '*': '3.188.0' },
    below: 'fails',
    note: 'The number of the gem aws-sdk-core counts; that of the gem aws-sdk is unrelated.',
    source: 'aws-sdk-core CHANGELOG 3.188.0 (2023-11-22)',
    date: DATE,
  },
  {
    sdk: 'php',
    title: 'AWS SDK for PHP v3',
    registry: 'packagist',
    officialMinimum: '3.287.1',
    minimums: { '*': '3.287.1' },
    below: 'fails',
    note: "Older copies of AWS's page say 3.289.0. The release itself was not read.",
    source: OFFICIAL_MINIMUMS_PAGE,
    date: DATE,
  },
  {
    sdk: 'dotnet',
    title: 'AWS SDK for .NET',
    registry: 'nuget',
    officialMinimum: '3.7.734.0',
    officialNamesRelease: true,
    minimums: { '*': '3.7.302.0' },
    below: 'falls-through',
    note: '3.7.734.0 is the number of an SDK release (2024-01-25) and exists on no package; AWSSDK.Core of that release is 3.7.302.0.',
    source:
      'aws/aws-sdk-net discussion 3214, release notes of 2024-01-25: "new general HTTP credentials provider … used by EKS Pod Identities"',
    date: DATE,
  },
  {
    sdk: 'powershell',
    title: 'AWS Tools for PowerShell',
    registry: 'psgallery',
    officialMinimum: '4.1.502',
    minimums: { '*': '4.1.502' },
    below: 'falls-through',
    source:
      'aws/aws-tools-for-powershell CHANGELOG: 4.1.502 (2024-01-25) is built on .NET SDK release 3.7.734.0',
    date: DATE,
  },
  {
    sdk: 'rust',
    title: 'AWS SDK for Rust',
    registry: 'crates',
    officialMinimum: 'release-2024-03-13',
    officialNamesRelease: true,
    minimums: { '*': '1.1.8' },
    below: 'fails',
    note: 'AWS names a release, not a version: aws-config of that release is 1.1.8.',
    source:
      'smithy-lang/smithy-rs tag release-2024-03-12 has aws-config 1.1.8 with PR 3416; release-2024-02-22 does not',
    date: DATE,
  },
  {
    sdk: 'cpp',
    title: 'AWS SDK for C++',
    registry: 'conan',
    officialMinimum: '1.11.263',
    minimums: { '*': '1.11.263' },
    below: 'fails',
    note: 'The release itself was not read.',
    source: OFFICIAL_MINIMUMS_PAGE,
    date: DATE,
  },
  {
    sdk: 'clojure',
    title: 'Cognitect aws-api (Clojure)',
    registry: 'clojars',
    officialMinimum: '',
    minimums: { '*': '0.8.847' },
    below: 'unknown',
    source: 'cognitect-labs/aws-api issue 286',
    date: DATE,
  },
  {
    sdk: 'boto',
    title: 'boto 2 (Python)',
    registry: 'pypi',
    officialMinimum: '',
    minimums: { '*': 'never' },
    below: 'falls-through',
    note: 'Ended in 2018, before IRSA and Pod Identity: it knows keys, its own files and EC2 metadata.',
    source: 'boto/boto boto/provider.py at its last release, 2.49.0',
    date: DATE,
  },
  {
    sdk: 'minio-go',
    title: 'MinIO client for Go',
    registry: 'go',
    officialMinimum: '',
    minimums: { '*': '7.0.69' },
    below: 'fails-or-falls-through',
    note: 'Older ones refuse a host that is not the loopback interface; those that do not know AWS_CONTAINER_CREDENTIALS_FULL_URI take the role of the node. Faults were reported after 7.0.69, too (issue 2003).',
    source:
      'minio/minio-go issue 1940, tags v7.0.68 and v7.0.69; pkg/credentials/iam_aws.go of an older one',
    date: DATE,
  },
  {
    sdk: 'minio-js',
    title: 'MinIO client for JavaScript',
    registry: 'npm',
    officialMinimum: '',
    minimums: { '*': 'never' },
    below: 'fails',
    note: 'IamAwsProvider calls the agent without the token of AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE, which it does not read. Code that passes keys of its own is not affected.',
    source: 'minio/minio-js src/IamAwsProvider.ts',
    date: DATE,
  },
  {
    sdk: 'minio-java',
    title: 'MinIO client for Java',
    registry: 'maven',
    officialMinimum: '',
    minimums: { '*': 'unknown' },
    below: 'fails',
    note: 'Merged in September 2026; which release is the first that has it was not seen. Older ones refuse a host that is not the loopback interface.',
    source: 'minio/minio-java issue 1717, PR 1719',
    date: DATE,
  },
  {
    sdk: 'object_store',
    title: 'object_store (Rust)',
    registry: 'crates',
    officialMinimum: '',
    minimums: { '*': '0.12.1' },
    below: 'falls-through',
    note: 'With the feature aws only. Older ones know AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, and EC2 metadata after it.',
    source: 'apache/arrow-rs-object-store issue 282, CHANGELOG 0.12.1',
    date: DATE,
  },
  {
    sdk: 'fog-aws',
    title: 'fog-aws (Ruby)',
    registry: 'rubygems',
    officialMinimum: '',
    minimums: { '*': '3.25.0' },
    below: 'falls-through',
    note: 'With use_iam_profile only. Older ones know AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and a web identity, and EC2 metadata after them.',
    source:
      'fog/fog-aws issue 718, CHANGELOG 3.25.0; lib/fog/aws/credential_fetcher.rb',
    date: DATE,
  },
  {
    sdk: 'async-aws',
    title: 'AsyncAws (PHP)',
    registry: 'packagist',
    officialMinimum: '',
    minimums: { '*': '1.23.0' },
    below: 'falls-through',
    note: 'The number of async-aws/core counts. Older ones know AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, and EC2 metadata after it.',
    source:
      'async-aws/core CHANGELOG 1.23.0; src/Core/src/Credentials/ContainerProvider.php of an older one',
    date: DATE,
  },
  {
    sdk: 'rusoto',
    title: 'Rusoto (Rust)',
    registry: 'crates',
    officialMinimum: '',
    minimums: { '*': 'never' },
    below: 'unknown',
    note: 'Deprecated in favour of the AWS SDK for Rust.',
    source: 'Project is deprecated; not verified by a run',
    date: DATE,
  },
  {
    sdk: 'perl-paws',
    title: 'Paws (Perl)',
    registry: 'cpan',
    officialMinimum: '',
    minimums: { '*': 'never' },
    below: 'unknown',
    note: 'The request for it was open in March 2026.',
    source: 'pplu/aws-sdk-perl issue 448',
    date: DATE,
  },
  {
    sdk: 'rust-s3',
    title: 'rust-s3',
    registry: 'crates',
    officialMinimum: '',
    minimums: { '*': 'never' },
    below: 'unknown',
    note: 'A pull request for it was open in March 2026.',
    source: 'durch/rust-s3 issue 449',
    date: DATE,
  },
  {
    sdk: 'ex_aws',
    title: 'ExAws (Elixir)',
    registry: 'hex',
    officialMinimum: '',
    minimums: { '*': '2.6.0' },
    below: 'unknown',
    note: 'With Req as HTTP client 2.7.0 or later is needed.',
    source: 'ex-aws/ex_aws, tags and change log as of November 2026',
    date: DATE,
  },
  {
    sdk: 'aws_credentials',
    title: 'aws_credentials (Erlang, Elixir)',
    registry: 'hex',
    officialMinimum: '',
    minimums: { '*': '0.3.5' },
    below: 'unknown',
    note: 'aws-elixir and aws-erlang take credentials from the caller; this package is what most callers take them from.',
    source:
      'aws-beam/aws_credentials PR 87 (2025-07-21), released as 0.3.5: src/aws_credentials_eks.erl',
    date: DATE,
  },
  {
    sdk: 'erlcloud',
    title: 'erlcloud (Erlang)',
    registry: 'hex',
    officialMinimum: '',
    minimums: { '*': 'unknown' },
    below: 'unknown',
    note: 'It has a chain of its own; whether a release reads the token file of Pod Identity was not looked up.',
    source: 'Not looked up',
    date: DATE,
  },
  {
    sdk: 'soto',
    title: 'Soto (Swift)',
    registry: 'swift',
    officialMinimum: '',
    minimums: { '*': 'never' },
    below: 'unknown',
    source: 'soto-project/soto: none in its releases as of November 2026',
    date: DATE,
  },
  {
    sdk: 'swift',
    title: 'AWS SDK for Swift',
    registry: 'swift',
    officialMinimum: '',
    minimums: { '*': 'unknown' },
    below: 'unknown',
    note: "It is not in AWS's list of minimum versions.",
    source: 'awslabs/aws-sdk-swift issue 1753',
    date: DATE,
  },
  {
    sdk: 'aws_api',
    title: 'aws_api (Deno)',
    registry: 'deno',
    officialMinimum: '',
    minimums: { '*': 'unknown' },
    below: 'unknown',
    note: 'It has a chain of its own; which release reads the token file of Pod Identity was not looked up.',
    source: 'Not looked up',
    date: DATE,
  },
  {
    sdk: 'perl-amazon',
    title: 'Clients of AWS for Perl other than Paws',
    registry: 'cpan',
    officialMinimum: '',
    minimums: { '*': 'unknown' },
    below: 'unknown',
    note: 'They take credentials in ways of their own; none was looked up.',
    source: 'Not looked up',
    date: DATE,
  },
  {
    sdk: 'paws-r',
    title: 'Paws (R)',
    registry: 'cran',
    officialMinimum: '',
    minimums: { '*': 'unknown' },
    below: 'unknown',
    note: 'Container credentials were asked for in paws-r/paws issue 226; which release has the token file of Pod Identity was not looked up.',
    source: 'paws-r/paws issue 226',
    date: DATE,
  },
  {
    sdk: 'aws-r',
    title: 'cloudyr packages (R)',
    registry: 'cran',
    officialMinimum: '',
    minimums: { '*': 'unknown' },
    below: 'unknown',
    note: 'aws.signature finds the credentials.',
    source: 'Not looked up',
    date: DATE,
  },
];
