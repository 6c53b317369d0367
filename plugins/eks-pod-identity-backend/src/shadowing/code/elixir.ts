import { ShadowRow } from '../shadow';

const EX_AWS =
  'https://hexdocs.pm/ex_aws/ExAws.html#module-aws-key-configuration';
const EX_AWS_STS = 'https://hexdocs.pm/ex_aws_sts/readme.html';
const AWS_ELIXIR = 'https://hexdocs.pm/aws/AWS.Client.html';

/** Code of Elixir that builds a credential provider by hand, past the default chain. */
export const elixir: readonly ShadowRow[] = [
  {
    pattern:
      /\b(?:AssumeRoleWebIdentityAdapter|AssumeRoleWebIdentityCredentialsAdapter)\b/,
    what: 'AssumeRoleWebIdentityAdapter',
    kind: 'web-identity',
    source: EX_AWS_STS,
  },
  {
    pattern: /\{\s*:awscli\s*,/,
    what: '{:awscli, …}',
    kind: 'profile',
    source: EX_AWS,
  },
  {
    pattern:
      /\baccess_key_id:\s*(?:"A(?:KI|SI)A|System\.(?:get_env|fetch_env!)\s*\()/,
    what: 'access_key_id:',
    kind: 'static-keys',
    source: EX_AWS,
  },
  {
    pattern: /\bAWS\.Client\.create\s*\(\s*[^):\s]/,
    what: 'AWS.Client.create()',
    kind: 'static-keys',
    source: AWS_ELIXIR,
  },
];
