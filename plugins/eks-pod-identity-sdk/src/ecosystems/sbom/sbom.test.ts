import { scanTable } from '../../testSupport/scanTable';

describe('SBOM', () => {
  scanTable(__dirname, [
    {
      name: 'CycloneDX names packages of several registries, and what is excluded does not decide',
      folder: 'cyclonedx',
      verdict: 'too-old',
      sdks: [
        'js-v2 aws-sdk 2.1400.0 bom.cdx.json:6 unknown direct: too old',
        'ruby aws-sdk-core 3.190.0 bom.cdx.json:7 development found: supported',
      ],
    },
    {
      name: 'SPDX is read',
      folder: 'spdx',
      verdict: 'supported',
      sdks: [
        'python-botocore botocore 1.34.41 service.spdx.json:11 unknown found: supported',
      ],
    },
    {
      name: 'packages of a registry that nobody judges may be an AWS SDK: nothing is said',
      folder: 'unjudged-registry',
      verdict: 'unknown',
      sdks: [],
    },
    {
      name: 'packages of Elixir and Swift are judged',
      folder: 'hex-and-swift',
      verdict: 'too-old',
      sdks: [
        'ex_aws ex_aws 2.5.4 bom.cdx.json:7 unknown found: too old',
        'soto soto 6.8.0 bom.cdx.json:8 unknown found: too old',
      ],
    },
  ]);
});
