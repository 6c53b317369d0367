import { ShadowRow } from '../shadow';

const JAVA_V2 =
  'https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/credentials-chain.html';

/** Options of a Java machine, wherever one is started or told of them (domain source: sdk-notes.md). */
export const javaOptions: readonly ShadowRow[] = [
  {
    pattern: /-Daws\.(?:accessKeyId|secretAccessKey|secretKey)=/,
    what: '-Daws.accessKeyId',
    kind: 'static-keys',
    source: JAVA_V2,
  },
  {
    pattern: /-Daws\.(?:profile|sharedCredentialsFile)=/,
    what: '-Daws.profile',
    kind: 'profile',
    source: JAVA_V2,
  },
  {
    pattern: /-Daws\.webIdentityTokenFile=/,
    what: '-Daws.webIdentityTokenFile',
    kind: 'web-identity',
    source: JAVA_V2,
  },
  {
    // Without a token file the SDK does not use it.
    pattern: /-Daws\.roleArn=/,
    what: '-Daws.roleArn',
    kind: 'web-identity',
    effect: 'unknown',
    source: JAVA_V2,
  },
  {
    // Whether the file has a profile is not known.
    pattern: /-Daws\.configFile=/,
    what: '-Daws.configFile',
    kind: 'profile',
    effect: 'unknown',
    source: JAVA_V2,
  },
];
