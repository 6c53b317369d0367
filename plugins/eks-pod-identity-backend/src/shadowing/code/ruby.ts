import { NOT_A_LOCAL_VALUE, NOT_OF_STS, ShadowRow } from '../shadow';

const RUBY = 'https://docs.aws.amazon.com/sdk-for-ruby/v3/api/Aws';
const FOG = 'https://github.com/fog/fog-aws#readme';

/** Code of Ruby that builds a credential provider by hand, past the default chain. */
export const ruby: readonly ShadowRow[] = [
  {
    pattern: /\bAws::AssumeRoleWebIdentityCredentials\.new\b/,
    what: 'Aws::AssumeRoleWebIdentityCredentials',
    kind: 'web-identity',
    source: `${RUBY}/AssumeRoleWebIdentityCredentials.html`,
  },
  {
    pattern: /\bAws::Credentials\.new\b/,
    what: 'Aws::Credentials',
    kind: 'static-keys',
    source: `${RUBY}/Credentials.html`,
  },
  {
    pattern: new RegExp(`\\baccess_key_id:${NOT_A_LOCAL_VALUE}${NOT_OF_STS}`),
    what: 'access_key_id:',
    kind: 'static-keys',
    source: `${RUBY}/S3/Client.html`,
  },
  {
    pattern: /\bAws::SharedCredentials\.new\b/,
    what: 'Aws::SharedCredentials',
    kind: 'profile',
    source: `${RUBY}/SharedCredentials.html`,
  },
  {
    pattern: /\bAws::InstanceProfileCredentials\.new\b/,
    what: 'Aws::InstanceProfileCredentials',
    kind: 'node-role',
    source: `${RUBY}/InstanceProfileCredentials.html`,
  },
  {
    pattern: new RegExp(
      `:?\\baws_access_key_id:?\\s*(?:=>)?${NOT_A_LOCAL_VALUE}(?=\\s*[\\w\"':])${NOT_OF_STS}`,
    ),
    what: 'aws_access_key_id:',
    kind: 'static-keys',
    beside: /\b(?:Fog|provider)\b/,
    source: FOG,
  },
  {
    pattern: /:access_key_id\s*=>/,
    what: ':access_key_id =>',
    kind: 'static-keys',
    source: `${RUBY}/S3/Client.html`,
  },
  {
    pattern: /\bAws::(?:ProcessCredentials|SSOCredentials)\.new\b/,
    what: 'Aws::ProcessCredentials',
    kind: 'profile',
    source: `${RUBY}/ProcessCredentials.html`,
  },
  {
    pattern: /\bAws::[\w:]{1,60}\.new\s*\([^)]{0,300}\bprofile:\s*['"]/,
    what: 'Client.new(profile:)',
    kind: 'profile',
    source: `${RUBY}/S3/Client.html`,
  },
  {
    pattern: /\bAws\.config(?:\.update\s*\(|\[)[^)\]]{0,200}\bprofile\b/,
    what: 'Aws.config[:profile]',
    kind: 'profile',
    source: RUBY,
  },
];
