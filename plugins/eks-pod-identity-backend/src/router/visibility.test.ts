import { mockCredentials } from '@backstage/backend-test-utils';
import { routes } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import request from 'supertest';
import { testDatabases } from '../__testUtils__/databases';
import {
  assessment,
  cluster,
  service,
  workload,
} from './__testUtils__/assessment';
import { startApi, user } from './__testUtils__/startApi';

const databases = testDatabases();

const tooOld = {
  verdict: 'too-old' as const,
  reason: '',
  files: [],
  sdks: [
    {
      source: 'lockfile',
      sdk: 'js-v3',
      package: '@aws-sdk/client-sqs',
      version: '3.400.0',
      supportsPodIdentity: false,
      reason: '',
      evidence: { what: '', source: 'repository' as const, where: '' },
    },
  ],
};
const edge = (serviceAccount: string) => ({
  cluster: 'main',
  namespace: 'apps',
  serviceAccount,
  roleArn: `arn:aws:iam::111122223333:role/${serviceAccount}`,
  mechanism: 'irsa' as const,
  used: true,
  pods: 1,
});

const account = assessment({
  clusters: [cluster('main')],
  workloads: [
    workload('secret', { services: ['component:default/secret'] }),
    workload('open', { services: ['component:default/open'] }),
    workload('both', {
      services: ['component:default/secret', 'component:default/open'],
    }),
    workload('nobody'),
  ],
  services: [
    service('secret', {
      owner: 'group:default/hush',
      workloadIds: ['workload-secret', 'workload-both'],
      sdkSummary: tooOld,
    }),
    service('open', {
      workloadIds: ['workload-open', 'workload-both'],
      sdkSummary: tooOld,
    }),
  ],
  identities: {
    edges: [edge('secret'), edge('open'), edge('both'), edge('nobody')],
    unusedIrsaRoles: [],
    unusedAssociations: ['secret', 'open'].map(name => ({
      cluster: 'main',
      associationId: `a-${name}`,
      namespace: 'app',
      serviceAccount: name,
      likelyMeant: `apps/${name}`,
    })),
    doubleMechanisms: [
      { cluster: 'main', namespace: 'apps', serviceAccount: 'secret' },
    ],
    missing: [],
  },
});

describe.each(databases.eachSupportedId())('who may see what on %s', id => {
  it('counts everything, and names only what the catalog shows to the reader', async () => {
    const { as } = await startApi({
      knex: await databases.init(id),
      assessment: account,
      policy: {
        hidden: who =>
          who === user('stranger') ? ['component:default/secret'] : [],
      },
    });
    const get = (path: string) => as('stranger')('get', path);

    const summary = routes.getFleetSummary.response.parse(
      (await get('/v1/fleet/summary')).body,
    );
    expect(summary.services.ready).toBe(2);
    expect(summary.workloads.ready).toBe(4);
    expect(summary.teams.map(({ owner }) => owner)).toEqual([
      'group:default/shop',
    ]);

    const services = await get('/v1/services');
    expect(services.body.items.map(({ name }: any) => name)).toEqual(['open']);
    expect(services.body.totalItems).toBe(1);
    const workloads = await get('/v1/workloads');
    expect(
      workloads.body.items.map(({ serviceAccount }: any) => serviceAccount),
    ).toEqual(expect.arrayContaining(['open', 'both', 'nobody']));
    expect(workloads.body.totalItems).toBe(3);

    for (const path of [
      '/v1/services/component/default/secret',
      '/v1/workloads/workload-secret',
      '/v1/fleet/history?scope=service&key=component:default/secret',
    ]) {
      expect([path, (await get(path)).status]).toEqual([path, 404]);
      expect([path, (await as('friend')('get', path)).status]).toEqual([
        path,
        200,
      ]);
    }

    const { body: graph } = await get('/v1/identities/graph');
    expect(
      routes.getIdentityGraph.response
        .parse(graph)
        .edges.map(({ serviceAccount }) => serviceAccount),
    ).toEqual(['open', 'both', 'nobody']);
    expect(graph.doubleMechanisms).toEqual([]);
    expect(
      graph.unusedAssociations.map(({ likelyMeant }: any) => likelyMeant),
    ).toEqual([undefined, 'apps/open']);
    const dot = await get('/v1/identities/graph.dot');
    expect(dot.headers['content-type']).toContain('text/vnd.graphviz');
    expect(dot.text).toContain('apps/open');
    expect(dot.text).not.toContain('apps/secret');

    const { body: minimums } = await get('/v1/sdk/minimums');
    expect(
      minimums.items.find(({ sdk }: any) => sdk === 'js-v3').servicesBelow,
    ).toEqual([{ entityRef: 'component:default/open', version: '3.400.0' }]);

    for (const table of ['services', 'workloads', 'identities']) {
      const { text } = await get(`/v1/export/${table}.csv`);
      expect(text).toContain('open');
      expect(text.split('\r\n').slice(1).join('\n')).not.toMatch(
        /^(component:default\/secret|.*apps,secret)/m,
      );
    }
  });
});

it('every route that reads needs the permission to read, and a sync the one to administer', async () => {
  const { as } = await startApi({
    knex: await databases.init('SQLITE_3'),
    assessment: account,
    policy: {
      denied: (who, permission) =>
        who === user('nobody')
          ? permission === 'eks-pod-identity.read'
          : permission === 'eks-pod-identity.administer',
    },
  });
  const uuid = '6b2b3f0e-4c5a-4a53-9f4e-0d6e1d1f6c11';
  const paths: Record<string, string> = {
    id: uuid,
    region: 'ap-northeast-2',
    kind: 'component',
    namespace: 'default',
    name: 'open',
    table: 'services',
    format: 'terraform',
  };
  const reads = Object.values(routes).filter(({ method }) => method === 'get');
  for (const { path } of reads) {
    const filled = path.replace(/\{(\w+)\}/g, (_, key) => paths[key]);
    const answer = await as('nobody')('get', filled);
    expect([filled, answer.status]).toEqual([filled, 403]);
    expect(answer.body.error.message).toContain('eks-pod-identity.read');
  }
  const sync = await as('reader')('post', '/v1/syncs', {});
  expect(sync.status).toBe(403);
  expect(sync.body.error.message).toContain('eks-pod-identity.administer');
});

it('services may read, but requests are for people', async () => {
  const { server } = await startApi({
    knex: await databases.init('SQLITE_3'),
    assessment: account,
  });
  const call = (method: 'get' | 'post', path: string, body?: object) =>
    request(server)
      [method](`/api/eks-pod-identity${path}`)
      .set('authorization', mockCredentials.service.header())
      .send(body);
  expect((await call('get', '/v1/services')).status).toBe(200);
  const created = await call('post', '/v1/requests', {
    kind: 'workload',
    subjectId: 'workload-open',
  });
  expect(created.status).toBe(403);
});
