import { Ecosystem } from '../../ecosystem';
import { nuget } from '../../registries/nuget';
import { extractProject, extractProps } from './extract';
import {
  extractAssets,
  extractPackagesConfig,
  extractPackagesLock,
  extractPaketLock,
} from './lockfiles';

/** .NET: NuGet's lockfiles, projects with central versions, packages.config and Paket. */
export const dotnet: Ecosystem = {
  name: 'dotnet',
  registry: nuget,
  formats: [
    {
      name: 'nuget-lock',
      patterns: [/(^|\/)packages(\.[^/]+)?\.lock\.json$/],
      locks: ['dotnet-project'],
      extract: extractPackagesLock,
    },
    {
      name: 'nuget-packages-config',
      patterns: [/(^|\/)packages(\.[^/]+)?\.config$/i],
      locks: ['dotnet-project'],
      extract: extractPackagesConfig,
    },
    {
      name: 'nuget-assets',
      patterns: [/(^|\/)obj\/project\.assets\.json$/],
      extract: extractAssets,
    },
    {
      name: 'paket-lock',
      patterns: [/(^|\/)paket\.lock$/],
      extract: extractPaketLock,
    },
    {
      name: 'dotnet-project',
      patterns: [/(^|\/)[^/]+\.(cs|fs|vb)proj$/],
      extract: extractProject,
    },
    {
      name: 'dotnet-props',
      patterns: [/(^|\/)Directory\.(Build|Packages)\.(props|targets)$/i],
      extract: extractProps,
    },
  ],
  neighbours: [/(^|\/)[^/]+\.(props|targets|slnx?)$/],
};
