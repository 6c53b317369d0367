import { ShadowRow } from '../shadow';

const DOTNET = 'https://docs.aws.amazon.com/sdkfornet/v3/apidocs/items/Runtime';
const SETUP =
  'https://docs.aws.amazon.com/sdk-for-net/v3/developer-guide/net-dg-config-netcore.html';

/** Code of .NET that builds a credential provider by hand, past the default chain. */
export const dotnet: readonly ShadowRow[] = [
  {
    pattern: /\bAssumeRoleWithWebIdentityCredentials\s*[.(]/,
    what: 'AssumeRoleWithWebIdentityCredentials',
    kind: 'web-identity',
    source: `${DOTNET}/TAssumeRoleWithWebIdentityCredentials.html`,
  },
  {
    pattern: /\b(Basic|Session)AWSCredentials\s*\(/,
    what: 'BasicAWSCredentials',
    kind: 'static-keys',
    source: `${DOTNET}/TBasicAWSCredentials.html`,
  },
  {
    pattern:
      /\bnew\s+(StoredProfileAWSCredentials|CredentialProfileStoreChain|SharedCredentialsFile)\s*\(/,
    what: 'CredentialProfileStoreChain',
    kind: 'profile',
    source: DOTNET,
  },
  {
    pattern: /\bnew\s+InstanceProfileAWSCredentials\s*\(/,
    what: 'InstanceProfileAWSCredentials',
    kind: 'node-role',
    source: `${DOTNET}/TInstanceProfileAWSCredentials.html`,
  },
  {
    pattern:
      /\bnew\s+(?:EnvironmentVariablesAWSCredentials|AppConfigAWSCredentials)\s*\(/,
    what: 'EnvironmentVariablesAWSCredentials',
    kind: 'static-keys',
    source: `${DOTNET}/TEnvironmentVariablesAWSCredentials.html`,
  },
  {
    pattern: /\bnew\s+ECSTaskCredentials\s*\(/,
    what: 'ECSTaskCredentials',
    kind: 'ecs-only',
    source: `${DOTNET}/TECSTaskCredentials.html`,
  },
  {
    pattern: /\bAWSOptions\s*(?:\(\s*\)\s*)?\{[^}]{0,300}\bProfile\s*=\s*"/,
    what: 'AWSOptions { Profile }',
    kind: 'profile',
    source: SETUP,
  },
  {
    pattern: /\bAWSConfigs\.AWSProfileName\s*=(?!=)/,
    what: 'AWSConfigs.AWSProfileName',
    kind: 'profile',
    source: SETUP,
  },
];
