import { scanTable } from '../../testSupport/scanTable';

describe('R', () => {
  scanTable(__dirname, [
    {
      name: 'renv.lock tells all packages; from which version on they support it is not known',
      folder: 'locked',
      verdict: 'unknown',
      sdks: [
        'paws-r paws.common 0.7.3 renv.lock:7 runtime via paws.storage: unknown',
        'aws-r aws.signature ? renv.lock:21 runtime found: unknown',
      ],
    },
    {
      name: 'DESCRIPTION tells what is imported',
      folder: 'manifest',
      verdict: 'unknown',
      sdks: [
        'aws-r aws.s3 >= 0.3.21 DESCRIPTION:8 runtime direct: unknown',
        'paws-r paws.storage * DESCRIPTION:9 runtime direct: unknown',
      ],
    },
    {
      name: 'a lockfile without a client is the proof that there is none',
      folder: 'nothing',
      verdict: 'no-aws-sdk',
      sdks: [],
    },
    {
      name: 'a DESCRIPTION that is no manifest says nothing',
      folder: 'text',
      verdict: 'unknown',
      sdks: [],
    },
  ]);
});
