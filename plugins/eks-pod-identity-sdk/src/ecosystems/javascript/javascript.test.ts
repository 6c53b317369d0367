import { scanTable } from '../../testSupport/scanTable';

describe('JavaScript', () => {
  scanTable(__dirname, [
    {
      name: 'a package-lock of version 3 tells the credential provider, and neither mocks nor types are SDKs',
      folder: 'npm-v3',
      verdict: 'supported',
      sdks: [
        'js-v3 @aws-sdk/credential-provider-node 3.621.0 package-lock.json:26 runtime via @aws-sdk/client-s3: supported',
      ],
    },
    {
      name: 'of two credential providers in a tree the old one decides',
      folder: 'npm-v2-nested',
      verdict: 'too-old',
      sdks: [
        'js-v3 @aws-sdk/credential-provider-node 3.496.0 package-lock.json:21 runtime via @aws-sdk/client-sqs: too old',
        'js-v3 @aws-sdk/credential-provider-node 3.621.0 package-lock.json:24 runtime via @aws-sdk/client-s3: supported',
      ],
    },
    {
      name: 'a package-lock of version 1 tells through whom an SDK came',
      folder: 'npm-v1',
      verdict: 'too-old',
      sdks: [
        'js-v2 aws-sdk 2.1549.0 package-lock.json:6 runtime via multer-s3: too old',
      ],
    },
    {
      name: 'a yarn.lock of classic is read',
      folder: 'yarn-classic',
      verdict: 'supported',
      sdks: ['js-v2 aws-sdk 2.1692.0 yarn.lock:5 runtime direct: supported'],
    },
    {
      name: 'a yarn.lock of berry is read; 3.499.0 is below the effective minimum, though above the published one',
      folder: 'yarn-berry',
      verdict: 'too-old',
      sdks: [
        'js-v3 @aws-sdk/credential-provider-node 3.499.0 yarn.lock:17 runtime via @aws-sdk/client-sqs: too old',
      ],
    },
    {
      name: 'a pnpm-lock of version 9 is read',
      folder: 'pnpm-9',
      verdict: 'supported',
      sdks: [
        'js-v3 @aws-sdk/credential-provider-node 3.504.0 pnpm-lock.yaml:21 runtime via @aws-sdk/client-s3: supported',
      ],
    },
    {
      name: 'a pnpm-lock of version 5 is read',
      folder: 'pnpm-5',
      verdict: 'too-old',
      sdks: [
        'js-v2 aws-sdk 2.1400.0 pnpm-lock.yaml:15 runtime direct: too old',
      ],
    },
    {
      name: 'a bun.lock is read',
      folder: 'bun',
      verdict: 'supported',
      sdks: [
        'js-v3 @aws-sdk/credential-provider-node 3.503.1 bun.lock:14 runtime via @aws-sdk/client-s3: supported',
      ],
    },
    {
      name: 'without a lockfile a range whose lowest version is new enough is good, and an exact pin that is too old decides',
      folder: 'manifest-only',
      verdict: 'too-old',
      sdks: [
        'js-v3 @aws-sdk/client-s3 ^3.621.0 package.json:4 runtime direct: supported',
        'js-v2 aws-sdk 2.1400.0 package.json:5 runtime direct: too old',
      ],
    },
    {
      name: 'a workspace names the members that reach each version',
      folder: 'workspace',
      verdict: 'too-old',
      sdks: [
        'js-v2 aws-sdk 2.1000.0 yarn.lock:5 runtime direct: too old',
        'js-v2 aws-sdk 2.1550.0 yarn.lock:9 runtime direct: supported',
      ],
    },
    {
      name: 'an SDK for development does not decide, and a CDK library is none',
      folder: 'dev-only',
      verdict: 'no-aws-sdk',
      sdks: [
        'js-v2 aws-sdk 2.1000.0 package-lock.json:11 development direct: too old',
      ],
    },
  ]);
});
