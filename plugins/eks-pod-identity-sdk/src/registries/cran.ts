import { Registry } from '../registry';
import { dottedOrder } from '../versions/dotted';

/** CRAN and its like. Every package of Paws takes its credentials from `paws.common`. */
export const cran: Registry = {
  id: 'cran',
  purlTypes: ['cran', 'bioconductor'],
  versions: dottedOrder('cran', 'minor'),
  sdks: [
    {
      sdk: 'paws-r',
      decides: ['paws.common'],
      hints: ['paws', 'paws.*'],
      brings: ['noctua', 'paws', 'paws.*', 's3fs'],
    },
    {
      sdk: 'aws-r',
      decides: ['aws.signature'],
      hints: ['aws.*'],
      brings: ['aws.*'],
    },
  ],
};
