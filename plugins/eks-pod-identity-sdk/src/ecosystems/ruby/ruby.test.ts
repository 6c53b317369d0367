import { scanTable } from '../../testSupport/scanTable';

describe('Ruby', () => {
  scanTable(__dirname, [
    {
      name: 'a Gemfile.lock tells the core gem, and through whom it came',
      folder: 'rails',
      verdict: 'too-old',
      sdks: [
        'ruby aws-sdk-core 3.187.1 Gemfile.lock:5 runtime via carrierwave-aws > aws-sdk-s3: too old',
      ],
    },
    {
      name: 'what only the tests need does not decide',
      folder: 'groups',
      verdict: 'no-aws-sdk',
      sdks: [
        'ruby aws-sdk-core 3.100.0 Gemfile.lock:4 test via aws-sdk-s3: too old',
      ],
    },
    {
      name: 'without a lockfile only an exact pin of the core gem tells',
      folder: 'gemfile-only',
      verdict: 'supported',
      sdks: ['ruby aws-sdk-core 3.188.0 Gemfile:3 runtime direct: supported'],
    },
    {
      name: 'a gem from git has the version of nobody knows what',
      folder: 'git',
      verdict: 'unknown',
      sdks: ['ruby aws-sdk-core ? Gemfile.lock:5 unknown direct: unknown'],
    },
  ]);
});
