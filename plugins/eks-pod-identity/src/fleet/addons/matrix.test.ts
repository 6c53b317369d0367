import { fakeAddons } from '../__testUtils__/fakeAddons';
import { fakeClusters } from '../__testUtils__/fakeClusters';
import { buildMatrix } from './matrix';

const ago = () => '2026-11-24T12:00:00Z';
const clusters = fakeClusters(ago);
const addons = fakeAddons(clusters, ago);
const names = (matrix: ReturnType<typeof buildMatrix>) =>
  matrix.columns.map(({ name }) => name);

describe('the matrix of add-ons and clusters', () => {
  it('has a row per add-on, those with most left first, and a column per cluster by region', () => {
    const matrix = buildMatrix(addons, clusters);
    expect(matrix.rows[0]).toBe('aws-ebs-csi-driver');
    expect(matrix.rows[matrix.rows.length - 1]).toBe('kube-proxy');
    expect(names(matrix)).toEqual(['batch', 'main', 'edge']);
    expect(matrix.count).toBe(addons.length);
  });

  it('finds the add-on of a cell, and nothing where it is not installed', () => {
    const matrix = buildMatrix(addons, clusters);
    expect(matrix.cell('aws-ebs-csi-driver', clusters[1])?.version).toBe(
      'v1.25.0-eksbuild.1',
    );
    expect(matrix.cell('aws-ebs-csi-driver', clusters[2])).toBeUndefined();
  });

  it.each([
    [
      'a verdict keeps rows and columns with a cell of it',
      { verdict: 'migrated' },
      ['amazon-cloudwatch-observability', 'vpc-cni'],
      ['main', 'edge'],
    ],
    [
      'an identity likewise',
      { identity: 'both' },
      ['aws-efs-csi-driver'],
      ['main'],
    ],
    ['a name in any case', { q: 'ADOT' }, ['adot'], ['edge']],
    [
      'a region keeps its clusters',
      { region: 'us-east-1' },
      ['adot', 'amazon-cloudwatch-observability'],
      ['edge'],
    ],
    ['what nothing fits leaves nothing', { q: 'nothing' }, [], []],
  ])('filtered by %s', (_, filters, rows, columns) => {
    const matrix = buildMatrix(addons, clusters, filters);
    expect(matrix.rows).toEqual(rows);
    expect(names(matrix)).toEqual(columns);
  });

  it('keeps a cluster without add-ons, as long as nothing is asked of the cells', () => {
    const lonely = buildMatrix([], clusters, { cluster: 'edge' });
    expect(names(lonely)).toEqual(['edge']);
  });
});
