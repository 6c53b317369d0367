import { Registry } from '../registry';
import { nugetVersions } from '../versions/nuget';

/**
 * NuGet. Service packages number their own releases, in series of a hundred: one of 3.7.400 or later depends on a core of
 * 3.7.400 or later, one of version 4 on a core of version 4. One of 3.7.3xx depends on a core of 3.7.300 or later only, which
 * lies across 3.7.302.
 */
export const nuget: Registry = {
  id: 'nuget',
  purlTypes: ['nuget'],
  versions: nugetVersions,
  isFlat: true,
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
      hintSupportsFrom: '3.7.400',
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
