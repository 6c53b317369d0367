import { fakeIdentities } from '../__testUtils__/fakeIdentities';
import { EdgeFilters, edgeUseOf, filterEdges } from './filterEdges';

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

it.each<[string, { used: boolean; pods: number | null }, string]>([
  ['set up, with pods, is used', { used: true, pods: 2 }, 'used'],
  ['set up without a pod is idle', { used: true, pods: 0 }, 'idle'],
  [
    'set up is used where pods were not seen',
    { used: true, pods: null },
    'used',
  ],
  [
    'only admitted is unused, whatever runs',
    { used: false, pods: 2 },
    'unused',
  ],
])('what is %s', (_, edge, expected) => {
  expect(edgeUseOf(edge)).toBe(expected);
  const [way] = edges;
  expect(filterEdges([{ ...way, ...edge }], { use: expected })).toHaveLength(1);
});
