import { Registry } from '../registry';
import { nugetVersions } from '../versions/nuget';

/**
 * NuGet. Service packages number their own releases, so those of version 3 only hint; those of version 4 depend on a
 * core of version 4, which supports it.
 */
export const nuget: Registry = {
  id: 'nuget',
  purlTypes: ['nuget'],
  versions: nugetVersions,
  // Ids are the same in any case.
  normalizeName: name =>
    name.toLowerCase() === 'awssdk.core'
      ? 'AWSSDK.Core'
      : name.replace(/^awssdk(?=\.|$)/i, 'AWSSDK'),
  sdks: [
    {
      sdk: 'dotnet',
      // The package without a suffix is version 2, all in one.
      decides: ['AWSSDK.Core', 'AWSSDK'],
      hints: ['AWSSDK.*'],
      hintSupportsFrom: '4.0.0.0',
      brings: [
        'AWS.Logger.*',
        'AWS.Messaging',
        'Amazon.AspNetCore.*',
        'Amazon.Extensions.*',
        'JustSaying',
        'MassTransit.AmazonSQS',
        'NServiceBus.AmazonSQS',
        'Rebus.AmazonSQS',
        'Serilog.Sinks.AwsCloudWatch',
      ],
    },
  ],
};
