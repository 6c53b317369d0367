import { Ecosystem } from '../../ecosystem';
import { rubygems } from '../../registries/rubygems';
import { extractGemfile, extractGemfileLock } from './extract';

/** Ruby: Bundler's lockfile, and the Gemfile where there is none. */
export const ruby: Ecosystem = {
  name: 'ruby',
  registry: rubygems,
  formats: [
    {
      name: 'gemfile-lock',
      patterns: [/(^|\/)([\w.-]*Gemfile[\w.-]*\.lock|gems\.locked)$/],
      locks: ['gemfile'],
      extract: extractGemfileLock,
    },
    {
      name: 'gemfile',
      patterns: [/(^|\/)(Gemfile|gems\.rb)$/],
      extract: extractGemfile,
    },
  ],
};
