import { scanTable } from '../../testSupport/scanTable';

describe('Go', () => {
  scanTable(__dirname, [
    {
      name: 'the SDK of version 1 and each module of version 2 have minimums of their own',
      folder: 'v1-and-v2',
      verdict: 'too-old',
      sdks: [
        'go-v1 github.com/aws/aws-sdk-go 1.47.10 go.mod:6 runtime direct: too old',
        'go-v2 github.com/aws/aws-sdk-go-v2/config 1.25.0 go.mod:7 runtime direct: supported',
        'go-v2 github.com/aws/aws-sdk-go-v2/credentials 1.16.0 go.mod:13 runtime found: supported',
      ],
    },
    {
      name: 'the core module and service modules of version 2 prove nothing',
      folder: 'v2-modules',
      verdict: 'unknown',
      sdks: [
        'go-v2 github.com/aws/aws-sdk-go-v2 1.30.0 go.mod:5 runtime direct: unknown',
        'go-v2 github.com/aws/aws-sdk-go-v2/service/sts 1.30.0 go.mod:8 runtime direct: unknown',
      ],
    },
    {
      name: 'a replacement sets the version, and a fork or a folder makes it unknown',
      folder: 'replaces',
      verdict: 'too-old',
      sdks: [
        'go-v1 github.com/aws/aws-sdk-go 1.40.0 go.mod:6 runtime direct: too old',
        'go-v2 github.com/aws/aws-sdk-go-v2/config 1.27.0 go.mod:7 runtime direct: supported',
        'go-v2 github.com/aws/aws-sdk-go-v2/credentials ? go.mod:8 runtime direct: unknown',
      ],
    },
    {
      name: 'a workspace replaces for its members',
      folder: 'workspace',
      verdict: 'too-old',
      sdks: [
        'go-v2 github.com/aws/aws-sdk-go-v2/config 1.18.0 api/go.mod:5 runtime direct: too old',
        'go-v1 github.com/aws/aws-sdk-go 1.55.5 worker/go.mod:5 runtime direct: supported',
      ],
    },
    {
      name: 'vendored modules are what is built, and those without packages are not',
      folder: 'vendored',
      verdict: 'supported',
      sdks: [
        'go-v1 github.com/aws/aws-sdk-go 1.55.5 vendor/modules.txt:1 runtime direct: supported',
      ],
    },
    {
      name: 'a module that requires nothing uses no SDK',
      folder: 'requires-nothing',
      verdict: 'no-aws-sdk',
      sdks: [],
    },
    {
      name: 'one that requires nothing beside a go.sum was cut off',
      folder: 'cut-off',
      verdict: 'unknown',
      sdks: [],
    },
    {
      name: 'a go.mod of before Go 1.17 does not name all, so its silence proves nothing',
      folder: 'before-1.17',
      verdict: 'unknown',
      sdks: [
        'go-v1 github.com/aws/aws-sdk-go ? go.mod:5 runtime via gocloud.dev: unknown',
        'go-v2 github.com/aws/aws-sdk-go-v2/config ? go.mod:5 runtime via gocloud.dev: unknown',
      ],
    },
    {
      name: 'a commit before the first good version is too old',
      folder: 'pseudo',
      verdict: 'too-old',
      sdks: [
        'go-v1 github.com/aws/aws-sdk-go 1.47.11-0.20231109221140-0123456789ab go.mod:5 runtime direct: too old',
      ],
    },
    {
      name: 'a go.mod of today that names no SDK has none',
      folder: 'no-aws',
      verdict: 'no-aws-sdk',
      sdks: [],
    },
    {
      name: "MinIO's client has a minimum of its own",
      folder: 'minio',
      verdict: 'too-old',
      sdks: [
        'minio-go github.com/minio/minio-go/v7 7.0.68 go.mod:6 runtime direct: too old',
        'minio-go github.com/minio/minio-go 6.0.14 go.mod:7 runtime found: too old',
      ],
    },
  ]);
});
