import { Ecosystem } from '../../ecosystem';
import { npm } from '../../registries/npm';
import { extractDenoLock } from './lock';
import { extractDenoManifest } from './manifest';

/** Deno: its lockfile, and the imports of its configuration where there is none. */
export const deno: Ecosystem = {
  name: 'deno',
  registry: npm,
  formats: [
    {
      name: 'deno-lock',
      patterns: [/(^|\/)deno\.lock$/],
      locks: ['deno-json', 'package-json'],
      extract: extractDenoLock,
    },
    {
      name: 'deno-json',
      patterns: [/(^|\/)(deno\.jsonc?|import_?map\.json)$/],
      extract: extractDenoManifest,
    },
  ],
};
