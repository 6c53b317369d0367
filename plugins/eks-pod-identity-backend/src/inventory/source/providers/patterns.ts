import { ExplicitProviderKind } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { Language } from './languages';

/** Code that builds a credential provider by hand, past the SDK's default chain. */
export interface ProviderPattern {
  languages: Language[];
  pattern: RegExp;
  /** Name as the SDK writes it. */
  what: string;
  kind: ExplicitProviderKind;
  /** Where it is documented. */
  source: string;
}

const SDK_GUIDE = 'https://docs.aws.amazon.com/sdkref/latest/guide';
const JAVA_V2 = 'https://docs.aws.amazon.com/sdk-for-java/latest';
const JAVA_V1 =
  'https://docs.aws.amazon.com/AWSJavaSDK/latest/javadoc/com/amazonaws/auth';
const JS_V3 =
  'https://github.com/aws/aws-sdk-js-v3/tree/main/packages/credential-providers';
const JS_V2 = 'https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/AWS';
const GO_V2 = 'https://github.com/aws/aws-sdk-go-v2/tree/main/credentials';
const GO_V1 = 'https://github.com/aws/aws-sdk-go/tree/main/aws/credentials';
const BOTO3 =
  'https://boto3.amazonaws.com/v1/documentation/api/latest/guide/credentials.html';
const BOTOCORE =
  'https://github.com/boto/botocore/blob/develop/botocore/credentials.py';
const DOTNET = 'https://docs.aws.amazon.com/sdkfornet/v3/apidocs/items/Runtime';
const RUBY = 'https://docs.aws.amazon.com/sdk-for-ruby/v3/api/Aws';
const PHP =
  'https://docs.aws.amazon.com/sdk-for-php/v3/developer-guide/guide_credentials_provider.html';
const RUST =
  'https://docs.aws.amazon.com/sdk-for-rust/latest/dg/credproviders.html';
const CPP =
  'https://docs.aws.amazon.com/sdk-for-cpp/v1/developer-guide/credproviders.html';
const CLI =
  'https://docs.aws.amazon.com/cli/latest/reference/sts/assume-role-with-web-identity.html';

/** Values that stand for a local emulator, not for keys. */
const NOT_A_LOCAL_VALUE = `(?!\\s*(?:None|nil|null|undefined|["'](?:test|testing|dummy|local|localstack|fake|foo|minio\\w*|x+|)["']))`;

/** The table. A new row needs the name that the SDK gives it, and where that is documented. */
export const providerPatterns: readonly ProviderPattern[] = [
  // Python
  {
    languages: ['python'],
    pattern: new RegExp(`\\baws_access_key_id\\s*=${NOT_A_LOCAL_VALUE}(?!=)`),
    what: 'aws_access_key_id=',
    kind: 'static-keys',
    source: BOTO3,
  },
  {
    languages: ['python'],
    pattern: /\bassume_role_with_web_identity\s*\(/,
    what: 'assume_role_with_web_identity()',
    kind: 'web-identity',
    source: BOTO3,
  },
  {
    languages: ['python'],
    pattern:
      /\b(AssumeRoleWithWebIdentityProvider|AssumeRoleWithWebIdentityCredentialFetcher)\s*\(/,
    what: 'AssumeRoleWithWebIdentityProvider',
    kind: 'web-identity',
    source: BOTOCORE,
  },
  {
    languages: ['python'],
    pattern: /\b(InstanceMetadataProvider|InstanceMetadataFetcher)\s*\(/,
    what: 'InstanceMetadataProvider',
    kind: 'node-role',
    source: BOTOCORE,
  },
  {
    languages: ['python'],
    pattern:
      /\b(boto3\.)?(Session|setup_default_session)\s*\([^)]{0,300}\bprofile_name\s*=(?!\s*None)/,
    what: 'Session(profile_name=)',
    kind: 'profile',
    source: BOTO3,
  },
  // JavaScript, TypeScript
  {
    languages: ['javascript'],
    pattern: /\bfromTokenFile\s*\(/,
    what: 'fromTokenFile()',
    kind: 'web-identity',
    source: JS_V3,
  },
  {
    languages: ['javascript'],
    pattern: /\bfromWebToken\s*\(/,
    what: 'fromWebToken()',
    kind: 'web-identity',
    source: JS_V3,
  },
  {
    languages: ['javascript'],
    pattern: /\bAssumeRoleWithWebIdentityCommand\s*\(/,
    what: 'AssumeRoleWithWebIdentityCommand',
    kind: 'web-identity',
    source: SDK_GUIDE,
  },
  {
    languages: ['javascript'],
    pattern: /\bfromIni\s*\(/,
    what: 'fromIni()',
    kind: 'profile',
    source: JS_V3,
  },
  {
    languages: ['javascript'],
    pattern: /\bfromInstanceMetadata\s*\(/,
    what: 'fromInstanceMetadata()',
    kind: 'node-role',
    source: JS_V3,
  },
  {
    languages: ['javascript'],
    pattern: /\bfromContainerMetadata\s*\(/,
    what: 'fromContainerMetadata()',
    kind: 'ecs-only',
    source:
      '@smithy/credential-provider-imds 4.5.2: takes localhost and 127.0.0.1 only',
  },
  {
    languages: ['javascript'],
    pattern:
      /\bnew\s+(AWS\.)?(TokenFileWebIdentityCredentials|WebIdentityCredentials)\s*\(/,
    what: 'TokenFileWebIdentityCredentials',
    kind: 'web-identity',
    source: `${JS_V2}/TokenFileWebIdentityCredentials.html`,
  },
  {
    languages: ['javascript'],
    pattern: /\bnew\s+(AWS\.)?SharedIniFileCredentials\s*\(/,
    what: 'SharedIniFileCredentials',
    kind: 'profile',
    source: `${JS_V2}/SharedIniFileCredentials.html`,
  },
  {
    languages: ['javascript'],
    pattern: /\bnew\s+(AWS\.)?EC2MetadataCredentials\s*\(/,
    what: 'EC2MetadataCredentials',
    kind: 'node-role',
    source: `${JS_V2}/EC2MetadataCredentials.html`,
  },
  {
    languages: ['javascript'],
    pattern: new RegExp(
      `\\baccessKeyId\\s*:${NOT_A_LOCAL_VALUE}(?!\\s*(?:string|String|z\\.)\\b)`,
    ),
    what: 'credentials: { accessKeyId }',
    kind: 'static-keys',
    source: JS_V3,
  },
  // Java, Kotlin, Scala
  {
    languages: ['jvm'],
    pattern: /\bStsAssumeRoleWithWebIdentityCredentialsProvider\s*\./,
    what: 'StsAssumeRoleWithWebIdentityCredentialsProvider',
    kind: 'web-identity',
    source: JAVA_V2,
  },
  {
    languages: ['jvm'],
    pattern:
      /\b(StsWebIdentityTokenFileCredentialsProvider|WebIdentityTokenFileCredentialsProvider|WebIdentityTokenCredentialsProvider|StsWebIdentityCredentialsProvider)\s*[.(]/,
    what: 'WebIdentityTokenFileCredentialsProvider',
    kind: 'web-identity',
    source: `${JAVA_V2}; ${JAVA_V1}/WebIdentityTokenCredentialsProvider.html`,
  },
  {
    languages: ['jvm'],
    pattern: /\bSTSAssumeRoleWithWebIdentitySessionCredentialsProvider\s*[.(]/,
    what: 'STSAssumeRoleWithWebIdentitySessionCredentialsProvider',
    kind: 'web-identity',
    source: JAVA_V1,
  },
  {
    languages: ['jvm'],
    pattern:
      /\b(StaticCredentialsProvider\s*[.({]|AWSStaticCredentialsProvider\s*\(|new\s+Basic(AWS|Session)Credentials\s*\(|Aws(Basic|Session)Credentials\.create\s*\()/,
    what: 'StaticCredentialsProvider',
    kind: 'static-keys',
    source: `${JAVA_V2}; ${JAVA_V1}/AWSStaticCredentialsProvider.html`,
  },
  {
    languages: ['jvm'],
    pattern: /\bProfileCredentialsProvider\s*[.(]/,
    what: 'ProfileCredentialsProvider',
    kind: 'profile',
    source: JAVA_V2,
  },
  {
    languages: ['jvm'],
    pattern:
      /\b(InstanceProfileCredentialsProvider|ImdsCredentialsProvider)\s*[.(]/,
    what: 'InstanceProfileCredentialsProvider',
    kind: 'node-role',
    source: JAVA_V2,
  },
  // Go
  {
    languages: ['go'],
    pattern:
      /\bstscreds\.NewWebIdentity(RoleProvider|Credentials|RoleProviderWithOptions|RoleProviderWithToken)\s*\(/,
    what: 'stscreds.NewWebIdentityRoleProvider()',
    kind: 'web-identity',
    source: `${GO_V2}; ${GO_V1}`,
  },
  {
    languages: ['go'],
    pattern: /\bconfig\.WithWebIdentityRoleCredentialOptions\s*\(/,
    what: 'config.WithWebIdentityRoleCredentialOptions()',
    kind: 'web-identity',
    source: 'https://github.com/aws/aws-sdk-go-v2/tree/main/config',
  },
  {
    languages: ['go'],
    pattern:
      /\bcredentials\.(NewStaticCredentialsProvider|NewStaticCredentials|NewStaticCredentialsFromCreds)\s*\(|\bcredentials\.StaticCredentialsProvider\s*\{/,
    what: 'credentials.NewStaticCredentialsProvider()',
    kind: 'static-keys',
    source: `${GO_V2}; ${GO_V1}`,
  },
  {
    languages: ['go'],
    pattern:
      /\b(config\.WithSharedConfigProfile|credentials\.NewSharedCredentials)\s*\(/,
    what: 'config.WithSharedConfigProfile()',
    kind: 'profile',
    source: `https://github.com/aws/aws-sdk-go-v2/tree/main/config; ${GO_V1}`,
  },
  {
    languages: ['go'],
    pattern:
      /\bec2rolecreds\.(New|NewCredentials|NewCredentialsWithClient)\s*\(/,
    what: 'ec2rolecreds.New()',
    kind: 'node-role',
    source: `${GO_V2}; ${GO_V1}`,
  },
  // Ruby
  {
    languages: ['ruby'],
    pattern: /\bAws::AssumeRoleWebIdentityCredentials\.new\b/,
    what: 'Aws::AssumeRoleWebIdentityCredentials',
    kind: 'web-identity',
    source: `${RUBY}/AssumeRoleWebIdentityCredentials.html`,
  },
  {
    languages: ['ruby'],
    pattern: /\bAws::Credentials\.new\b/,
    what: 'Aws::Credentials',
    kind: 'static-keys',
    source: `${RUBY}/Credentials.html`,
  },
  {
    languages: ['ruby'],
    pattern: new RegExp(`\\baccess_key_id:${NOT_A_LOCAL_VALUE}`),
    what: 'access_key_id:',
    kind: 'static-keys',
    source: `${RUBY}/S3/Client.html`,
  },
  {
    languages: ['ruby'],
    pattern: /\bAws::SharedCredentials\.new\b/,
    what: 'Aws::SharedCredentials',
    kind: 'profile',
    source: `${RUBY}/SharedCredentials.html`,
  },
  {
    languages: ['ruby'],
    pattern: /\bAws::InstanceProfileCredentials\.new\b/,
    what: 'Aws::InstanceProfileCredentials',
    kind: 'node-role',
    source: `${RUBY}/InstanceProfileCredentials.html`,
  },
  // PHP
  {
    languages: ['php'],
    pattern:
      /\bCredentialProvider::assumeRoleWithWebIdentityCredentialProvider\s*\(|\bnew\s+\\?(Aws\\Credentials\\)?AssumeRoleWithWebIdentityCredentialProvider\s*\(/,
    what: 'CredentialProvider::assumeRoleWithWebIdentityCredentialProvider()',
    kind: 'web-identity',
    source: PHP,
  },
  {
    languages: ['php'],
    pattern:
      /\bnew\s+\\?Aws\\Credentials\\Credentials\s*\(|\bCredentialProvider::fromCredentials\s*\(/,
    what: 'new Credentials()',
    kind: 'static-keys',
    source: PHP,
  },
  {
    languages: ['php'],
    pattern: /['"]credentials['"]\s*=>\s*(\[|array\s*\()\s*['"]key['"]\s*=>/,
    what: "'credentials' => ['key' => …]",
    kind: 'static-keys',
    source: PHP,
  },
  {
    languages: ['php'],
    pattern: /\bCredentialProvider::(ini|sso|process)\s*\(/,
    what: 'CredentialProvider::ini()',
    kind: 'profile',
    source: PHP,
  },
  {
    languages: ['php'],
    pattern: /\bCredentialProvider::instanceProfile\s*\(/,
    what: 'CredentialProvider::instanceProfile()',
    kind: 'node-role',
    source: PHP,
  },
  // .NET
  {
    languages: ['dotnet'],
    pattern: /\bAssumeRoleWithWebIdentityCredentials\s*[.(]/,
    what: 'AssumeRoleWithWebIdentityCredentials',
    kind: 'web-identity',
    source: `${DOTNET}/TAssumeRoleWithWebIdentityCredentials.html`,
  },
  {
    languages: ['dotnet'],
    pattern: /\bnew\s+(Basic|Session)AWSCredentials\s*\(/,
    what: 'BasicAWSCredentials',
    kind: 'static-keys',
    source: `${DOTNET}/TBasicAWSCredentials.html`,
  },
  {
    languages: ['dotnet'],
    pattern:
      /\bnew\s+(StoredProfileAWSCredentials|CredentialProfileStoreChain|SharedCredentialsFile)\s*\(/,
    what: 'CredentialProfileStoreChain',
    kind: 'profile',
    source: DOTNET,
  },
  {
    languages: ['dotnet'],
    pattern: /\bnew\s+InstanceProfileAWSCredentials\s*\(/,
    what: 'InstanceProfileAWSCredentials',
    kind: 'node-role',
    source: `${DOTNET}/TInstanceProfileAWSCredentials.html`,
  },
  // Rust
  {
    languages: ['rust'],
    pattern: /\bWebIdentityTokenCredentialsProvider::builder\s*\(/,
    what: 'WebIdentityTokenCredentialsProvider',
    kind: 'web-identity',
    source: RUST,
  },
  {
    languages: ['rust'],
    pattern:
      /\bCredentials::(new|from_keys)\s*\(|\bSharedCredentialsProvider::new\s*\(\s*Credentials\b/,
    what: 'Credentials::new()',
    kind: 'static-keys',
    source: RUST,
  },
  {
    languages: ['rust'],
    pattern: /\bProfileFileCredentialsProvider::builder\s*\(/,
    what: 'ProfileFileCredentialsProvider',
    kind: 'profile',
    source: RUST,
  },
  {
    languages: ['rust'],
    pattern: /\bImdsCredentialsProvider::builder\s*\(/,
    what: 'ImdsCredentialsProvider',
    kind: 'node-role',
    source: RUST,
  },
  // C++
  {
    languages: ['cpp'],
    pattern: /\bSTSAssumeRoleWebIdentityCredentialsProvider\b\s*[>({]/,
    what: 'STSAssumeRoleWebIdentityCredentialsProvider',
    kind: 'web-identity',
    source: CPP,
  },
  {
    languages: ['cpp'],
    pattern: /\bSimpleAWSCredentialsProvider\b\s*[>({]/,
    what: 'SimpleAWSCredentialsProvider',
    kind: 'static-keys',
    source: CPP,
  },
  {
    languages: ['cpp'],
    pattern: /\bInstanceProfileCredentialsProvider\b\s*[>({]/,
    what: 'InstanceProfileCredentialsProvider',
    kind: 'node-role',
    source: CPP,
  },
  // Shell
  {
    languages: ['shell'],
    pattern: /\bsts\s+assume-role-with-web-identity\b/,
    what: 'aws sts assume-role-with-web-identity',
    kind: 'web-identity',
    source: CLI,
  },
  // All
  {
    languages: [
      'python',
      'javascript',
      'jvm',
      'go',
      'ruby',
      'php',
      'dotnet',
      'rust',
      'cpp',
      'shell',
    ],
    pattern: /\bAWS_WEB_IDENTITY_TOKEN_FILE\b/,
    what: 'AWS_WEB_IDENTITY_TOKEN_FILE',
    kind: 'web-identity',
    source: `${SDK_GUIDE}/feature-assume-role-credentials.html`,
  },
];

/** Code that uses an AWS SDK at all: it contradicts 'no AWS SDK' wherever no dependency file names one. */
export const sdkUsePatterns: Partial<Record<Language, RegExp>> = {
  python: /^\s*(import|from)\s+(boto3|botocore|aioboto3|aiobotocore)\b/m,
  javascript: /(from|require\s*\(|import\s*\()\s*['"](@aws-sdk\/|aws-sdk\b)/,
  jvm: /^\s*import\s+(static\s+)?(software\.amazon\.awssdk|com\.amazonaws|aws\.sdk\.kotlin)\b/m,
  go: /"github\.com\/aws\/aws-sdk-go(-v2)?(\/|")/,
  ruby: /^\s*require\s*\(?\s*['"]aws-sdk/m,
  php: /^\s*use\s+Aws\\/m,
  dotnet:
    /^\s*using\s+Amazon\.(Runtime|S3|SQS|SimpleNotificationService|DynamoDBv2|SecretsManager|KeyManagementService|Lambda|SecurityToken|EC2)\b/m,
  rust: /\buse\s+aws_(config|sdk_\w+)\b/,
  cpp: /^\s*#\s*include\s*<aws\//m,
};
