import { Registry } from '../registry';
import { rubyVersions } from '../versions/ruby';

/** RubyGems. Source of the names: `aws-sdk-core` is what every service gem of v3 depends on. */
export const rubygems: Registry = {
  id: 'rubygems',
  purlTypes: ['gem'],
  versions: rubyVersions,
  sdks: [
    {
      sdk: 'ruby',
      decides: ['aws-sdk-core'],
      // The number of the meta gem and of the service gems is unrelated to that of the core.
      hints: ['aws-sdk', 'aws-sdk-*'],
      // Before version 3 the meta gem had the version of its core.
      hintTooOldBelow: { 'aws-sdk': '3.0.0' },
      except: ['aws-sdk-rails'],
      brings: [
        'aws-sdk-rails',
        'carrierwave-aws',
        'fluent-plugin-s3',
        'fluent-plugin-cloudwatch-logs',
        'shoryuken',
      ],
    },
    { sdk: 'fog-aws', decides: ['fog-aws'], brings: ['asset_sync', 'fog'] },
  ],
};
