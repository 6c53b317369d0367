import { Ecosystem } from '../../ecosystem';
import { packagist } from '../../registries/packagist';
import { extractComposerLock, extractComposerManifest } from './extract';

/** PHP: Composer's lockfile, and its manifest where there is none. */
export const php: Ecosystem = {
  name: 'php',
  registry: packagist,
  formats: [
    {
      name: 'composer-lock',
      patterns: [/(^|\/)composer\.lock$/],
      locks: ['composer-json'],
      extract: extractComposerLock,
    },
    {
      name: 'composer-json',
      patterns: [/(^|\/)composer\.json$/],
      extract: extractComposerManifest,
    },
  ],
};
