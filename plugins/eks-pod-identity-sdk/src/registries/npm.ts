import { Registry } from '../registry';
import { npmVersions } from '../versions/npm';

/** The npm registry. Which package decides, and why a client is only a hint: see the rows of the minimums. */
export const npm: Registry = {
  id: 'npm',
  purlTypes: ['npm'],
  versions: npmVersions,
  sdks: [
    {
      sdk: 'js-v3',
      decides: ['@aws-sdk/credential-provider-node'],
      hints: ['@aws-sdk/client-*'],
      // A client asks for a credential-provider-node of its own release or an older one, never for a newer one as long
      // as releases were pinned exactly, which they were up to here.
      hintTooOldBelow: '3.503.1',
      // And never for an older one than was the newest when the client was released, as the clients of 3.503.1 and later
      // that were measured have it.
      hintSupportsFrom: '3.503.1',
      brings: [
        '@aws-sdk/credential-providers',
        '@aws-sdk/lib-*',
        '@langchain/aws',
        'dynamoose',
        'multer-s3',
        'sqs-consumer',
        'sqs-producer',
      ],
    },
    { sdk: 'js-v2', decides: ['aws-sdk'] },
    { sdk: 'minio-js', decides: ['minio'], brings: ['nestjs-minio*'] },
  ],
};
