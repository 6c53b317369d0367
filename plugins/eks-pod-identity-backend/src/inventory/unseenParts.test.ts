import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Simulator } from '@leaving-irsa/aws-simulator';
import type {
  Sync,
  Verdict,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  seen,
  type AccountFacts,
  type Sight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { assess } from '../readiness/assess';
import type { Assessment } from '../readiness/assessment';
import { sdk } from '../readiness/__testUtils__/world';
import { migrate } from '../store/migrate';
import {
  startBreakingProxy,
  type BreakingProxy,
} from './__testUtils__/breakingProxy';
import { configFor, now, startStopped } from './__testUtils__/simulated';
import { AwsClients } from './aws/clients';
import type { ReadServices } from './collect';
import { createSyncService, type RunningSyncService } from './syncService';

jest.setTimeout(60_000);

const irsaRole = (name: string) => ({
  name,
  trust: { podIdentity: true, irsa: [`shop/shop/${name}`] },
  attachedPolicies: ['AmazonS3ReadOnlyAccess'],
});

/** One workload that is ready, one that has moved, and one thing of everything that is listed. */
const account = {
  accountId: '111122223333',
  regions: ['ap-northeast-2'],
  faults: { throttling: false },
  iam: { roles: [irsaRole('orders'), irsaRole('pay')] },
  clusters: [
    {
      name: 'shop',
      createdAt: '300 days ago',
      addons: [{ name: 'eks-pod-identity-agent' }],
      nodegroups: [{ name: 'general', nodes: 1 }],
      fargateProfiles: [{ name: 'batch', selectors: [{ namespace: 'batch' }] }],
      podIdentityAssociations: [
        {
          namespace: 'shop',
          serviceAccount: 'pay',
          role: 'pay',
          createdAt: '20 days ago',
        },
      ],
      kubernetes: {
        serviceAccounts: [
          { namespace: 'shop', name: 'orders', irsaRole: 'orders' },
          { namespace: 'shop', name: 'pay' },
        ],
        workloads: ['orders', 'pay'].map(name => ({
          name,
          namespace: 'shop',
          serviceAccount: name,
          podsCreatedAt: '10 days ago',
          containers: [{ image: `registry.example.org/shop/${name}:1.0.0` }],
        })),
      },
    },
  ],
};

const readServices: ReadServices = async () => ({
  services: seen(
    ['orders', 'pay'].map(name => ({
      entityRef: `component:default/${name}`,
      name,
      annotations: { 'aws.amazon.com/eks-service-accounts': `shop/${name}` },
      labels: {},
      source: seen(
        {
          location: `https://git.example.org/shop/${name}`,
          revision: '1',
          files: [],
          verdict: 'supported' as const,
          sdks: [sdk()],
          explicitProviders: [],
          imageEnvironment: [],
        },
        { source: 'repository', where: name, readAt: now.toISOString() },
      ),
    })),
    { source: 'catalog', where: 'catalog', readAt: now.toISOString() },
  ),
  platformTerraform: [],
});

const GOOD: Verdict[] = ['ready', 'migrated', 'not-applicable'];

/** Bodies that are no answer: nothing at all, an empty object, an answer of IAM without its list. */
function brokenBodies(call: string): string[] {
  const [service, action] = call.split(':');
  return service === 'iam' || service === 'sts'
    ? ['', `<${action}Response><${action}Result/></${action}Response>`]
    : ['', '{}'];
}

const calls = [
  'eks:ListClusters',
  'eks:DescribeCluster',
  'eks:ListAddons',
  'eks:DescribeAddon',
  'eks:DescribeAddonVersions',
  'eks:DescribeAddonConfiguration',
  'eks:ListPodIdentityAssociations',
  'eks:DescribePodIdentityAssociation',
  'eks:ListNodegroups',
  'eks:DescribeNodegroup',
  'eks:ListFargateProfiles',
  'eks:DescribeFargateProfile',
  'eks:ListInsights',
  'eks:ListAccessEntries',
  'iam:ListRoles',
  'iam:GetRole',
  'iam:ListAttachedRolePolicies',
  'iam:GetPolicy',
  'iam:GetPolicyVersion',
  'iam:ListRolePolicies',
  'iam:ListOpenIDConnectProviders',
];

/** Entries that nodes have are in the list; what type one is only narrows a choice. */
const neverStored = ['sts:GetCallerIdentity', 'cloudtrail:LookupEvents'];

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
let simulator: Simulator;
let proxy: BreakingProxy;
let whole: Map<string, Verdict>;
let wholeFacts: AccountFacts;

beforeAll(async () => {
  simulator = await startStopped(account);
  proxy = await startBreakingProxy(simulator.url);
  const { service, told } = await started();
  await sync(service);
  whole = told.verdicts!;
  wholeFacts = (await service.loadFacts())!;
}, 60_000);

beforeEach(async () => {
  await simulator.control.reset(account);
  proxy.restore();
});

const services: RunningSyncService[] = [];
afterEach(async () => {
  await Promise.all(services.splice(0).map(service => service.stop()));
});
afterAll(async () => {
  await proxy?.close();
  await simulator?.close();
});

function verdictsOf({ workloads, addons, services: all }: Assessment) {
  return new Map<string, Verdict>([
    ...workloads.map(
      ({ namespace, serviceAccount, verdict }): [string, Verdict] => [
        `${namespace}/${serviceAccount}`,
        verdict,
      ],
    ),
    ...addons.map(({ name, verdict }): [string, Verdict] => [name, verdict]),
    ...all.map(({ entityRef, verdict }): [string, Verdict] => [
      entityRef,
      verdict,
    ]),
  ]);
}

interface Told {
  verdicts?: Map<string, Verdict>;
}

async function started(
  options: { cloudTrail?: boolean; regions?: string[] } = {},
): Promise<{ service: RunningSyncService; told: Told }> {
  const knex = await databases.init('SQLITE_3');
  await migrate(knex);
  const told: Told = {};
  const config = configFor(simulator, {
    account: {
      accountId: '111122223333',
      regions: options.regions ?? ['ap-northeast-2'],
      endpoint: proxy.url,
    },
    kubernetes: { timeout: { seconds: 2 } },
    cloudTrail: { enabled: options.cloudTrail ?? false },
  });
  const service = createSyncService({
    config,
    clients: new AwsClients({
      credentials: async () => ({
        accessKeyId: 'AKIAREADER',
        secretAccessKey: 'secret',
      }),
      endpoint: proxy.url,
      maxAttempts: 1,
      requestTimeout: 3_000,
    }),
    logger: mockServices.logger.mock(),
    database: knex,
    readServices,
    assess,
    onAssessed: async assessment => {
      told.verdicts = verdictsOf(assessment);
    },
    clock: () => now,
    lookupsPerSecond: 1000,
  });
  services.push(service);
  return { service, told };
}

async function sync(service: RunningSyncService): Promise<Sync> {
  const { id } = await service.startSync({ trigger: 'demand' });
  await service.whenIdle();
  return (await service.getSync(id))!;
}

function expectNoneBetter(verdicts: Map<string, Verdict>): void {
  const better = [...verdicts].filter(
    ([subject, verdict]) =>
      GOOD.includes(verdict) && whole.get(subject) !== verdict,
  );
  expect(better).toEqual([]);
}

/** What is stored of a fact, whether it is seen now or was seen before. */
function knownOf<T>(sight: Sight<T>): T | undefined {
  return sight.seen ? sight.value : sight.last?.value;
}

/** Everything that is known of the clusters and roles, however old. */
function everythingOf(facts: AccountFacts) {
  return {
    clusters: facts.clusters.map(cluster => ({
      arn: cluster.arn,
      addons: knownOf(cluster.addons)?.map(({ name }) => name),
      associations: knownOf(cluster.associations)?.map(({ id }) => id),
      nodegroups: knownOf(cluster.nodegroups)?.map(({ name }) => name),
      fargateProfiles: knownOf(cluster.fargateProfiles)?.map(
        ({ name }) => name,
      ),
      insights: knownOf(cluster.insights)?.length,
      accessEntries: knownOf(cluster.accessEntries)?.length,
      kubernetes: knownOf(cluster.kubernetes) !== undefined,
    })),
    roles: knownOf(facts.iam.roles)?.map(({ arn }) => arn),
    oidcProviders: knownOf(facts.iam.oidcProviders),
    services: knownOf(facts.services)?.length,
  };
}

it('what is judged here is ready or has moved as long as all is seen', () => {
  expect(Object.fromEntries(whole)).toMatchObject({
    'shop/orders': 'ready',
    'shop/pay': 'migrated',
  });
});

describe.each([
  ['at the first sync', false],
  ['after a sync that saw all', true],
])('%s', (_when, isLater) => {
  const judgedWith = async (
    unsee: () => void,
    options: { regions?: string[] } = {},
  ) => {
    const { service, told } = await started(options);
    if (isLater) {
      await sync(service);
    }
    unsee();
    const { state, error } = await sync(service);
    expect(state).toBe('partial');
    // Where the only region with a cluster is lost.
    expect(error ?? 'No cluster was read').toContain('No cluster was read');
    expectNoneBetter(told.verdicts!);
    if (isLater) {
      expect(everythingOf((await service.loadFacts())!)).toEqual(
        everythingOf(wholeFacts),
      );
    }
  };

  it.each(calls)('a denied %s makes nothing better and deletes nothing', call =>
    judgedWith(() => simulator.control.changeFaults({ denyActions: [call] })),
  );

  it.each(
    calls.flatMap(call =>
      brokenBodies(call).map((body): [string, string] => [call, body]),
    ),
  )(
    '%s answered with "%s" makes nothing better and deletes nothing',
    (call, body) => judgedWith(() => proxy.breakCall(call, body)),
  );

  it('a cluster that does not answer makes nothing better and deletes nothing', () =>
    judgedWith(() =>
      simulator.control.changeFaults({ hangingClusters: ['shop'] }),
    ));

  it('a lost region makes nothing better and deletes nothing', () =>
    judgedWith(
      () => simulator.control.changeFaults({ lostRegions: ['ap-northeast-2'] }),
      // STS answers in the other one.
      { regions: ['us-east-1', 'ap-northeast-2'] },
    ));
});

it.each(
  neverStored.flatMap(call => brokenBodies(call).map(body => [call, body])),
)(
  '%s answered with "%s" deletes nothing and judges nothing better',
  async (call, body) => {
    const { service, told } = await started({ cloudTrail: true });
    await sync(service);
    proxy.breakCall(call, body);
    await sync(service);
    await service.readUsage();
    expectNoneBetter(told.verdicts!);
    const facts = (await service.loadFacts())!;
    expect(everythingOf(facts)).toEqual(everythingOf(wholeFacts));
    expect(proxy.broken()).toBeGreaterThan(0);
  },
);
