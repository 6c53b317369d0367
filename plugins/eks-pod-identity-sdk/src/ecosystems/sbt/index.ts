import { Ecosystem } from '../../ecosystem';
import { maven } from '../../registries/maven';
import { extractSbt } from './extract';

/** Scala: sbt's build files, and Mill's. */
export const sbt: Ecosystem = {
  name: 'sbt',
  registry: maven,
  formats: [
    {
      name: 'sbt-build',
      patterns: [
        /(^|\/)[^/]+\.sbt$/,
        /(^|\/)project\/([^/]+\/)*[^/]+\.scala$/,
        /(^|\/)build\.(sc|mill)$/,
      ],
      extract: extractSbt,
    },
  ],
};
