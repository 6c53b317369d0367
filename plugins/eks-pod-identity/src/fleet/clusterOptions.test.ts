import { clusterRef } from './__testUtils__/fakeClusters';
import { clusterOptions } from './clusterOptions';

describe('the options of a filter by cluster', () => {
  it('are names, and ARNs where two regions have a cluster of one name', () => {
    const seoul = clusterRef('main', 'ap-northeast-2');
    const virginia = clusterRef('main', 'us-east-1');
    expect(
      clusterOptions([virginia, seoul, clusterRef('batch', 'us-east-1')]),
    ).toEqual([
      { value: 'batch', label: 'batch' },
      { value: seoul.arn, label: 'main · ap-northeast-2' },
      { value: virginia.arn, label: 'main · us-east-1' },
    ]);
  });
});
