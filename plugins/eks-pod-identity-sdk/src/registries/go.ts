import { Registry } from '../registry';
import { goVersions } from '../versions/go';

/** Go modules. Source of the names: the rows of the minimums; every program on v2 that uses its default chain requires the config module. */
export const go: Registry = {
  id: 'go',
  purlTypes: ['golang'],
  versions: goVersions,
  sdks: [
    {
      sdk: 'go-v1',
      decides: ['github.com/aws/aws-sdk-go'],
      brings: ['github.com/hashicorp/go-getter', 'gocloud.dev'],
    },
    {
      sdk: 'go-v2',
      decides: [
        'github.com/aws/aws-sdk-go-v2/config',
        'github.com/aws/aws-sdk-go-v2/credentials',
      ],
      hints: [
        'github.com/aws/aws-sdk-go-v2',
        'github.com/aws/aws-sdk-go-v2/service/*',
      ],
      // The previews of version 0 have no config module of today's numbers: their default chain is of before 2021.
      hintTooOldBelow: { 'github.com/aws/aws-sdk-go-v2': '1.0.0' },
      brings: ['gocloud.dev'],
    },
    {
      sdk: 'minio-go',
      decides: [
        'github.com/minio/minio-go',
        'github.com/minio/minio-go/v6',
        'github.com/minio/minio-go/v7',
      ],
    },
  ],
};
