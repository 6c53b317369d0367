import { createEksPodIdentityClient } from './client';
import { createOpenApiDocument } from './openapi';
import { routes } from './routes';

function clientWith(respond: () => Response) {
  const calls: { url: string; init: RequestInit }[] = [];
  const client = createEksPodIdentityClient({
    discoveryApi: {
      getBaseUrl: async () => 'http://backend.example.org/api/eks-pod-identity',
    },
    fetchApi: {
      fetch: (async (url: string, init: RequestInit) => {
        calls.push({ url, init });
        return respond();
      }) as unknown as typeof fetch,
    },
  });
  return { client, calls };
}

describe('the client', () => {
  it('puts parameters into the path, encoded, and filters into the query', async () => {
    const { client, calls } = clientWith(() => Response.json({ items: [] }));
    await client.listServices({ query: { q: 'a b', limit: 10 } });
    await client.getAddon({ params: { id: 'a/b' } });
    expect(calls.map(call => call.url)).toEqual([
      'http://backend.example.org/api/eks-pod-identity/v1/services?q=a+b&limit=10',
      'http://backend.example.org/api/eks-pod-identity/v1/addons/a%2Fb',
    ]);
  });

  it('leaves out filters that are not set', async () => {
    const { client, calls } = clientWith(() => Response.json({ items: [] }));
    await client.listWorkloads({ query: { cluster: undefined } });
    expect(calls[0].url).toMatch(/\/v1\/workloads$/);
  });

  it('sends a body as JSON with the token', async () => {
    const { client, calls } = clientWith(() => Response.json({}));
    await client.createRequest(
      { body: { kind: 'workload', subjectId: 'x' } },
      { token: 't' },
    );
    expect(calls[0].init).toMatchObject({
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: 'Bearer t',
      },
      body: '{"kind":"workload","subjectId":"x"}',
    });
  });

  it('rejects with the message of the backend', async () => {
    const { client } = clientWith(() =>
      Response.json(
        {
          error: { name: 'ConflictError', message: 'somebody was faster' },
          response: { statusCode: 409 },
        },
        { status: 409 },
      ),
    );
    await expect(
      client.approveRequest({
        params: { id: '0b0e0b0e-0b0e-4b0e-8b0e-0b0e0b0e0b0e' },
        body: { revision: 1 },
      }),
    ).rejects.toMatchObject({
      statusCode: 409,
      body: { error: { message: 'somebody was faster' } },
    });
  });
});

describe('the OpenAPI document', () => {
  it('describes every route with its parameters and its answer', () => {
    const document = createOpenApiDocument();
    for (const [operationId, route] of Object.entries(routes)) {
      const operation = document.paths?.[route.path]?.[route.method];
      expect(operation?.operationId).toBe(operationId);
      expect(operation?.responses?.[String(route.status)]).toBeDefined();
    }
    expect(document.paths?.['/v1/services']?.get?.parameters).toContainEqual(
      expect.objectContaining({ name: 'verdict', in: 'query' }),
    );
  });
});
