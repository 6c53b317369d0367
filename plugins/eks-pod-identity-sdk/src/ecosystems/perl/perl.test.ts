import { scanTable } from '../../testSupport/scanTable';

describe('Perl', () => {
  scanTable(__dirname, [
    {
      name: 'a cpanfile has phases and features',
      folder: 'manifest',
      verdict: 'too-old',
      sdks: [
        'perl-paws Paws >=0.44 cpanfile:2 runtime direct: too old',
        'perl-amazon Net::Amazon::S3 >=0.99 cpanfile:3 runtime direct: unknown',
        'perl-amazon Amazon::Credentials >=0 cpanfile:10 optional direct: unknown',
        'perl-amazon Amazon::SQS::Simple 2.07 cpanfile:7 test direct: unknown',
      ],
    },
    {
      name: 'the snapshot tells distributions; Paws has no release that supports it',
      folder: 'snapshot',
      verdict: 'too-old',
      sdks: ['perl-paws Paws 0.44 cpanfile.snapshot:9 unknown found: too old'],
    },
    {
      name: 'a snapshot without a client is the proof that there is none',
      folder: 'nothing',
      verdict: 'no-aws-sdk',
      sdks: [],
    },
    {
      name: 'a cpanfile without a client does not tell what comes along',
      folder: 'unlocked',
      verdict: 'unknown',
      sdks: [],
    },
  ]);
});
