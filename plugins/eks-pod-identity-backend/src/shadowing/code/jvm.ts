import { ShadowRow } from '../shadow';

const JAVA_V2 = 'https://docs.aws.amazon.com/sdk-for-java/latest';
const JAVA_V1 =
  'https://docs.aws.amazon.com/AWSJavaSDK/latest/javadoc/com/amazonaws/auth';
const KOTLIN = 'https://docs.aws.amazon.com/sdk-for-kotlin/latest';

/** Code of Java, Kotlin, Scala and other languages of the JVM that builds a credential provider by hand, past the default chain. */
export const jvm: readonly ShadowRow[] = [
  {
    pattern: /\bStsAssumeRoleWithWebIdentityCredentialsProvider\s*\./,
    what: 'StsAssumeRoleWithWebIdentityCredentialsProvider',
    kind: 'web-identity',
    source: JAVA_V2,
  },
  {
    pattern:
      /\b(StsWebIdentityTokenFileCredentialsProvider|WebIdentityTokenFileCredentialsProvider|WebIdentityTokenCredentialsProvider|StsWebIdentityCredentialsProvider)\s*[.(]/,
    what: 'WebIdentityTokenFileCredentialsProvider',
    kind: 'web-identity',
    source: `${JAVA_V2}; ${JAVA_V1}/WebIdentityTokenCredentialsProvider.html`,
  },
  {
    pattern: /\bSTSAssumeRoleWithWebIdentitySessionCredentialsProvider\s*[.(]/,
    what: 'STSAssumeRoleWithWebIdentitySessionCredentialsProvider',
    kind: 'web-identity',
    source: JAVA_V1,
  },
  {
    pattern:
      /\b(StaticCredentialsProvider\s*[.({]|AWSStaticCredentialsProvider\s*\(|new\s+Basic(AWS|Session)Credentials\s*\(|Aws(Basic|Session)Credentials\.create\s*\()/,
    what: 'StaticCredentialsProvider',
    kind: 'static-keys',
    weigh: (match, text) =>
      /^[^;]{0,300}(?:\.accessKeyId\(\)|\.getAccessKeyId\(\)|redentials\.accessKeyId\b)/.test(
        text.slice(match.index, match.index + 340),
      )
        ? undefined
        : 'fail',
    source: `${JAVA_V2}; ${JAVA_V1}/AWSStaticCredentialsProvider.html`,
  },
  {
    pattern: /\bProfileCredentialsProvider\s*[.(]/,
    what: 'ProfileCredentialsProvider',
    kind: 'profile',
    source: JAVA_V2,
  },
  {
    pattern:
      /\b(InstanceProfileCredentialsProvider|ImdsCredentialsProvider)\s*[.(]/,
    what: 'InstanceProfileCredentialsProvider',
    kind: 'node-role',
    source: JAVA_V2,
  },
  {
    pattern: /\bStsWebIdentityProvider\s*[.({]/,
    what: 'StsWebIdentityProvider',
    kind: 'web-identity',
    source: KOTLIN,
  },
  {
    pattern:
      /\b(?:EnvironmentVariableCredentialsProvider|SystemPropertyCredentialsProvider|SystemPropertiesCredentialsProvider|EnvironmentCredentialsProvider|ClasspathPropertiesFileCredentialsProvider|PropertiesFileCredentialsProvider)\s*[.(]/,
    what: 'EnvironmentVariableCredentialsProvider',
    kind: 'static-keys',
    source: `${JAVA_V2}; ${JAVA_V1}`,
  },
  {
    pattern: /\.profileName\s*\(\s*"/,
    what: 'profileName()',
    kind: 'profile',
    beside: /software\.amazon\.awssdk/,
    source: JAVA_V2,
  },
  {
    pattern:
      /\b(?:System\.setProperty|System\.getProperties\(\)\.(?:put|setProperty))\s*\(\s*"aws\.(?:accessKeyId|secretAccessKey|secretKey|profile|sharedCredentialsFile|configFile|webIdentityTokenFile|roleArn)"/,
    what: 'System.setProperty("aws.…")',
    kind: 'profile',
    source: JAVA_V2,
  },
];
