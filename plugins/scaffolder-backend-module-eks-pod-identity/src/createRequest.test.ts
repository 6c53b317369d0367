import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import scaffolderModule from '.';
import { createRequestAction } from './createRequest';

const workload = (serviceAccount: string, cluster = 'main') => ({
  id: `id-${serviceAccount}-${cluster}`,
  namespace: 'shop',
  serviceAccount,
  cluster: { name: cluster },
});

/** The backend, as far as the action asks it. */
function answers(workloads: object[], obstacles: string[] = []) {
  return {
    'GET /v1/services/component/default/orders': {
      entityRef: 'component:default/orders',
      workloadDetails: workloads,
    },
    'POST /v1/requests': { id: 'request-1', state: 'pending-approval' },
    'POST /v1/requests/preview': { obstacles },
  } as Record<string, object>;
}

describe('eks-pod-identity:request:create', () => {
  let server: Server;
  let url: string;
  let known: Record<string, object>;
  const calls: { what: string; token?: string; body?: any }[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      let text = '';
      request.on('data', chunk => {
        text += chunk;
      });
      request.on('end', () => {
        const what = `${request.method} ${request.url}`;
        calls.push({
          what,
          token: request.headers.authorization,
          body: text ? JSON.parse(text) : undefined,
        });
        const answer = known[what];
        response.writeHead(answer ? 200 : 404, {
          'content-type': 'application/json',
        });
        response.end(
          JSON.stringify(
            answer ?? {
              error: { name: 'NotFoundError', message: `No ${what}` },
              response: { statusCode: 404 },
            },
          ),
        );
      });
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise(resolve => server.close(resolve)));
  beforeEach(() => {
    calls.length = 0;
  });

  async function run(
    input: { entityRef: string; workload?: string; reason?: string },
    isDryRun = false,
  ) {
    const action = createRequestAction({
      auth: mockServices.auth(),
      discovery: mockServices.discovery.mock({ getBaseUrl: async () => url }),
    });
    const context = {
      input,
      isDryRun,
      logger: mockServices.logger.mock(),
      output: jest.fn(),
      getInitiatorCredentials: async () =>
        mockCredentials.user('user:default/kim'),
    };
    await action.handler(context as any);
    return context;
  }

  it("asks for the service's only workload, as the person who runs the template", async () => {
    known = answers([workload('orders')]);
    const { output } = await run({
      entityRef: 'orders',
      reason: 'Before the sale',
    });
    expect(calls[1]).toMatchObject({
      what: 'POST /v1/requests',
      body: {
        kind: 'workload',
        subjectId: 'id-orders-main',
        entityRef: 'component:default/orders',
        reason: 'Before the sale',
      },
    });
    expect(calls[1].token).toContain('user:default/kim');
    expect(output).toHaveBeenCalledWith('requestId', 'request-1');
    expect(output).toHaveBeenCalledWith('state', 'pending-approval');
  });

  it.each([
    ['by cluster', 'shop/orders@edge', 'id-orders-edge'],
    ['by name where that is clear', 'shop/batch', 'id-batch-main'],
  ])('takes one of several %s', async (_, wanted, id) => {
    known = answers([
      workload('orders'),
      workload('orders', 'edge'),
      workload('batch'),
    ]);
    await run({ entityRef: 'component:default/orders', workload: wanted });
    expect(calls[1].body.subjectId).toBe(id);
  });

  it.each<[string, object[], string | undefined, RegExp]>([
    ['none is known', [], undefined, /No workload .*eks-service-accounts/],
    [
      'it is not clear which',
      [workload('orders'), workload('batch')],
      undefined,
      /several; name one of: shop\/orders@main, shop\/batch@main/,
    ],
    [
      'there is none of that name',
      [workload('orders')],
      'shop/cart',
      /no 'shop\/cart'; it has: shop\/orders@main/,
    ],
  ])('stops where %s', async (_, workloads, wanted, message) => {
    known = answers(workloads);
    await expect(
      run({ entityRef: 'component:default/orders', workload: wanted }),
    ).rejects.toThrow(message);
    expect(calls).toHaveLength(1);
  });

  it('only previews in a dry run', async () => {
    known = answers([workload('orders')], ['The SDK is too old']);
    const { output } = await run({ entityRef: 'orders' }, true);
    expect(calls.map(({ what }) => what)).toEqual([
      'GET /v1/services/component/default/orders',
      'POST /v1/requests/preview',
    ]);
    expect(output).not.toHaveBeenCalled();
  });

  it('tells what the backend says against it', async () => {
    known = {};
    await expect(run({ entityRef: 'orders' })).rejects.toThrow(/404/);
  });

  it('is added to the scaffolder by the module', async () => {
    const addActions = jest.fn();
    await startTestBackend({
      extensionPoints: [[scaffolderActionsExtensionPoint, { addActions }]],
      features: [scaffolderModule],
    });
    expect(addActions.mock.calls[0][0].id).toBe(
      'eks-pod-identity:request:create',
    );
  });
});
