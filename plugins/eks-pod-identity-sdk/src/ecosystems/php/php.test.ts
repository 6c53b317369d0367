import { scanTable } from '../../testSupport/scanTable';

describe('PHP', () => {
  scanTable(__dirname, [
    {
      name: 'a composer.lock tells through whom the SDK came',
      folder: 'lock',
      verdict: 'too-old',
      sdks: [
        'php aws/aws-sdk-php 3.287.0 composer.lock:6 runtime via league/flysystem-aws-s3-v3: too old',
      ],
    },
    {
      name: 'without a lockfile an exact version is the one that is installed',
      folder: 'manifest',
      verdict: 'supported',
      sdks: [
        'php aws/aws-sdk-php 3.288.0 composer.json:1 runtime direct: supported',
      ],
    },
    {
      name: 'a branch has no version',
      folder: 'branch',
      verdict: 'unknown',
      sdks: ['php aws/aws-sdk-php ? composer.lock:1 runtime found: unknown'],
    },
  ]);
});
