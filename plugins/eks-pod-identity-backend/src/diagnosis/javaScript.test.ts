import { SdkEvidence } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { assess } from '../readiness/assess';
import { createWorld, oldSdk } from '../readiness/__testUtils__/world';
import { diagnose } from './diagnose';

const refusal =
  'CredentialsProviderError: 169.254.170.23 is not a valid container metadata service hostname';

const causesOf = (text: string) =>
  diagnose(text).diagnoses.map(({ cause }) => cause);

describe('the refusal of JavaScript 3.x, by its stack', () => {
  it.each([
    [
      'one file per function',
      'at getCmdsUri (/app/node_modules/@smithy/credential-provider-imds/dist-cjs/fromContainerMetadata.js:57:19)',
    ],
    [
      'the package of before its new name',
      'at getCmdsUri (/app/node_modules/@aws-sdk/credential-provider-imds/dist-cjs/index.js:44:19)',
    ],
    [
      'an old version in a path of pnpm',
      'at x (/app/node_modules/.pnpm/@aws-sdk+credential-provider-node@3.458.0/node_modules/@aws-sdk/credential-provider-node/dist-cjs/index.js:1:1)',
    ],
    [
      'an old version in a path of Yarn',
      'at x (/app/.yarn/cache/@aws-sdk-credential-provider-node-npm-3.490.0-0123456789.zip/index.js:1:1)',
    ],
    ['an old user agent', 'user-agent: aws-sdk-js/3.490.0 ua/2.0'],
  ])('%s is too old', (_, stack) => {
    expect(causesOf(`${refusal}\n    ${stack}`)).toEqual(['sdk-too-old']);
  });

  it.each([
    [
      'bundles',
      'at getCmdsUri (/app/node_modules/@smithy/credential-provider-imds/dist-cjs/index.js:160:13)',
    ],
    [
      'parts of the core',
      'at async /app/node_modules/@smithy/core/dist-cjs/submodules/config/index.js:56:33',
    ],
    [
      'a new version in a path of pnpm',
      'at x (/app/node_modules/.pnpm/@aws-sdk+credential-provider-node@3.750.0/node_modules/@aws-sdk/credential-provider-node/dist-cjs/index.js:1:1)',
    ],
  ])('%s mean that the agent was not reached or refused', (_, stack) => {
    expect(causesOf(`${refusal}\n    ${stack}`)).toEqual([
      'agent-missing',
      'agent-blocked',
    ]);
  });

  it('without a stack names what is possible, none of it as probable', () => {
    const { diagnoses } = diagnose(refusal);
    expect(diagnoses.map(({ cause }) => cause)).toEqual([
      'agent-missing',
      'agent-blocked',
      'sdk-too-old',
    ]);
    expect(diagnoses.every(({ confidence }) => confidence < 0.5)).toBe(true);
  });
});

describe('the refusal of JavaScript 3.x, by the SDK that was found', () => {
  const old =
    'at getCmdsUri (/app/node_modules/@smithy/credential-provider-imds/dist-cjs/fromContainerMetadata.js:57:19)';

  async function firstWith(sdks: SdkEvidence[], text: string) {
    const world = createWorld();
    world.source.sdks = sdks;
    const account = {
      facts: world.facts,
      assessment: await assess(world.facts),
    };
    return diagnose(text, account).diagnoses[0].cause;
  }

  const js = (supportsPodIdentity: boolean): SdkEvidence => ({
    ...oldSdk,
    sdk: 'js-v3',
    package: '@aws-sdk/credential-provider-node',
    version: supportsPodIdentity ? '3.972.69' : '3.458.0',
    supportsPodIdentity,
  });

  it('is the agent where the SDK is new, whatever the stack looks like', async () => {
    expect(await firstWith([js(true)], `${refusal}\n    ${old}`)).toBe(
      'agent-missing',
    );
  });

  it('is too old where the SDK is old', async () => {
    expect(await firstWith([js(false)], refusal)).toBe('sdk-too-old');
  });

  it('goes by the stack where both were found', async () => {
    expect(
      await firstWith([js(true), js(false)], `${refusal}\n    ${old}`),
    ).toBe('sdk-too-old');
  });
});
