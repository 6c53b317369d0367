import { Ecosystem } from '../../ecosystem';
import { go as registry } from '../../registries/go';
import { extractGoMod, extractGoVendor, extractGoWork } from './extract';

/** Go modules. go.sum names no packages for us: it has checksums of modules that nobody builds. */
export const go: Ecosystem = {
  name: 'go',
  registry,
  formats: [
    { name: 'go-mod', patterns: [/(^|\/)go\.mod$/], extract: extractGoMod },
    { name: 'go-work', patterns: [/(^|\/)go\.work$/], extract: extractGoWork },
    {
      name: 'go-vendor',
      patterns: [/(^|\/)vendor\/modules\.txt$/],
      extract: extractGoVendor,
    },
  ],
  neighbours: [/(^|\/)go\.sum$/],
};
