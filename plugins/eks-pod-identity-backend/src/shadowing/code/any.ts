import { ShadowRow } from '../shadow';

const SDK_GUIDE = 'https://docs.aws.amazon.com/sdkref/latest/guide';
const STS =
  'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html';
const CLI =
  'https://docs.aws.amazon.com/cli/latest/reference/sts/assume-role-with-web-identity.html';
const IMDS =
  'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html';
const IRSA =
  'https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html';

/** What is the same in every language: calls by their names in the API, paths and addresses. */
export const anyLanguage: readonly ShadowRow[] = [
  {
    pattern: /\bassume_?role_?with_?web_?identity[A-Za-z]{0,30}!?\s*[.({]/i,
    what: 'AssumeRoleWithWebIdentity',
    kind: 'web-identity',
    source: STS,
  },
  {
    pattern: /\bAction['"]?\s*[=:,]>?\s*['"]?AssumeRoleWithWebIdentity\b/,
    what: 'Action=AssumeRoleWithWebIdentity',
    kind: 'web-identity',
    source: STS,
  },
  {
    pattern: /\bassume-role-with-web-identity\b/,
    what: 'aws sts assume-role-with-web-identity',
    kind: 'web-identity',
    source: CLI,
  },
  {
    pattern: /\beks\.amazonaws\.com\/serviceaccount\/token\b/,
    what: "IRSA's token file",
    kind: 'web-identity',
    source: IRSA,
  },
  {
    pattern: /web_identity_token_file\s*=/,
    what: 'web_identity_token_file',
    kind: 'web-identity',
    source: `${SDK_GUIDE}/feature-assume-role-credentials.html`,
  },
  {
    pattern: /["'`](?:AKIA|ASIA)[A-Z0-9]{16}["'`]/,
    what: 'access key',
    kind: 'static-keys',
    beside: /secret/i,
    source: `${SDK_GUIDE}/feature-static-credentials.html`,
  },
  {
    // The CLI that the code starts, as a list of words or as one command.
    pattern:
      /["'`]aws(?:["'],\s*["']|\s)[^\n;|&]{0,200}--profile(?:["']\s*,\s*["']|[= ])(?!["'$\s])/,
    what: 'aws --profile',
    kind: 'profile',
    source:
      'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html',
  },
  {
    pattern: /\bmeta-data\/iam\/security-credentials\b/,
    what: "the node's credentials by HTTP",
    kind: 'node-role',
    effect: 'warn',
    source: IMDS,
  },
];
