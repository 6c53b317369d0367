import { NOT_A_LOCAL_VALUE, NOT_OF_STS, ShadowRow } from '../shadow';

const SDK_GUIDE = 'https://docs.aws.amazon.com/sdkref/latest/guide';
const JS_V3 =
  'https://github.com/aws/aws-sdk-js-v3/tree/main/packages/credential-providers';
const JS_V2 = 'https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/AWS';

/** Keys of a variable that is asked for before: without it the default chain stays in force. */
const whereSet: ShadowRow['weigh'] = (match, text) => {
  const from = match.index + match[0].length;
  const variable = /^\s*(?:process\.env\.)(\w{1,80})/.exec(
    text.slice(from, from + 120),
  )?.[1];
  const before = text.slice(Math.max(0, match.index - 300), match.index);
  return variable &&
    new RegExp(
      `process\\.env\\.${variable}\\b[^;:\\n]{0,120}(?:\\?|&&|\\)\\s*\\{?)`,
    ).test(before)
    ? 'warn'
    : 'fail';
};

/** Code of JavaScript and TypeScript that builds a credential provider by hand, past the default chain. */
export const javascript: readonly ShadowRow[] = [
  {
    pattern: /\bfromTokenFile\s*\(/,
    what: 'fromTokenFile()',
    kind: 'web-identity',
    source: JS_V3,
  },
  {
    pattern: /\bfromWebToken\s*\(/,
    what: 'fromWebToken()',
    kind: 'web-identity',
    source: JS_V3,
  },
  {
    pattern: /\bAssumeRoleWithWebIdentityCommand\s*\(/,
    what: 'AssumeRoleWithWebIdentityCommand',
    kind: 'web-identity',
    source: SDK_GUIDE,
  },
  {
    pattern: /\bfromIni\s*\(/,
    what: 'fromIni()',
    kind: 'profile',
    source: JS_V3,
  },
  {
    pattern: /\bfromInstanceMetadata\s*\(/,
    what: 'fromInstanceMetadata()',
    kind: 'node-role',
    source: JS_V3,
  },
  {
    pattern: /\bfromContainerMetadata\s*\(/,
    what: 'fromContainerMetadata()',
    kind: 'ecs-only',
    source:
      '@smithy/credential-provider-imds 4.5.2: takes localhost and 127.0.0.1 only',
  },
  {
    pattern:
      /\bnew\s+(AWS\.)?(TokenFileWebIdentityCredentials|WebIdentityCredentials)\s*\(/,
    what: 'TokenFileWebIdentityCredentials',
    kind: 'web-identity',
    source: `${JS_V2}/TokenFileWebIdentityCredentials.html`,
  },
  {
    pattern: /\bnew\s+(AWS\.)?SharedIniFileCredentials\s*\(/,
    what: 'SharedIniFileCredentials',
    kind: 'profile',
    source: `${JS_V2}/SharedIniFileCredentials.html`,
  },
  {
    pattern: /\bnew\s+(AWS\.)?EC2MetadataCredentials\s*\(/,
    what: 'EC2MetadataCredentials',
    kind: 'node-role',
    source: `${JS_V2}/EC2MetadataCredentials.html`,
  },
  {
    pattern: new RegExp(
      `\\baccessKeyId\\s*:${NOT_A_LOCAL_VALUE}(?!\\s*(?:string|String|z\\.)\\b)${NOT_OF_STS}`,
    ),
    what: 'credentials: { accessKeyId }',
    kind: 'static-keys',
    weigh: whereSet,
    source: JS_V3,
  },
  {
    pattern: /\b(?:fromSSO|fromProcess)\s*\(/,
    what: 'fromSSO()',
    kind: 'profile',
    source: JS_V3,
  },
  {
    pattern: /\bfromEnv\s*\(\s*\)/,
    what: 'fromEnv()',
    kind: 'static-keys',
    beside: /@aws-sdk\/|credential-provider/,
    source: JS_V3,
  },
  {
    pattern: /\bcredentials\s*:\s*\{\s*accessKeyId\s*,/,
    what: 'credentials: { accessKeyId }',
    kind: 'static-keys',
    source: JS_V3,
  },
  {
    pattern: /\bnew\s+AWS\.(?:Credentials|EnvironmentCredentials)\s*\(/,
    what: 'AWS.Credentials',
    kind: 'static-keys',
    weigh: (match, text) =>
      /^[^\n]{0,120}\.AccessKeyId\b/.test(
        text.slice(match.index, match.index + 160),
      )
        ? undefined
        : 'fail',
    source: `${JS_V2}/Credentials.html`,
  },
  {
    pattern: /\bnew\s+AWS\.(?:ProcessCredentials|SsoCredentials)\s*\(/,
    what: 'AWS.ProcessCredentials',
    kind: 'profile',
    source: `${JS_V2}/ProcessCredentials.html`,
  },
  {
    pattern: /\bAWS\.config\.loadFromPath\s*\(/,
    what: 'AWS.config.loadFromPath()',
    kind: 'static-keys',
    source: `${JS_V2}/Config.html`,
  },
];
