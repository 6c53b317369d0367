import { join } from 'node:path';
import {
  askKube,
  clusterOf,
  startWhole,
} from '../../__testUtils__/wholeSimulator';
import { eksToken } from '../../__testUtils__/eksToken';
import type { Simulator } from '../../server/run';

const account = join(__dirname, '..', '__fixtures__', 'account.yaml');
const table = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startWhole(account);
});

beforeEach(() => simulator.control.reset());

afterAll(() => simulator.close());

const ask = (
  path: string,
  options?: Parameters<typeof askKube>[3],
  cluster = 'shop',
) => askKube(simulator, cluster, path, options);

describe('tokens', () => {
  const now = Date.now();
  it.each([
    ['no token', async () => null],
    ['a token of something else', async () => 'abc'],
    [
      'one that is older than 15 minutes',
      () => eksToken('shop', { signedAt: new Date(now - 16 * 60_000) }),
    ],
    [
      'one from the future',
      () => eksToken('shop', { signedAt: new Date(now + 10 * 60_000) }),
    ],
    [
      'one for another cluster, where the secret of the key is known',
      () =>
        eksToken('other', {
          accessKeyId: 'AKIAREADER',
          secretAccessKey: 'reader-secret',
        }),
    ],
    [
      'one with a wrong secret',
      () =>
        eksToken('shop', {
          accessKeyId: 'AKIAREADER',
          secretAccessKey: 'wrong',
        }),
    ],
    [
      'a caller of another account',
      () => eksToken('shop', { accessKeyId: 'AKIASTRANGER' }),
    ],
  ])('answers 401 to %s', async (_, token) => {
    const { status, body } = await ask('/api/v1/pods', {
      token: await token(),
    });
    expect(status).toBe(401);
    expect(body).toMatchObject({ kind: 'Status', reason: 'Unauthorized' });
  });

  it('takes a token 14 minutes after it was signed, and one whose signature holds', async () => {
    const old = await eksToken('shop', {
      signedAt: new Date(now - 14 * 60_000),
    });
    const signed = await eksToken('shop', {
      accessKeyId: 'AKIAREADER',
      secretAccessKey: 'reader-secret',
    });
    expect((await ask('/api/v1/pods', { token: old })).status).toBe(200);
    expect((await ask('/api/v1/pods', { token: signed })).status).toBe(200);
  });
});

describe('access of a cluster that enforces its entries', () => {
  const reader = () =>
    eksToken('locked', {
      accessKeyId: 'AKIAREADER',
      secretAccessKey: 'reader-secret',
    });

  it('lets in by group and ClusterRole, as far as its rules go', async () => {
    const token = await reader();
    const pods = await ask('/api/v1/pods', { token }, 'locked');
    expect(pods.body.items).toHaveLength(1);
    const nodes = await ask('/api/v1/nodes', { token }, 'locked');
    expect(nodes.status).toBe(403);
    expect(nodes.body.message).toContain(
      'cannot list resource "nodes" in API group "" at the cluster scope',
    );
  });

  it('lets in by access policy: read, not write', async () => {
    const list = await ask('/apis/apps/v1/deployments', {}, 'locked');
    expect(list.status).toBe(200);
    const patch = await ask(
      '/apis/apps/v1/namespaces/default/deployments/web',
      {
        method: 'PATCH',
        headers: { 'content-type': 'application/merge-patch+json' },
        body: { spec: { replicas: 2 } },
      },
      'locked',
    );
    expect(patch.status).toBe(403);
  });

  it('answers access reviews accordingly', async () => {
    const review = async (resource: string) =>
      (
        await ask(
          '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
          {
            method: 'POST',
            body: { spec: { resourceAttributes: { verb: 'list', resource } } },
            token: await reader(),
          },
          'locked',
        )
      ).body.status.allowed;
    expect(await review('pods')).toBe(true);
    expect(await review('nodes')).toBe(false);
  });

  it('answers 403 for resources that the account file forbids, and for Secrets always', async () => {
    const policies = '/apis/networking.k8s.io/v1/networkpolicies';
    expect((await ask(policies, {}, 'locked')).status).toBe(403);
    expect((await ask(policies)).status).toBe(200);
    expect((await ask('/api/v1/secrets')).status).toBe(403);
  });
});

describe('lists', () => {
  it('pages with limit and continue, over a state that does not move', async () => {
    const first = await ask('/api/v1/namespaces/data/pods?limit=4');
    expect(first.body.items).toHaveLength(4);
    const total = 4 + first.body.metadata.remainingItemCount;
    await ask('/api/v1/namespaces/data/pods/debug', {
      method: 'DELETE',
      body: { gracePeriodSeconds: 0 },
    });
    const names = new Set(
      // eslint-disable-next-line @typescript-eslint/no-explicit-any
      first.body.items.map((pod: any) => pod.metadata.name),
    );
    let token = first.body.metadata.continue;
    while (token) {
      const { body } = await ask(
        `/api/v1/namespaces/data/pods?limit=4&continue=${token}`,
      );
      expect(body.metadata.resourceVersion).toBe(
        first.body.metadata.resourceVersion,
      );
      for (const { metadata } of body.items) {
        names.add(metadata.name);
      }
      token = body.metadata.continue;
    }
    expect(names.size).toBe(total);
    expect(names).toContain('debug');
  });

  it('answers 410 when the state of a token is forgotten, 400 to a broken one', async () => {
    const { body } = await ask('/api/v1/pods?limit=2');
    await simulator.control.reset();
    await ask('/api/v1/namespaces/data/pods/debug', { method: 'DELETE' });
    const token = Buffer.from(
      JSON.stringify({ v: 'meta.k8s.io/v1', rv: 1, start: 'data/debug' }),
    ).toString('base64url');
    expect(body.metadata.continue).toBeDefined();
    const old = await ask(`/api/v1/pods?limit=2&continue=${token}`);
    expect(old.status).toBe(410);
    expect(old.body.reason).toBe('Expired');
    expect((await ask('/api/v1/pods?continue=x')).status).toBe(400);
  });

  it.each([
    ['labelSelector=app.kubernetes.io/name%3Dpayments', 3],
    ['labelSelector=app.kubernetes.io/name+in+(payments,orders)', 5],
    ['labelSelector=!app.kubernetes.io/name', 0],
    ['labelSelector=eks.amazonaws.com/pod-identity', 2],
    ['fieldSelector=metadata.namespace%3Dpayments,status.phase%3DRunning', 3],
    ['fieldSelector=spec.serviceAccountName%3Dorders', 4],
    ['fieldSelector=metadata.namespace%3Dpayments,status.phase!%3DRunning', 0],
  ])('selects by %s', async (query, count) => {
    const { body } = await ask(`/api/v1/pods?${query}`);
    expect(body.items).toHaveLength(count);
  });

  it.each([
    ['a field that pods are not indexed by', 'fieldSelector=spec.foo%3Dx'],
    ['a selector that does not parse', 'labelSelector=%3D%3D'],
    ['a limit that is no number', 'limit=many'],
  ])('answers 400 to %s', async (_, query) => {
    const { status, body } = await ask(`/api/v1/pods?${query}`);
    expect([status, body.kind]).toEqual([400, 'Status']);
  });

  it('leaves kind and version out of the items of built-in lists', async () => {
    const { body } = await ask('/api/v1/pods');
    expect(body.kind).toBe('PodList');
    expect(body.items[0].kind).toBeUndefined();
  });
});

describe('tables', () => {
  it('has the columns of kubectl get pods', async () => {
    const { body } = await ask('/api/v1/namespaces/payments/pods', {
      headers: { accept: table },
    });
    expect(body.kind).toBe('Table');
    expect(
      body.columnDefinitions.map(({ name }: { name: string }) => name),
    ).toEqual([
      'Name',
      'Ready',
      'Status',
      'Restarts',
      'Age',
      'IP',
      'Node',
      'Nominated Node',
      'Readiness Gates',
    ]);
    expect(body.rows[0].cells.slice(1, 5)).toEqual([
      '1/1',
      'Running',
      '0',
      '20d',
    ]);
    expect(body.rows[0].object.kind).toBe('PartialObjectMetadata');
  });

  it('carries whole objects, or none, when asked', async () => {
    const rows = async (includeObject: string) =>
      (
        await ask(`/api/v1/namespaces?includeObject=${includeObject}`, {
          headers: { accept: table },
        })
      ).body.rows[0];
    expect((await rows('Object')).object.kind).toBe('Namespace');
    expect((await rows('None')).object).toBeUndefined();
  });
});

describe('discovery', () => {
  it('is served plain and aggregated', async () => {
    const accept =
      'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
    expect((await ask('/api')).body.kind).toBe('APIVersions');
    const plain = await ask('/apis');
    expect(plain.body.groups.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining([
        'apps',
        'argoproj.io',
        'batch',
        'networking.k8s.io',
        'rbac.authorization.k8s.io',
      ]),
    );
    const aggregated = await ask('/apis', { headers: { accept } });
    expect(aggregated.body.kind).toBe('APIGroupDiscoveryList');
    const resources = await ask('/apis/apps/v1');
    expect(resources.body.resources).toContainEqual(
      expect.objectContaining({ name: 'deployments', shortNames: ['deploy'] }),
    );
    expect((await ask('/version')).body.gitVersion).toMatch(/^v1\.33\..*-eks-/);
  });
});

describe('bad input', () => {
  const deployments = '/apis/apps/v1/namespaces/data/deployments';
  const patch = (type: string, body: unknown, name = 'recreated') => ({
    path: `${deployments}/${name}`,
    method: 'PATCH',
    headers: { 'content-type': `application/${type}` },
    body,
  });

  it.each([
    [404, { path: '/api/v1/namespaces/data/pods/none' }],
    [404, { path: '/api/v1/unknowns' }],
    [404, { path: '/nowhere' }],
    [400, { path: '/api/v1/namespaces/%zz/pods' }],
    [400, patch('merge-patch+json', '{')],
    [415, patch('unknown', {})],
    [404, patch('merge-patch+json', {}, 'none')],
    [422, patch('json-patch+json', [{ op: 'remove', path: '/none' }])],
    [409, patch('merge-patch+json', { metadata: { resourceVersion: '1' } })],
    [
      422,
      patch('merge-patch+json', {
        spec: { selector: { matchLabels: { a: 'b' } } },
      }),
    ],
    [400, patch('merge-patch+json', { metadata: { labels: { a: 1 } } })],
    [400, patch('merge-patch+json', { metadata: { name: 'other' } })],
    [400, { path: deployments, method: 'POST', body: { kind: 'Pod' } }],
    [
      422,
      { path: deployments, method: 'POST', body: { metadata: { name: 'x' } } },
    ],
    [
      422,
      {
        path: '/api/v1/namespaces',
        method: 'POST',
        body: { metadata: { name: 'X_' } },
      },
    ],
    [
      404,
      {
        path: '/api/v1/namespaces/none/serviceaccounts',
        method: 'POST',
        body: { metadata: { name: 'x' } },
      },
    ],
    [
      409,
      {
        path: '/api/v1/namespaces',
        method: 'POST',
        body: { metadata: { name: 'data' } },
      },
    ],
    [405, { path: '/api/v1/namespaces/data', method: 'POST', body: {} }],
    [
      400,
      {
        path: `${deployments}/recreated/scale`,
        method: 'PUT',
        body: { spec: { replicas: 'two' } },
      },
    ],
  ])('answers %s with a Status to %j', async (code, { path, ...options }) => {
    const { status, body } = await ask(path, options);
    expect(status).toBe(code);
    expect(body).toMatchObject({ kind: 'Status', status: 'Failure', code });
  });

  it('answers 422 to a change of a running pod, and takes other images', async () => {
    const path = '/api/v1/namespaces/data/pods/debug';
    const change = (container: object) =>
      ask(path, {
        method: 'PATCH',
        headers: { 'content-type': 'application/strategic-merge-patch+json' },
        body: { spec: { containers: [{ name: 'debug', ...container }] } },
      });
    expect((await change({ env: [{ name: 'X', value: '1' }] })).status).toBe(
      422,
    );
    expect((await change({ image: 'registry.example.org/y:1' })).status).toBe(
      200,
    );
  });
});

describe('writes', () => {
  it('removes the IRSA annotation by merge patch, as kubectl annotate does', async () => {
    const path = '/api/v1/namespaces/payments/serviceaccounts/payments';
    const { body } = await ask(`${path}?fieldManager=kubectl-annotate`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/merge-patch+json' },
      body: {
        metadata: { annotations: { 'eks.amazonaws.com/role-arn': null } },
      },
    });
    expect(body.metadata.annotations).toBeUndefined();
  });

  it('keeps nothing of a dry run', async () => {
    const { status } = await ask('/api/v1/namespaces?dryRun=All', {
      method: 'POST',
      body: { metadata: { name: 'try' } },
    });
    expect(status).toBe(201);
    expect((await ask('/api/v1/namespaces/try')).status).toBe(404);
  });

  it('takes custom resources after their definition', async () => {
    await ask('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', {
      method: 'POST',
      body: {
        metadata: { name: 'widgets.example.org' },
        spec: {
          group: 'example.org',
          scope: 'Namespaced',
          names: { kind: 'Widget', plural: 'widgets', shortNames: ['wd'] },
          versions: [{ name: 'v1', served: true, storage: true }],
        },
      },
    });
    const widgets = '/apis/example.org/v1/namespaces/data/widgets';
    await ask(widgets, { method: 'POST', body: { metadata: { name: 'a' } } });
    expect((await ask(widgets)).body.items[0]).toMatchObject({
      kind: 'Widget',
      metadata: { name: 'a', namespace: 'data' },
    });
  });

  it('applies on the server side, and creates what is not there', async () => {
    const apply = (path: string, data: object) =>
      ask(`${path}?fieldManager=tester`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/apply-patch+yaml' },
        body: JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', data }),
      });
    const path = '/api/v1/namespaces/data/configmaps/applied';
    expect((await apply(path, { a: '1', b: '2' })).status).toBe(201);
    const { body } = await apply(path, { a: '1' });
    expect(body.data).toEqual({ a: '1' });
    expect(body.metadata.managedFields[0]).toMatchObject({
      manager: 'tester',
      operation: 'Apply',
    });
  });

  it('removes a namespace with all that is in it', async () => {
    await ask('/api/v1/namespaces/payments', { method: 'DELETE' });
    expect((await ask('/api/v1/namespaces/payments')).status).toBe(404);
    const { body } = await ask('/api/v1/namespaces/payments/pods');
    expect(body.items).toEqual([]);
  });
});

describe('a reset', () => {
  it('keeps endpoint and authority, and forgets changes', async () => {
    const before = { ...clusterOf(simulator, 'shop').kubernetes };
    await ask('/api/v1/namespaces/payments', { method: 'DELETE' });
    await simulator.control.reset();
    const after = clusterOf(simulator, 'shop').kubernetes;
    expect(after?.endpoint).toBe(before.endpoint);
    expect(after?.certificateAuthority).toBe(before.certificateAuthority);
    expect((await ask('/api/v1/namespaces/payments')).status).toBe(200);
  });
});
