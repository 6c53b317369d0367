import {
  Change,
  deniedPart,
  judge,
  noKubernetes,
} from '../readiness/__testUtils__/changes';
import { parseLabelSelector } from './labelSelector';

const annotations =
  (values: Record<string, string>): Change =>
  ({ service }) => {
    service.annotations = values;
  };
const OURS = 'aws.amazon.com/eks-service-accounts';
const ID = 'backstage.io/kubernetes-id';
const SELECTOR = 'backstage.io/kubernetes-label-selector';

async function serviceWith(...changes: Change[]) {
  const { assessment } = await judge(world =>
    changes.forEach(change => change(world)),
  );
  return assessment.services[0];
}

describe('an entity finds its workloads', () => {
  it.each<[number, string, Record<string, string>, Change?]>([
    [1, 'by name', { [OURS]: 'orders/api' }],
    [1, 'by name in its cluster', { [OURS]: 'orders/api@main' }],
    [1, 'by name in any cluster', { [OURS]: ' orders/api@* ' }],
    [0, 'not by name in another cluster', { [OURS]: 'orders/api@other' }],
    [0, 'not without a namespace', { [OURS]: 'api' }],
    [
      1,
      'by a label of its pods',
      { [ID]: 'orders' },
      ({ pod }) => {
        pod.labels = { ...pod.labels, [ID]: 'orders' };
      },
    ],
    [
      1,
      'by a label of its service account',
      { [ID]: 'orders' },
      ({ account }) => {
        account.labels = { [ID]: 'orders' };
      },
    ],
    [1, 'by a selector', { [SELECTOR]: 'app in (api, web),!canary' }],
    [
      0,
      'not by a selector in another namespace',
      { [SELECTOR]: 'app=api', 'backstage.io/kubernetes-namespace': 'other' },
    ],
    [
      0,
      'not by a selector in another cluster',
      { [SELECTOR]: 'app=api', 'backstage.io/kubernetes-cluster': 'other' },
    ],
    [
      1,
      'by our annotation, whatever the others say',
      { [OURS]: 'orders/api', [SELECTOR]: 'app=nothing' },
    ],
    [0, 'not by an empty selector', { [SELECTOR]: '' }],
  ])('%d %s', async (count, _how, values, change = () => {}) => {
    const service = await serviceWith(annotations(values), change);
    expect(service.workloads).toBe(count);
    expect(service.verdict).toBe(count ? 'ready' : 'unknown');
  });
});

describe('a service', () => {
  it.each<[string, string, Change]>([
    [
      'unknown',
      'one of the names in its annotation is misspelt',
      annotations({ [OURS]: 'orders/api,orders/apo' }),
    ],
    [
      'unknown',
      'a cluster that it names is nowhere',
      annotations({ [OURS]: 'orders/api,orders/api@mars' }),
    ],
    [
      'unknown',
      'the Kubernetes API, where more of it may be, is unreachable',
      noKubernetes,
    ],
    [
      'unknown',
      'service accounts may not be listed',
      deniedPart('serviceAccounts'),
    ],
    [
      'unknown',
      'a region is lost',
      ({ facts }) => {
        facts.unseenRegions.push({
          region: 'ap-northeast-2',
          reason: 'timeout',
        });
      },
    ],
    [
      'ready',
      'a region is lost, and it names its cluster',
      ({ facts, service }) => {
        service.annotations = { [OURS]: 'orders/api@main' };
        facts.unseenRegions.push({
          region: 'ap-northeast-2',
          reason: 'timeout',
        });
      },
    ],
    [
      'not-applicable',
      'it has no workloads, and its code uses no AWS',
      ({ service, source }) => {
        service.annotations = {};
        source.verdict = 'no-aws-sdk';
        source.sdks = [];
      },
    ],
    ['unknown', 'nothing tells which workloads are its own', annotations({})],
  ])('is %s when %s', async (verdict, _when, change) => {
    expect((await serviceWith(change)).verdict).toBe(verdict);
  });

  it('shares a workload with another one, and both say so', async () => {
    const { assessment } = await judge(({ services, service }) => {
      services.push({
        ...service,
        entityRef: 'component:default/twin',
        name: 'twin',
      });
    });
    expect(
      assessment.services.map(({ sharedWith }) => sharedWith[0].services),
    ).toEqual([['component:default/twin'], ['component:default/orders']]);
    expect(
      assessment.workloads.find(({ namespace }) => namespace === 'orders')!
        .services,
    ).toHaveLength(2);
  });
});

describe('label selectors', () => {
  it.each([
    'a=b',
    'a==b',
    'a!=b',
    'a in (b,c)',
    'a notin (b)',
    'a',
    '!a',
    'x.io/a=b,c',
  ])('%s is one', text => {
    expect(parseLabelSelector(text).valid).toBe(true);
  });
  it.each(['', ' ', 'a=b=c', 'a in b', '=b', 'a,,b', 'a in ()x'])(
    "'%s' is none",
    text => {
      expect(parseLabelSelector(text).valid).toBe(false);
    },
  );
});
