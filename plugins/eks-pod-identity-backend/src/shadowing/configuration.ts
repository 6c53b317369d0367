import { DUMMY, ShadowRow } from './shadow';

const SPRING =
  'https://docs.awspring.io/spring-cloud-aws/docs/3.2.0/reference/html/index.html#credentials';
const QUARKUS = 'https://docs.quarkiverse.io/quarkus-amazon-services/dev/';
const HADOOP =
  'https://hadoop.apache.org/docs/stable/hadoop-aws/tools/hadoop-aws/index.html';
const MSK =
  'https://github.com/aws/aws-msk-iam-auth#specifying-an-aws-credential-profile';
const DOTNET =
  'https://docs.aws.amazon.com/sdk-for-net/v3/developer-guide/net-dg-config-netcore.html';
const RAILS = 'https://guides.rubyonrails.org/active_storage_overview.html';
const SHARED =
  'https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html';

/** What follows a key and is neither nothing nor a placeholder that may be empty, nor an emulator's. */
const VALUE = `["']?[ \\t]*[=:>][ \\t]*(?=[^\\s])(?!["']?(?:${DUMMY})["']?\\s*(?:[,}]|</|$)|["']?\\$\\{[\\w.]{1,80}:-?\\}|["']?null\\b)`;

/** Settings of configuration files: `.conf`, `.xml`, `.properties`, `.ini`, `.toml`, `.yaml`, `.json`. */
export const configuration: readonly ShadowRow[] = [
  {
    pattern: new RegExp(
      `\\bfs\\.s3[an]?(?:\\.bucket\\.[\\w.-]{1,80})?\\.access\\.key(?:</name>\\s*<value)?${VALUE}(?=\\S)`,
      'm',
    ),
    what: 'fs.s3a.access.key',
    kind: 'static-keys',
    source: HADOOP,
  },
  {
    pattern: /\bfs\.s3a(?:\.bucket\.[\w.-]{1,80})?\.access\.key\s+(?=[^\s=:<])/,
    what: 'fs.s3a.access.key',
    kind: 'static-keys',
    source: HADOOP,
  },
  {
    pattern: new RegExp(
      `\\b(?:spring\\.)?cloud\\.aws\\.(?:[\\w-]{1,30}\\.)?credentials\\.(?:access-?key|secret-?key)${VALUE}`,
      'im',
    ),
    what: 'spring.cloud.aws.credentials.access-key',
    kind: 'static-keys',
    source: SPRING,
  },
  {
    pattern: new RegExp(
      `\\b(?:spring\\.)?cloud\\.aws\\.credentials\\.profile[.-]?name${VALUE}`,
      'im',
    ),
    what: 'spring.cloud.aws.credentials.profile.name',
    kind: 'profile',
    source: SPRING,
  },
  {
    pattern: /\bcredentials\.sts\.(?:web-identity-token-file|role-arn)\s*[=:]/,
    what: 'spring.cloud.aws.credentials.sts',
    kind: 'web-identity',
    source: SPRING,
  },
  {
    pattern: /\bweb-identity-token-file\s*[=:]/i,
    what: 'web-identity-token-file',
    kind: 'web-identity',
    source: SPRING,
  },
  {
    pattern:
      /\bcloud\.aws\.credentials\.(?:use-default-aws-credentials-chain\s*[=:]\s*false|instance-profile\s*[=:]\s*true)\b/,
    what: 'spring.cloud.aws.credentials.instance-profile',
    kind: 'node-role',
    source: SPRING,
  },
  {
    pattern:
      /\bquarkus\.[\w."-]{1,60}\.aws\.credentials\.type\s*[=:]\s*(?:static|profile|process)\b/,
    what: 'quarkus.….aws.credentials.type',
    kind: 'static-keys',
    source: QUARKUS,
  },
  {
    pattern: /\bcredentials\s*\{\s*provider\s*[=:]\s*"?static\b/,
    what: 'aws.credentials.provider = static',
    kind: 'static-keys',
    source: 'https://doc.akka.io/libraries/alpakka/current/s3.html',
  },
  {
    pattern: /\bawsProfileName\s*=/,
    what: 'awsProfileName',
    kind: 'profile',
    source: MSK,
  },
  {
    pattern: /"AWS"\s*:\s*\{[^{}]{0,500}"Profile"\s*:\s*"(?!")/,
    what: '"AWS": { "Profile" }',
    kind: 'profile',
    source: DOTNET,
  },
  {
    // Of Spring and of Rails, below the key of the service.
    pattern: new RegExp(
      `(?:^|[.\\s])(?:access[_-]key[_-]id|accessKeyId)${VALUE}(?=\\S)(?!<%=\\s*ENV\\[)`,
      'm',
    ),
    what: 'access_key_id:',
    kind: 'static-keys',
    beside: /\b(?:aws|s3|sqs|sns|dynamodb)\b/i,
    // Rails' own encrypted credentials: where they hold no keys, none are handed over.
    weigh: (match, text) =>
      /^<%=\s*Rails\.application\.credentials\b/.test(
        text.slice(
          match.index + match[0].length,
          match.index + match[0].length + 60,
        ),
      )
        ? 'unknown'
        : 'fail',
    source: RAILS,
  },
  {
    // A connection of Airflow, in a URI or as JSON.
    pattern:
      /\bassume_role_method(?:["']\s*:\s*["']|\s*=\s*)assume_role_with_web_identity\b/,
    what: 'assume_role_method=assume_role_with_web_identity',
    kind: 'web-identity',
    source:
      'https://airflow.apache.org/docs/apache-airflow-providers-amazon/stable/connections/aws.html',
  },
  {
    pattern: /web_identity_token_file\s*=/,
    what: 'web_identity_token_file',
    kind: 'web-identity',
    source: SHARED,
  },
  {
    pattern: /\beks\.amazonaws\.com\/serviceaccount\/token\b/,
    what: "IRSA's token file",
    kind: 'web-identity',
    source: SHARED,
  },
  {
    pattern: /(?:^|["'\s=:>])(?:AKIA|ASIA)[A-Z0-9]{16}(?:$|["'\s,<])/m,
    what: 'access key',
    kind: 'static-keys',
    source: SHARED,
  },
];

/** A shared config or credentials file of AWS, which stands in an image. */
export const sharedFile: readonly ShadowRow[] = [
  {
    pattern: /^[ \t]*web_identity_token_file\s*=/m,
    what: 'web_identity_token_file',
    kind: 'web-identity',
    source: SHARED,
  },
  {
    pattern: /^[ \t]*aws_access_key_id\s*=/m,
    what: 'aws_access_key_id',
    kind: 'static-keys',
    source: SHARED,
  },
  {
    pattern: /^[ \t]*credential_source\s*=\s*Ec2InstanceMetadata\b/im,
    what: 'credential_source = Ec2InstanceMetadata',
    kind: 'node-role',
    source: SHARED,
  },
  {
    pattern: /^[ \t]*credential_source\s*=\s*Environment\b/im,
    what: 'credential_source = Environment',
    kind: 'static-keys',
    source: SHARED,
  },
  {
    // SDKs differ in which endpoint they take for it (domain source: sdk-notes.md).
    pattern: /^[ \t]*credential_source\s*=\s*EcsContainer\b/im,
    what: 'credential_source = EcsContainer',
    kind: 'ecs-only',
    effect: 'unknown',
    source: SHARED,
  },
  {
    pattern:
      /^[ \t]*(?:credential_process|source_profile|sso_session|sso_start_url|login_session)\s*=/m,
    what: 'credential_process',
    kind: 'profile',
    source: SHARED,
  },
];
