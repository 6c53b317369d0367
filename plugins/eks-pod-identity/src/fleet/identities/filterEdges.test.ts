import { fakeIdentities } from '../__testUtils__/fakeIdentities';
import { EdgeFilters, filterEdges } from './filterEdges';

const { edges } = fakeIdentities();

describe('ways to a role', () => {
  it.each<[string, EdgeFilters, string[]]>([
    [
      'in use come first',
      {},
      [
        'batch finance/legacy-reports irsa',
        'main media/thumbnails pod-identity',
        'main media/thumbnails target-role',
        'main shop/orders irsa',
        'batch finance/* irsa',
        'main shop/orders pod-identity',
      ],
    ],
    [
      'of a cluster',
      { cluster: 'batch', use: 'used' },
      ['batch finance/legacy-reports irsa'],
    ],
    [
      'of a mechanism',
      { mechanism: 'target-role' },
      ['main media/thumbnails target-role'],
    ],
    [
      'that nothing uses',
      { use: 'unused' },
      ['batch finance/* irsa', 'main shop/orders pod-identity'],
    ],
    [
      'by text in the role, in any case',
      { q: 'BUCKET-reader' },
      ['main media/thumbnails target-role'],
    ],
    ['by text that nothing has', { q: 'nowhere' }, []],
  ])('%s', (_, filters, expected) => {
    expect(
      filterEdges(edges, filters).map(
        ({ cluster, namespace, serviceAccount, mechanism }) =>
          `${cluster} ${namespace}/${serviceAccount} ${mechanism}`,
      ),
    ).toEqual(expected);
  });
});
