import { Registry } from '../registry';
import { nugetVersions } from '../versions/nuget';

const CANONICAL = new Map(
  ['AWS.Tools.Common', 'AWSPowerShell.NetCore', 'AWSPowerShell'].map(name => [
    name.toLowerCase(),
    name,
  ]),
);

/** The PowerShell Gallery. Modules of AWS.Tools share a version. */
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
      // Each module of AWS.Tools asks for a Common of its own version.
      decides: ['AWS.Tools.*', 'AWSPowerShell.NetCore', 'AWSPowerShell'],
      except: ['AWS.Tools.Installer'],
    },
  ],
};
