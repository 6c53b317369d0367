import { ShadowRow } from '../shadow';

const GO_V2 = 'https://github.com/aws/aws-sdk-go-v2/tree/main/credentials';
const GO_V1 = 'https://github.com/aws/aws-sdk-go/tree/main/aws/credentials';
const MINIO_GO =
  'https://github.com/minio/minio-go/tree/master/pkg/credentials';

/** Code of Go that builds a credential provider by hand, past the default chain. */
export const go: readonly ShadowRow[] = [
  {
    pattern:
      /\.NewWebIdentity(RoleProvider|Credentials|RoleProviderWithOptions|RoleProviderWithToken)\s*\(/,
    what: 'stscreds.NewWebIdentityRoleProvider()',
    kind: 'web-identity',
    source: `${GO_V2}; ${GO_V1}`,
  },
  {
    pattern: /\.WithWebIdentityRoleCredentialOptions\s*\(/,
    what: 'config.WithWebIdentityRoleCredentialOptions()',
    kind: 'web-identity',
    source: 'https://github.com/aws/aws-sdk-go-v2/tree/main/config',
  },
  {
    pattern:
      /\.(NewStaticCredentialsProvider|NewStaticCredentials|NewStaticCredentialsFromCreds)\s*\(|\.StaticCredentialsProvider\s*\{/,
    what: 'credentials.NewStaticCredentialsProvider()',
    kind: 'static-keys',
    source: `${GO_V2}; ${GO_V1}`,
  },
  {
    pattern: /\.(WithSharedConfigProfile|NewSharedCredentials)\s*\(/,
    what: 'config.WithSharedConfigProfile()',
    kind: 'profile',
    source: `https://github.com/aws/aws-sdk-go-v2/tree/main/config; ${GO_V1}`,
  },
  {
    pattern:
      /\bec2rolecreds\.(New|NewCredentials|NewCredentialsWithClient)\s*\(/,
    what: 'ec2rolecreds.New()',
    kind: 'node-role',
    source: `${GO_V2}; ${GO_V1}`,
  },
  {
    pattern: /\.NewSTSWebIdentity\s*\(/,
    what: 'credentials.NewSTSWebIdentity()',
    kind: 'web-identity',
    source: MINIO_GO,
  },
  {
    pattern: /\.(?:NewStaticV4|NewStaticV2)\s*\(/,
    what: 'credentials.NewStaticV4()',
    kind: 'static-keys',
    beside: /\bs3[\w.-]*\.amazonaws\.com\b/,
    source: MINIO_GO,
  },
  {
    pattern: /\.(?:NewEnvCredentials|NewEnvAWS)\s*\(\s*\)/,
    what: 'credentials.NewEnvCredentials()',
    kind: 'static-keys',
    source: `${GO_V1}; ${MINIO_GO}`,
  },
  {
    pattern:
      /\.(?:WithSharedConfigFiles|WithSharedCredentialsFiles|NewFileAWSCredentials)\s*\(/,
    what: 'config.WithSharedCredentialsFiles()',
    kind: 'profile',
    source: `https://github.com/aws/aws-sdk-go-v2/tree/main/config; ${MINIO_GO}`,
  },
  {
    pattern: /\bsession\.Options\s*\{[^}]{0,300}\bProfile\s*:/,
    what: 'session.Options{Profile}',
    kind: 'profile',
    source: GO_V1,
  },
  {
    pattern: /\baws\.Credentials\s*\{[^}]{0,200}\bAccessKeyID\s*:/,
    what: 'aws.Credentials{AccessKeyID}',
    kind: 'static-keys',
    weigh: (match, text) =>
      /^[^\n]{0,120}\.AccessKeyId\b/.test(
        text.slice(match.index + match[0].length).slice(0, 160),
      )
        ? undefined
        : 'fail',
    source: GO_V2,
  },
];
