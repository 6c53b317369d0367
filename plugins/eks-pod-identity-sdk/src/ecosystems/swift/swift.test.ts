import { scanTable } from '../../testSupport/scanTable';

describe('Swift', () => {
  scanTable(__dirname, [
    {
      name: 'a lockfile of version 1 tells what Soto was called before',
      folder: 'version-1',
      verdict: 'too-old',
      sdks: ['soto soto 4.9.0 Package.resolved:6 runtime found: too old'],
    },
    {
      name: 'Soto has no release that supports it',
      folder: 'version-2',
      verdict: 'too-old',
      sdks: [
        'soto soto 6.8.0 Package.resolved:4 runtime direct: too old',
        'soto soto-core 6.5.2 Package.resolved:13 runtime found: too old',
      ],
    },
    {
      name: "which version of AWS's own SDK is the first is not known",
      folder: 'version-3',
      verdict: 'unknown',
      sdks: [
        'swift aws-sdk-swift 1.2.59 Package.resolved:5 runtime found: unknown',
      ],
    },
    {
      name: 'Package.swift has ranges, exact versions and branches',
      folder: 'manifest',
      verdict: 'too-old',
      sdks: [
        'swift aws-sdk-swift 1.0.0 Package.swift:8 runtime direct: unknown',
        'soto soto ^6.0.0 Package.swift:9 runtime direct: too old',
        'soto soto-core ? Package.swift:10 runtime direct: too old',
      ],
    },
    {
      name: 'a lockfile without a client is the proof that there is none',
      folder: 'nothing',
      verdict: 'no-aws-sdk',
      sdks: [],
    },
  ]);
});
