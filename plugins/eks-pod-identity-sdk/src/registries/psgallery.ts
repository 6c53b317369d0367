import { Registry } from '../registry';
import { nugetVersions } from '../versions/nuget';

const CANONICAL = new Map(
  ['AWS.Tools.Common', 'AWSPowerShell.NetCore', 'AWSPowerShell'].map(name => [
    name.toLowerCase(),
    name,
  ]),
);

/** The PowerShell Gallery. All modules of AWS.Tools share a version. */
export const psgallery: Registry = {
  id: 'psgallery',
  purlTypes: [],
  versions: nugetVersions,
  normalizeName: name =>
    CANONICAL.get(name.toLowerCase()) ??
    name.replace(/^aws\.tools\./i, 'AWS.Tools.'),
  sdks: [
    {
      sdk: 'powershell',
      decides: ['AWS.Tools.Common', 'AWSPowerShell.NetCore', 'AWSPowerShell'],
      sharesVersion: ['AWS.Tools.*'],
      except: ['AWS.Tools.Installer'],
    },
  ],
};
