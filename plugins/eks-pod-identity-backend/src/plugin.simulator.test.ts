import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { startSimulator, Simulator } from '@leaving-irsa/aws-simulator';
import {
  routes,
  Sync,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import request from 'supertest';
import eksPodIdentityPlugin from '.';
import { testDatabases } from './__testUtils__/databases';

const databases = testDatabases();
jest.setTimeout(120_000);

const reader = 'arn:aws:iam::111122223333:role/backstage-reader';
const sqs = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sqs:*', Resource: '*' }],
};

/** A shop of two services: one may move, one runs on Fargate. */
const account = {
  accountId: '111122223333',
  regions: ['ap-northeast-2'],
  faults: { throttling: false },
  callers: [{ accessKeyId: 'AKIAREADER', arn: reader }],
  iam: {
    roles: [
      {
        name: 'orders',
        trust: { irsa: ['shop/shop/orders'] },
        inlinePolicies: { queue: sqs },
      },
      {
        name: 'batch',
        trust: { irsa: ['shop/batch/report'] },
        inlinePolicies: { queue: sqs },
      },
    ],
  },
  clusters: [
    {
      name: 'shop',
      version: '1.33',
      platformVersion: 'eks.12',
      createdAt: '300 days ago',
      addons: [{ name: 'eks-pod-identity-agent' }],
      nodegroups: [{ name: 'general', nodes: 2 }],
      fargateProfiles: [{ name: 'batch', selectors: [{ namespace: 'batch' }] }],
      accessEntries: [
        { principal: reader, policies: ['AmazonEKSAdminViewPolicy'] },
      ],
      kubernetes: {
        serviceAccounts: [
          { namespace: 'shop', name: 'orders', irsaRole: 'orders' },
          { namespace: 'batch', name: 'report', irsaRole: 'batch' },
        ],
        workloads: [
          {
            name: 'orders',
            namespace: 'shop',
            serviceAccount: 'orders',
            replicas: 2,
            podsCreatedAt: '30 days ago',
            containers: [{ image: 'registry.example.org/shop/orders:3.2.1' }],
          },
          {
            name: 'report',
            namespace: 'batch',
            serviceAccount: 'report',
            containers: [{ image: 'registry.example.org/shop/report:1.0.0' }],
          },
        ],
      },
    },
  ],
  repositories: ['orders', 'report'].map(name => ({
    name: `shop/${name}`,
    files: {
      'package.json': JSON.stringify({
        name,
        version: '1.0.0',
        dependencies: { '@aws-sdk/client-sqs': '^3.700.0' },
      }),
      'package-lock.json': JSON.stringify({
        name,
        version: '1.0.0',
        lockfileVersion: 3,
        packages: {
          '': { dependencies: { '@aws-sdk/client-sqs': '^3.700.0' } },
          'node_modules/@aws-sdk/client-sqs': { version: '3.750.0' },
          'node_modules/@aws-sdk/credential-provider-node': {
            version: '3.750.0',
          },
        },
      }),
    },
  })),
};

const component = (name: string, serviceAccount: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    namespace: 'default',
    annotations: {
      'aws.amazon.com/eks-service-accounts': serviceAccount,
      'backstage.io/source-location': `url:https://github.example.org/shop/${name}/tree/main/`,
    },
  },
  spec: { type: 'service', owner: 'group:default/shop' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/shop' }],
});

async function start(simulator: Simulator, id: any) {
  const { server } = await startTestBackend({
    features: [
      eksPodIdentityPlugin,
      mockServices.database.factory({ knex: await databases.init(id) }),
      mockServices.scheduler.factory({ skipTaskRunOnStartup: true }),
      catalogServiceMock.factory({
        entities: [
          component('orders', 'shop/orders'),
          component('report', 'batch/report'),
        ],
      }),
      mockServices.rootConfig.factory({
        data: {
          aws: {
            accounts: [
              {
                accountId: '111122223333',
                accessKeyId: 'AKIAREADER',
                secretAccessKey: 'secret',
              },
            ],
          },
          integrations: {
            github: [
              {
                host: 'github.example.org',
                apiBaseUrl: `${simulator.url}/api/v3`,
                rawBaseUrl: `${simulator.url}/raw`,
              },
            ],
          },
          eksPodIdentity: {
            account: {
              accountId: '111122223333',
              regions: ['ap-northeast-2'],
              endpoint: simulator.url,
            },
            cloudTrail: { enabled: false },
          },
        },
      }),
    ],
  });
  return (name: string, method: 'get' | 'post', path: string, body?: object) =>
    request(server)
      [method](`/api/eks-pod-identity${path}`)
      .set('authorization', mockCredentials.user.header(`user:default/${name}`))
      .send(body);
}

describe('the plugin on a simulated account', () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator({ account });
  });
  afterAll(async () => {
    await simulator.close();
  });

  it.each(databases.eachSupportedId())(
    'goes from a sync on demand to an approved request: %s',
    async id => {
      const call = await start(simulator, id);
      const { status, body } = await call('park', 'post', '/v1/syncs', {});
      expect(status).toBe(202);
      let sync: Sync = routes.startSync.response.parse(body);
      expect(sync.requestedBy).toBe('user:default/park');
      const deadline = Date.now() + 60_000;
      while (sync.state === 'running' && Date.now() < deadline) {
        const answer = await call('park', 'get', `/v1/syncs/${sync.id}`);
        sync = routes.getSync.response.parse(answer.body);
      }
      expect([sync.state, sync.error]).toEqual(['succeeded', undefined]);

      const summary = routes.getFleetSummary.response.parse(
        (await call('kim', 'get', '/v1/fleet/summary')).body,
      );
      expect(summary).toMatchObject({
        clusters: { total: 1, stale: 0 },
        services: { blocked: 1, 'action-required': 1 },
        lastSync: { id: sync.id },
      });

      const services = routes.listServices.response.parse(
        (await call('kim', 'get', '/v1/services')).body,
      );
      expect(
        services.items.map(({ entityRef, verdict }) => [entityRef, verdict]),
      ).toEqual([
        ['component:default/report', 'blocked'],
        ['component:default/orders', 'action-required'],
      ]);

      const detail = async (name: string) =>
        routes.getService.response.parse(
          (await call('kim', 'get', `/v1/services/component/default/${name}`))
            .body,
        );
      const [orders] = (await detail('orders')).workloadDetails;
      const [report] = (await detail('report')).workloadDetails;
      expect(orders).toMatchObject({ running: 'irsa', next: 'irsa', pods: 2 });
      const refused = await call('kim', 'post', '/v1/requests', {
        kind: 'workload',
        subjectId: report.id,
      });
      expect(refused.status).toBe(409);
      expect(refused.body.error.message).toMatch(/Fargate/);

      const created = await call('kim', 'post', '/v1/requests', {
        kind: 'workload',
        subjectId: orders.id,
        reason: 'We are ready',
      });
      expect([created.status, created.body.error]).toEqual([201, undefined]);
      const asked = routes.createRequest.response.parse(created.body);
      const own = await call(
        'kim',
        'post',
        `/v1/requests/${asked.id}/approve`,
        { revision: 1 },
      );
      expect(own.status).toBe(403);
      const approved = await call(
        'park',
        'post',
        `/v1/requests/${asked.id}/approve`,
        { revision: asked.revision },
      );
      expect(routes.approveRequest.response.parse(approved.body)).toMatchObject(
        { state: 'approved', decidedBy: 'user:default/park', drift: [] },
      );
      const script = await call(
        'kim',
        'get',
        `/v1/requests/${asked.id}/artifacts/aws-cli`,
      );
      expect(script.body.files[0].content).toContain(
        'create-pod-identity-association --cluster-name shop --namespace shop --service-account orders',
      );

      for (const [name, path] of [
        ['listClusters', '/v1/clusters'],
        ['getCluster', '/v1/clusters/ap-northeast-2/shop'],
        ['listAddons', '/v1/addons'],
        ['listWorkloads', '/v1/workloads?limit=500'],
        ['getIdentityGraph', '/v1/identities/graph'],
        ['listSdkMinimums', '/v1/sdk/minimums'],
        ['listSyncs', '/v1/syncs'],
        ['getFleetHistory', '/v1/fleet/history'],
        ['listRequests', '/v1/requests'],
      ] as const) {
        const answer = await call('kim', 'get', path);
        expect([path, answer.status]).toEqual([path, 200]);
        routes[name].response.parse(answer.body);
      }
    },
  );
});
