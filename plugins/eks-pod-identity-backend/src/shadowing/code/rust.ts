import { ShadowRow } from '../shadow';

const RUST =
  'https://docs.aws.amazon.com/sdk-for-rust/latest/dg/credproviders.html';
const OBJECT_STORE = 'https://docs.rs/object_store/latest/object_store/aws/';
const RUSOTO = 'https://docs.rs/rusoto_credential/latest/rusoto_credential/';

/** Code of Rust that builds a credential provider by hand, past the default chain. */
export const rust: readonly ShadowRow[] = [
  {
    pattern: /\bWebIdentityTokenCredentialsProvider::builder\s*\(/,
    what: 'WebIdentityTokenCredentialsProvider',
    kind: 'web-identity',
    source: RUST,
  },
  {
    pattern:
      /\bCredentials::(new|from_keys)\s*\(|\bSharedCredentialsProvider::new\s*\(\s*Credentials\b/,
    what: 'Credentials::new()',
    kind: 'static-keys',
    beside: /\b(?:aws_\w|aws_?creds|s3::|rusoto_)/,
    source: RUST,
  },
  {
    pattern: /\bProfileFileCredentialsProvider::builder\s*\(/,
    what: 'ProfileFileCredentialsProvider',
    kind: 'profile',
    source: RUST,
  },
  {
    pattern: /\bImdsCredentialsProvider::builder\s*\(/,
    what: 'ImdsCredentialsProvider',
    kind: 'node-role',
    source: RUST,
  },
  {
    pattern: /\bEnvironmentVariableCredentialsProvider::(?:new|default)\s*\(/,
    what: 'EnvironmentVariableCredentialsProvider',
    kind: 'static-keys',
    source: RUST,
  },
  {
    pattern: /\.profile_name\s*\(/,
    what: 'profile_name()',
    kind: 'profile',
    beside: /\baws_(?:config|sdk_)/,
    source: RUST,
  },
  {
    pattern: /\.with_access_key_id\s*\(/,
    what: 'AmazonS3Builder::with_access_key_id()',
    kind: 'static-keys',
    source: OBJECT_STORE,
  },
  {
    pattern:
      /\b(?:WebIdentityProvider|AutoRefreshingProvider::new\s*\(\s*WebIdentityProvider)::(?:new|from_k8s_env)\s*\(/,
    what: 'WebIdentityProvider',
    kind: 'web-identity',
    source: RUSOTO,
  },
  {
    pattern: /\bStaticProvider::new\w*\s*\(/,
    what: 'StaticProvider',
    kind: 'static-keys',
    beside: /\brusoto_/,
    source: RUSOTO,
  },
];
