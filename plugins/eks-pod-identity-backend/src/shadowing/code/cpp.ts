import { ShadowRow } from '../shadow';

const CPP =
  'https://docs.aws.amazon.com/sdk-for-cpp/v1/developer-guide/credproviders.html';

/** Code of C++ that builds a credential provider by hand, past the default chain. */
export const cpp: readonly ShadowRow[] = [
  {
    pattern: /\bSTSAssumeRoleWebIdentityCredentialsProvider\b\s*[>({]/,
    what: 'STSAssumeRoleWebIdentityCredentialsProvider',
    kind: 'web-identity',
    source: CPP,
  },
  {
    pattern: /\bSimpleAWSCredentialsProvider\b\s*[>({]/,
    what: 'SimpleAWSCredentialsProvider',
    kind: 'static-keys',
    source: CPP,
  },
  {
    pattern: /\bInstanceProfileCredentialsProvider\b\s*[>({]/,
    what: 'InstanceProfileCredentialsProvider',
    kind: 'node-role',
    source: CPP,
  },
  {
    pattern:
      /\b(?:ProfileConfigFileAWSCredentialsProvider|STSProfileCredentialsProvider)\b\s*[>({]/,
    what: 'ProfileConfigFileAWSCredentialsProvider',
    kind: 'profile',
    source: CPP,
  },
  {
    pattern: /\bEnvironmentAWSCredentialsProvider\b\s*[>({]/,
    what: 'EnvironmentAWSCredentialsProvider',
    kind: 'static-keys',
    source: CPP,
  },
  {
    pattern: /\bAws::Auth::AWSCredentials\s*(?:\w+\s*)?[({]\s*[^)}\s]/,
    what: 'Aws::Auth::AWSCredentials',
    kind: 'static-keys',
    source: CPP,
  },
  {
    pattern: /\bClientConfiguration\s+\w{1,60}\s*[({]\s*"/,
    what: 'ClientConfiguration(profile)',
    kind: 'profile',
    source: CPP,
  },
];
