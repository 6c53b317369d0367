import { Ecosystem, Extraction, SourceFile } from '../../ecosystem';
import { image } from '../../registries/image';
import { extractionOf, scopeOf } from '../container/extract';
import { jarsOfSparkCode } from './code';

/** Code, notebooks and manifests that tell Spark which jars to fetch. It comes last, so that what others read is theirs. */
export const spark: Ecosystem = {
  name: 'spark',
  registry: image,
  formats: [
    {
      name: 'spark-code',
      patterns: [/(^|\/)[^/]+\.(py|scala|java|kt|ipynb|ya?ml)$/],
      isSource: true,
      extract: extractSparkCode,
    },
  ],
};

function extractSparkCode({ path, text }: SourceFile): Extraction {
  const scope = scopeOf(path, true);
  return extractionOf(
    jarsOfSparkCode(path, text).map(named => ({
      ...named,
      // Whether it is what runs in the pod, the file does not tell.
      scope: scope === 'runtime' ? ('unknown' as const) : scope,
    })),
  );
}
