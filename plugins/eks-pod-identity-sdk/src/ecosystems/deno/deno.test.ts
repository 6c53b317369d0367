import { scanTable } from '../../testSupport/scanTable';
import { importedBy } from './address';

describe('Deno', () => {
  scanTable(__dirname, [
    {
      name: 'a lockfile of version 1 has addresses only',
      folder: 'version-1',
      verdict: 'too-old',
      sdks: ['js-v3 aws_sdk 3.32.0-1 deno.lock:2 unknown found: too old'],
    },
    {
      name: 'a lockfile of version 2 tells packages of npm',
      folder: 'version-2',
      verdict: 'too-old',
      sdks: ['js-v2 aws-sdk 2.1400.0 deno.lock:11 unknown direct: too old'],
    },
    {
      name: 'a lockfile of version 3 has peers in its keys',
      folder: 'version-3',
      verdict: 'supported',
      sdks: [
        'js-v3 @aws-sdk/credential-provider-node 3.620.0 deno.lock:14 unknown via @aws-sdk/client-s3: supported',
      ],
    },
    {
      name: 'a lockfile of version 4 tells through whom a package came',
      folder: 'version-4',
      verdict: 'too-old',
      sdks: [
        'js-v3 @aws-sdk/credential-provider-node 3.490.0 deno.lock:15 unknown via queue: too old',
      ],
    },
    {
      name: 'a lockfile of version 5 has packages of JSR, and addresses of packages of npm',
      folder: 'version-5',
      verdict: 'unknown',
      sdks: [
        'aws_api @cloudydeno/aws-api 0.8.1 deno.lock:7 unknown found: unknown',
        'js-v2 aws-sdk 2.1692.0 deno.lock:10 unknown found: supported',
      ],
    },
    {
      name: 'a lockfile without a client is the proof that there is none',
      folder: 'nothing',
      verdict: 'no-aws-sdk',
      sdks: [],
    },
    {
      name: 'deno.jsonc tells what imports stand for',
      folder: 'manifest',
      verdict: 'too-old',
      sdks: [
        'js-v3 @aws-sdk/client-sqs 3.400.0 deno.jsonc:4 runtime direct: too old',
        'js-v2 aws-sdk 2.1000.0 deno.jsonc:5 runtime direct: too old',
      ],
    },
    {
      name: 'an import map has scopes',
      folder: 'import-map',
      verdict: 'too-old',
      sdks: [
        'js-v2 aws-sdk ^2.1600.0 import_map.json:2 runtime direct: supported',
        'js-v3 @aws-sdk/client-s3 3.350.0 import_map.json:2 runtime direct: too old',
      ],
    },
  ]);

  it.each([
    ['npm:aws-sdk@2', 'npm aws-sdk 2'],
    ['npm:/aws-sdk@2.1000.0/clients/s3', 'npm aws-sdk 2.1000.0'],
    ['npm:@aws-sdk/client-s3', 'npm @aws-sdk/client-s3 undefined'],
    ['npm:express@4', undefined],
    ['jsr:@cloudydeno/aws-api@0.8.1', 'deno @cloudydeno/aws-api 0.8.1'],
    [
      'https://a.example.org/@aws-sdk/client-s3@3.400.0?target=deno',
      'npm @aws-sdk/client-s3 3.400.0',
    ],
    [
      'https://b.example.org/stable/@aws-sdk%2Fclient-s3@3.400.0/deno.mjs',
      'npm @aws-sdk/client-s3 3.400.0',
    ],
    ['https://c.example.org/npm/aws-sdk@2.5.0/x.js', 'npm aws-sdk 2.5.0'],
    [
      'https://d.example.org/x/aws_api@v0.8.1/client/mod.ts',
      'deno aws_api v0.8.1',
    ],
    ['https://aws-sdk.example.org/mod.ts', undefined],
    ['https://e.example.org/team/aws-sdk/mod.ts', undefined],
    ['./aws-sdk@2.1000.0/mod.ts', undefined],
    ['node:fs', undefined],
  ])('%s imports %s', (specifier, expected) => {
    const imported = importedBy(specifier);
    expect(
      imported &&
        `${imported.registry.id} ${imported.name} ${imported.reference}`,
    ).toBe(expected);
  });
});
