import { Ecosystem } from '../../ecosystem';
import { cran } from '../../registries/cran';
import { extractDescription } from './description';
import { extractRenvLock } from './renv';

/** R: the lockfile of renv, and DESCRIPTION where there is none. */
export const r: Ecosystem = {
  name: 'r',
  registry: cran,
  formats: [
    {
      name: 'renv-lock',
      patterns: [/(^|\/)renv\.lock$/],
      locks: ['r-description'],
      extract: extractRenvLock,
    },
    {
      name: 'r-description',
      patterns: [/(^|\/)DESCRIPTION$/],
      extract: extractDescription,
    },
  ],
};
