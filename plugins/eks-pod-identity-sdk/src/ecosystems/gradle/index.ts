import { Ecosystem } from '../../ecosystem';
import { maven } from '../../registries/maven';
import { extractCatalog, extractScript } from './extract';
import {
  extractConfigurationLock,
  extractLockfile,
  extractNebulaLock,
} from './lockfile';

/** Gradle: lockfiles, version catalogs, and scripts in Groovy and Kotlin. */
export const gradle: Ecosystem = {
  name: 'gradle',
  registry: maven,
  formats: [
    {
      name: 'gradle-lockfile',
      patterns: [/(^|\/)((buildscript|settings)-)?gradle\.lockfile$/],
      extract: extractLockfile,
    },
    {
      name: 'gradle-configuration-lock',
      patterns: [/(^|\/)gradle\/dependency-locks\/[^/]+\.lockfile$/],
      extract: extractConfigurationLock,
    },
    {
      name: 'gradle-nebula-lock',
      patterns: [/(^|\/)dependencies\.lock$/],
      extract: extractNebulaLock,
    },
    {
      name: 'gradle-catalog',
      patterns: [/(^|\/)[^/]+\.versions\.toml$/],
      extract: extractCatalog,
    },
    {
      name: 'gradle-script',
      patterns: [/(^|\/)[^/]+\.gradle(\.kts)?$/],
      extract: extractScript,
    },
    {
      name: 'gradle-code',
      patterns: [
        /(^|\/)(buildSrc|build-logic|buildLogic)\/(.*\/)?[^/]+\.(kt|groovy)$/,
      ],
      extract: extractScript,
    },
  ],
  neighbours: [/(^|\/)gradle\.properties$/],
};
