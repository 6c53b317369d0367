import { Registry } from '../registry';
import { npmVersions } from '../versions/npm';

/** Swift packages, which are repositories: a package goes by the last part of its address, as Swift's own identities do. */
export const swift: Registry = {
  id: 'swift',
  purlTypes: ['swift'],
  versions: npmVersions,
  normalizeName: name =>
    name
      .replace(/\/+$/, '')
      .replace(/^.*[/:]/, '')
      .replace(/\.git$/, '')
      .toLowerCase(),
  sdks: [
    {
      sdk: 'soto',
      decides: ['soto', 'soto-core'],
      hints: ['soto-*'],
      // They generate code, and ask nothing of AWS.
      except: ['soto-smithy', 'soto-codegenerator'],
    },
    {
      sdk: 'swift',
      decides: ['aws-sdk-swift'],
      hints: ['aws-crt-swift'],
    },
  ],
};
