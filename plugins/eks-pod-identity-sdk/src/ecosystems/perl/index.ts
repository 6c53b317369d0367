import { Ecosystem } from '../../ecosystem';
import { cpan } from '../../registries/cpan';
import { extractCpanfile } from './cpanfile';
import { extractSnapshot } from './snapshot';

/** Perl: Carton's lockfile, and the cpanfile where there is none. */
export const perl: Ecosystem = {
  name: 'perl',
  registry: cpan,
  formats: [
    {
      name: 'cpanfile-snapshot-lock',
      patterns: [/(^|\/)cpanfile\.snapshot$/],
      locks: ['cpanfile'],
      extract: extractSnapshot,
    },
    {
      name: 'cpanfile',
      patterns: [/(^|\/)cpanfile$/],
      extract: extractCpanfile,
    },
  ],
};
