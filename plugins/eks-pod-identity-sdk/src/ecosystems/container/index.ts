import { Ecosystem } from '../../ecosystem';
import { image } from '../../registries/image';
import {
  extractDockerfile,
  extractScript,
  extractSparkDefaults,
} from './extract';
import { DOCKERFILE } from './names';

/** The AWS CLI, PowerShell modules and SDKs that Dockerfiles and scripts install. */
export const container: Ecosystem = {
  name: 'container',
  registry: image,
  formats: [
    {
      name: 'dockerfile',
      patterns: [DOCKERFILE],
      extract: extractDockerfile,
    },
    {
      name: 'spark-defaults',
      patterns: [/(^|\/)spark-defaults[^/]*\.conf([._-][^/]*)?$/],
      extract: extractSparkDefaults,
    },
    {
      name: 'script',
      patterns: [/(^|\/)[^/]+\.(sh|bash|zsh|ps1|psm1|psd1)$/i],
      extract: extractScript,
    },
  ],
};
