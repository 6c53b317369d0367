import { Ecosystem } from '../../ecosystem';
import { maven } from '../../registries/maven';
import { extractDepsEdn, extractProjectClj } from './extract';

/** Clojure: the command line tools' deps.edn, and Leiningen's project.clj. There is no lockfile. */
export const clojure: Ecosystem = {
  name: 'clojure',
  registry: maven,
  formats: [
    {
      name: 'deps-edn',
      patterns: [/(^|\/)deps\.edn$/],
      extract: extractDepsEdn,
    },
    {
      name: 'project-clj',
      patterns: [/(^|\/)project\.clj$/],
      extract: extractProjectClj,
    },
  ],
};
