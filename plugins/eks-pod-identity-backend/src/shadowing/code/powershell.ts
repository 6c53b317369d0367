import { ShadowRow } from '../shadow';

const TOOLS =
  'https://docs.aws.amazon.com/powershell/latest/userguide/specifying-your-aws-credentials.html';

/** Code of PowerShell that builds a credential provider by hand, past the default chain. */
export const powershell: readonly ShadowRow[] = [
  {
    pattern: /\bUse-STSWebIdentityRole\b/i,
    what: 'Use-STSWebIdentityRole',
    kind: 'web-identity',
    source: TOOLS,
  },
  {
    pattern:
      /\b(?:Set-AWSCredentials?|Initialize-AWSDefaults?|Initialize-AWSDefaultConfiguration)\b[^\n]{0,200}-AccessKey\b/i,
    what: 'Set-AWSCredential -AccessKey',
    kind: 'static-keys',
    source: TOOLS,
  },
  {
    pattern: /-ProfileName\s+\S/i,
    what: '-ProfileName',
    kind: 'profile',
    beside: /\bAWS|-S3|-SQS|-STS/i,
    source: TOOLS,
  },
  {
    pattern:
      /\b(?:Set-AWSCredentials?|Initialize-AWSDefaults?)\s+-StoredCredentials?\b/i,
    what: 'Set-AWSCredential -StoredCredentials',
    kind: 'profile',
    source: TOOLS,
  },
];
