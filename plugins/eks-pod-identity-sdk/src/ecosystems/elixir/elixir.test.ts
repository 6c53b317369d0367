import { scanTable } from '../../testSupport/scanTable';

describe('Elixir and Erlang', () => {
  scanTable(__dirname, [
    {
      name: 'mix.lock tells ExAws, and through whom it came',
      folder: 'locked',
      verdict: 'too-old',
      sdks: ['ex_aws ex_aws 2.5.4 mix.lock:3 runtime via ex_aws_s3: too old'],
    },
    {
      name: 'without a lockfile a requirement is a range, and what comes from git has no version',
      folder: 'manifest',
      verdict: 'unknown',
      sdks: [
        'ex_aws ex_aws ~> 2.7.0 mix.exs:8 runtime direct: supported',
        'aws_credentials aws ? mix.exs:10 runtime direct: unknown',
        'aws_credentials aws_credentials 0.3.4 mix.exs:11 test direct: too old',
      ],
    },
    {
      name: 'members of an umbrella are resolved by its lockfile',
      folder: 'umbrella',
      verdict: 'supported',
      sdks: [
        'aws_credentials aws_credentials 0.3.5 mix.lock:3 runtime direct: supported',
        'ex_aws ex_aws 2.6.1 mix.lock:4 runtime direct: supported',
      ],
    },
    {
      name: 'what only tests and developers need does not decide',
      folder: 'test-only',
      verdict: 'no-aws-sdk',
      sdks: ['ex_aws ex_aws 2.1.9 mix.lock:2 test direct: too old'],
    },
    {
      name: 'a lockfile without a client is the proof that there is none',
      folder: 'nothing',
      verdict: 'no-aws-sdk',
      sdks: [],
    },
    {
      name: 'rebar.lock tells packages and what comes from git',
      folder: 'erlang',
      verdict: 'too-old',
      sdks: [
        'aws_credentials aws_credentials 0.3.3 rebar.lock:2 runtime found: too old',
        'erlcloud erlcloud ? rebar.lock:4 runtime direct: unknown',
      ],
    },
    {
      name: 'rebar.config has profiles',
      folder: 'erlang-manifest',
      verdict: 'supported',
      sdks: [
        'aws_credentials aws_credentials 0.3.5 rebar.config:4 runtime direct: supported',
        'erlcloud erlcloud 3.7.0 rebar.config:7 test direct: unknown',
      ],
    },
  ]);
});
