import { NOT_A_LOCAL_VALUE, NOT_OF_STS, ShadowRow } from '../shadow';

const BOTO3 =
  'https://boto3.amazonaws.com/v1/documentation/api/latest/guide/credentials.html';
const BOTOCORE =
  'https://github.com/boto/botocore/blob/develop/botocore/credentials.py';
const S3FS = 'https://s3fs.readthedocs.io/en/latest/#credentials';
const ARROW =
  'https://arrow.apache.org/docs/python/generated/pyarrow.fs.S3FileSystem.html';

/** A profile or key that is taken from a variable only where that is set: without it the default chain stays in force. */
const whereSet: ShadowRow['weigh'] = (match, text) =>
  /^[ \t]*(?:os\.)?(?:environ\.get|getenv)\(\s*["'][^"'\n]{1,80}["']\s*\)/.test(
    text.slice(
      match.index + match[0].length,
      match.index + match[0].length + 200,
    ),
  )
    ? 'warn'
    : 'fail';

/** Code of Python that builds a credential provider by hand, past the default chain. */
export const python: readonly ShadowRow[] = [
  {
    pattern: new RegExp(
      `\\baws_access_key_id\\s*=${NOT_A_LOCAL_VALUE}(?!=)${NOT_OF_STS}`,
    ),
    what: 'aws_access_key_id=',
    kind: 'static-keys',
    weigh: whereSet,
    source: BOTO3,
  },
  {
    pattern: /\bassume_role_with_web_identity\s*\(/,
    what: 'assume_role_with_web_identity()',
    kind: 'web-identity',
    source: BOTO3,
  },
  {
    pattern:
      /\b(AssumeRoleWithWebIdentityProvider|AssumeRoleWithWebIdentityCredentialFetcher)\s*\(/,
    what: 'AssumeRoleWithWebIdentityProvider',
    kind: 'web-identity',
    source: BOTOCORE,
  },
  {
    pattern: /\b(InstanceMetadataProvider|InstanceMetadataFetcher)\s*\(/,
    what: 'InstanceMetadataProvider',
    kind: 'node-role',
    source: BOTOCORE,
  },
  {
    pattern:
      /\b(boto3\.)?(Session|setup_default_session)\s*\([^)]{0,300}\bprofile_name\s*=(?!\s*None)/,
    what: 'Session(profile_name=)',
    kind: 'profile',
    weigh: whereSet,
    source: BOTO3,
  },
  {
    pattern: new RegExp(
      `["']aws_access_key_id["'](?:\\s*:|\\]\\s*=)${NOT_A_LOCAL_VALUE}(?!=)${NOT_OF_STS}`,
    ),
    what: "{'aws_access_key_id': …}",
    kind: 'static-keys',
    weigh: whereSet,
    source: BOTO3,
  },
  {
    pattern:
      /\bS3FileSystem\s*\([^)]{0,300}\b(?:key|access_key)\s*=(?!\s*None)/,
    what: 'S3FileSystem(key=)',
    kind: 'static-keys',
    source: `${S3FS}; ${ARROW}`,
  },
  {
    pattern: /\bS3FileSystem\s*\([^)]{0,300}\bprofile\s*=(?!\s*None)/,
    what: 'S3FileSystem(profile=)',
    kind: 'profile',
    source: S3FS,
  },
  {
    pattern:
      /\b(?:boto3\.(?:session\.)?|aioboto3\.)Session\s*\(\s*["']A(?:KI|SI)A/,
    what: 'Session(key, secret)',
    kind: 'static-keys',
    source: BOTO3,
  },
  {
    // A field of a settings class is the variable of its name.
    pattern: /^[ \t]+(?:aws_role_arn|aws_web_identity_token_file)\s*:/im,
    what: 'BaseSettings.aws_role_arn',
    kind: 'web-identity',
    beside: /\bBaseSettings\b/,
    source: 'https://docs.pydantic.dev/latest/concepts/pydantic_settings/',
  },
  {
    pattern: /\bset_credentials\s*\(/,
    what: 'Session.set_credentials()',
    kind: 'static-keys',
    beside: /\b(?:botocore|boto3)\b/,
    source: BOTOCORE,
  },
  {
    pattern:
      /\b(?:botocore\.session\.)?(?:Session|get_session)\s*\([^)]{0,300}\bprofile\s*=(?!\s*None)/,
    what: 'Session(profile=)',
    kind: 'profile',
    beside: /\bbotocore\b/,
    source: BOTOCORE,
  },
  {
    pattern:
      /^[ \t]*["']?AWS_S3_SESSION_PROFILE["']?\s*[:=](?!=)\s*["'](?!["'])/m,
    what: 'AWS_S3_SESSION_PROFILE',
    kind: 'profile',
    source:
      'https://django-storages.readthedocs.io/en/latest/backends/amazon-S3.html',
  },
  {
    pattern: /\bset_config_variable\s*\(\s*["']profile["']/,
    what: 'Session.set_config_variable("profile")',
    kind: 'profile',
    source: BOTOCORE,
  },
];
