import { Registry } from '../registry';
import { composerVersions } from '../versions/composer';

/** Packagist. */
export const packagist: Registry = {
  id: 'packagist',
  purlTypes: ['composer'],
  versions: composerVersions,
  normalizeName: name => name.toLowerCase(),
  sdks: [
    {
      sdk: 'php',
      decides: ['aws/aws-sdk-php'],
      brings: [
        'aws/aws-sdk-php-laravel',
        'aws/aws-sdk-php-symfony',
        'league/flysystem-aws-s3-v2',
        'league/flysystem-aws-s3-v3',
        'bref/laravel-bridge',
      ],
    },
    {
      sdk: 'async-aws',
      decides: ['async-aws/core'],
      // Each client numbers its own releases.
      hints: ['async-aws/*'],
      brings: [
        'league/flysystem-async-aws-s3',
        'symfony/amazon-mailer',
        'symfony/amazon-sns-notifier',
        'symfony/amazon-sqs-messenger',
      ],
    },
  ],
};
