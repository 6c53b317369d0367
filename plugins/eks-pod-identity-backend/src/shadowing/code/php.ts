import { ShadowRow } from '../shadow';

const PHP =
  'https://docs.aws.amazon.com/sdk-for-php/v3/developer-guide/guide_credentials_provider.html';
const ASYNC = 'https://async-aws.com/authentication/';

/** Code of PHP that builds a credential provider by hand, past the default chain. */
export const php: readonly ShadowRow[] = [
  {
    pattern:
      /\bCredentialProvider::assumeRoleWithWebIdentityCredentialProvider\s*\(|\bnew\s+\\?(Aws\\Credentials\\)?AssumeRoleWithWebIdentityCredentialProvider\s*\(/,
    what: 'CredentialProvider::assumeRoleWithWebIdentityCredentialProvider()',
    kind: 'web-identity',
    source: PHP,
  },
  {
    pattern:
      /\bnew\s+\\?Aws\\Credentials\\Credentials\s*\(|\bCredentialProvider::fromCredentials\s*\(/,
    what: 'new Credentials()',
    kind: 'static-keys',
    source: PHP,
  },
  {
    pattern: /['"]credentials['"]\s*=>\s*(\[|array\s*\()\s*['"]key['"]\s*=>/,
    what: "'credentials' => ['key' => …]",
    kind: 'static-keys',
    source: PHP,
  },
  {
    pattern: /\bCredentialProvider::(ini|sso|process)\s*\(/,
    what: 'CredentialProvider::ini()',
    kind: 'profile',
    source: PHP,
  },
  {
    pattern: /\bCredentialProvider::instanceProfile\s*\(/,
    what: 'CredentialProvider::instanceProfile()',
    kind: 'node-role',
    source: PHP,
  },
  {
    pattern: /\bCredentialProvider::env\s*\(/,
    what: 'CredentialProvider::env()',
    kind: 'static-keys',
    source: PHP,
  },
  {
    pattern: /\bnew\s+Credentials\s*\(/,
    what: 'new Credentials()',
    kind: 'static-keys',
    beside: /^[ \t]*use\s+Aws\\Credentials\\Credentials\b/m,
    weigh: (match, text) =>
      /^[^\n]{0,120}\[['"]AccessKeyId['"]\]/.test(
        text.slice(match.index, match.index + 160),
      )
        ? undefined
        : 'fail',
    source: PHP,
  },
  {
    pattern: /['"]profile['"]\s*=>\s*['"](?!['"])/,
    what: "'profile' => …",
    kind: 'profile',
    beside: /\b(?:Aws|AsyncAws)\\/,
    source: PHP,
  },
  {
    pattern: /['"]accessKeyId['"]\s*=>/,
    what: "'accessKeyId' => …",
    kind: 'static-keys',
    beside: /\bAsyncAws\\/,
    source: ASYNC,
  },
];
