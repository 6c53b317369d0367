import { request } from 'node:http';
import {
  DescribeClusterCommand,
  EKSClient,
  ListClustersCommand,
  ListAddonsCommand,
} from '@aws-sdk/client-eks';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { parse } from 'yaml';
import { failure, startAwsOnly, type AwsOnly } from '../__testUtils__/awsOnly';
import { loadAccountObject } from '../account/load';
import { PortError, runSimulator } from './run';
import { SimulatorClock } from '../state/clock';
import { startSimulator } from './startSimulator';

const account = {
  regions: ['ap-northeast-2', 'us-east-1'],
  iam: { roles: [{ name: 'app', trust: { podIdentity: true } }] },
  clusters: [
    {
      name: 'demo',
      addons: [
        { name: 'vpc-cni', serviceAccountRole: 'app' },
        {
          name: 'aws-ebs-csi-driver',
          podIdentityAssociations: [
            { serviceAccount: 'ebs-csi-controller-sa', role: 'app' },
          ],
        },
      ],
      podIdentityAssociations: [
        { namespace: 'shop', serviceAccount: 'cart', role: 'app' },
      ],
      kubernetes: {
        workloads: [
          { name: 'cart', namespace: 'shop', serviceAccount: 'cart' },
        ],
      },
    },
  ],
};

describe('the simulator’s endpoint', () => {
  let aws: AwsOnly;
  beforeEach(async () => {
    aws = await startAwsOnly(account);
  });
  afterEach(() => aws.close());

  const control = async (
    method: string,
    path: string,
    body?: unknown,
    headers = {},
  ) => {
    const response = await fetch(`${aws.simulator.url}/_control${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      headers,
    });
    const text = await response.text();
    return { status: response.status, text, json: () => JSON.parse(text) };
  };

  it.each<[string, string, RequestInit, number, RegExp]>([
    ['no signature', '/clusters', {}, 403, /Missing Authentication Token/],
    [
      'a service that is not simulated',
      '/',
      {
        headers: {
          authorization:
            'AWS4-HMAC-SHA256 Credential=A/20260601/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0',
        },
      },
      400,
      /does not serve 's3'/,
    ],
    [
      'a path that EKS does not have',
      '/nope',
      {
        headers: {
          authorization:
            'AWS4-HMAC-SHA256 Credential=A/20260601/us-east-1/eks/aws4_request, SignedHeaders=host, Signature=0',
        },
      },
      404,
      /no operation for GET \/nope/,
    ],
    [
      'a body that is no JSON',
      '/clusters/demo/addons',
      {
        method: 'POST',
        body: '{',
        headers: {
          authorization:
            'AWS4-HMAC-SHA256 Credential=A/20260601/ap-northeast-2/eks/aws4_request, SignedHeaders=host, Signature=0',
        },
      },
      400,
      /not a JSON object/,
    ],
    [
      'a member of the wrong type',
      '/clusters/demo/addons',
      {
        method: 'POST',
        body: '{"addonName": 5}',
        headers: {
          authorization:
            'AWS4-HMAC-SHA256 Credential=A/20260601/ap-northeast-2/eks/aws4_request, SignedHeaders=host, Signature=0',
        },
      },
      400,
      /'addonName' is of the wrong type: expected a string/,
    ],
    [
      'a page size that is no number',
      '/clusters?maxResults=x',
      {
        headers: {
          authorization:
            'AWS4-HMAC-SHA256 Credential=A/20260601/ap-northeast-2/eks/aws4_request, SignedHeaders=host, Signature=0',
        },
      },
      400,
      /'maxResults' is of the wrong type/,
    ],
    [
      'a path that is not percent-encoded',
      '/clusters/%zz',
      {
        headers: {
          authorization:
            'AWS4-HMAC-SHA256 Credential=A/20260601/ap-northeast-2/eks/aws4_request, SignedHeaders=host, Signature=0',
        },
      },
      400,
      /percent-encoded/,
    ],
    [
      'a Query action that does not exist',
      '/',
      {
        method: 'POST',
        body: 'Action=Nope&Version=2010-05-08',
        headers: {
          authorization:
            'AWS4-HMAC-SHA256 Credential=A/20260601/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0',
        },
      },
      400,
      /<Code>InvalidAction<\/Code>/,
    ],
    [
      'a body that is too large',
      '/',
      { method: 'POST', body: 'x'.repeat(5 * 1024 * 1024) },
      413,
      /larger than/,
    ],
  ])('answers %s with a clear error', async (_, path, init, status, text) => {
    const response = await fetch(`${aws.simulator.url}${path}`, init);
    expect(response.status).toBe(status);
    expect(await response.text()).toMatch(text);
  });

  it('denies an action to everybody while it is told to', async () => {
    await control('PATCH', '/faults', { denyActions: ['eks:Describe*'] });
    expect(
      (
        await failure(
          aws.eks.send(new DescribeClusterCommand({ name: 'demo' })),
        )
      ).name,
    ).toBe('AccessDeniedException');
    await expect(
      aws.eks.send(new ListClustersCommand({})),
    ).resolves.toBeDefined();
    await control('DELETE', '/faults');
    await expect(
      aws.eks.send(new DescribeClusterCommand({ name: 'demo' })),
    ).resolves.toBeDefined();
  });

  it('drops connections to a region that is lost, and serves IAM and other regions', async () => {
    await control('PATCH', '/faults', { lostRegions: ['ap-northeast-2'] });
    expect(
      (await failure(aws.eks.send(new ListClustersCommand({})))).message,
    ).toMatch(/socket hang up|ECONNRESET/);
    const far = new EKSClient({ ...aws.config, region: 'us-east-1' });
    await expect(far.send(new ListClustersCommand({}))).resolves.toBeDefined();
    await expect(aws.iam.send(new ListRolesCommand({}))).resolves.toBeDefined();
    far.destroy();
  });

  it('throttles per operation, in each protocol’s own words', async () => {
    await control('PATCH', '/faults', { throttling: 'always' });
    expect(
      (await failure(aws.eks.send(new ListClustersCommand({})))).name,
    ).toBe('ThrottlingException');
    const iam = new IAMClient(aws.config);
    expect((await failure(iam.send(new ListRolesCommand({})))).name).toBe(
      'Throttling',
    );
    iam.destroy();
    await control('PUT', '/faults', {
      quotas: { 'eks:List*': { ratePerSecond: 0.001, burst: 1 } },
    });
    await aws.eks.send(new ListClustersCommand({}));
    await aws.eks.send(new ListAddonsCommand({ clusterName: 'demo' }));
    expect(
      (await failure(aws.eks.send(new ListClustersCommand({})))).name,
    ).toBe('ThrottlingException');
  });

  it('answers errors that it is told to, as often as it is told', async () => {
    await control('PATCH', '/faults', {
      errors: {
        'eks:ListClusters': {
          type: 'ServerException',
          message: 'out',
          times: 1,
        },
      },
    });
    const error = await failure(aws.eks.send(new ListClustersCommand({})));
    expect([error.name, error.message]).toEqual(['ServerException', 'out']);
    await expect(
      aws.eks.send(new ListClustersCommand({})),
    ).resolves.toBeDefined();
  });

  it('tells its health, its clock and its controls', async () => {
    expect((await control('GET', '/health')).json()).toMatchObject({
      status: 'ok',
      accountId: '111122223333',
      clusters: [
        { arn: 'arn:aws:eks:ap-northeast-2:111122223333:cluster/demo' },
      ],
    });
    await control('POST', '/clock', { advanceSeconds: 90 });
    expect((await control('GET', '/clock')).json()).toMatchObject({
      now: '2026-06-01T12:01:30.000Z',
      stopped: true,
      timeScale: 60,
    });
    expect((await control('GET', '')).json()).toHaveProperty([
      'POST /_control/reset',
    ]);
  });

  it.each<[string, string, string, unknown, number, RegExp]>([
    ['an unknown control', 'GET', '/nope', undefined, 404, /No such control/],
    ['an unknown fault', 'PATCH', '/faults', { slow: true }, 400, /slow/],
    [
      'a clock that goes back',
      'POST',
      '/clock',
      { advanceSeconds: -1 },
      400,
      /advanceSeconds/,
    ],
    [
      'an account that is none',
      'POST',
      '/reset',
      { account: { accountId: '1' } },
      400,
      /accountId: must be 12 digits/,
    ],
  ])('refuses %s', async (_, method, path, body, status, text) => {
    const answer = await control(method, path, body);
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(text);
  });

  it('is not steered by web pages', async () => {
    expect(
      (
        await control(
          'POST',
          '/reset',
          {},
          { origin: 'http://evil.example.org' },
        )
      ).status,
    ).toBe(403);
  });

  it('goes back to the account file at a reset, or to another account', async () => {
    aws.simulator.state().clusters.clear();
    await control('POST', '/reset');
    expect((await aws.eks.send(new ListClustersCommand({}))).clusters).toEqual([
      'demo',
    ]);
    await control('POST', '/reset', {
      account: {
        accountId: '111122223333',
        regions: ['ap-northeast-2'],
        clusters: [{ name: 'other' }],
      },
    });
    expect((await aws.eks.send(new ListClustersCommand({}))).clusters).toEqual([
      'other',
    ]);
  });

  it('exports its state as an account file that starts again to the same export', async () => {
    const exported = parse((await control('GET', '/account')).text);
    await control('POST', '/reset', { account: exported });
    const again = parse((await control('GET', '/account')).text);
    expect({ ...again, cloudTrail: undefined }).toEqual({
      ...exported,
      cloudTrail: undefined,
    });
    expect(again.clusters[0].podIdentityAssociations).toHaveLength(1);
    expect(again.clusters[0].addons[1].podIdentityAssociations).toHaveLength(1);
  });

  it('waits as long as it is told before it answers', async () => {
    await control('PATCH', '/faults', { latencyMs: { 'eks:ListClusters': 1 } });
    await expect(
      aws.eks.send(new ListClustersCommand({})),
    ).resolves.toBeDefined();
  });

  it('closes although a client keeps its connection open', async () => {
    const other = await startAwsOnly(account);
    const open = request(`${other.simulator.url}/_control/health`, {
      agent: undefined,
    });
    open.on('error', () => undefined);
    open.flushHeaders();
    await expect(other.close()).resolves.toBeUndefined();
  });
});

describe('starting a simulator', () => {
  it('says that a port is taken', async () => {
    const first = await startAwsOnly({});
    const second = runSimulator({
      account: loadAccountObject({ accountId: '111122223333' }),
      host: '127.0.0.1',
      port: first.simulator.port,
      kubernetesPortBase: 0,
      clock: new SimulatorClock({ timeScale: 60, stopped: true }),
      startKubernetes: async () => ({
        reset: async () => undefined,
        close: async () => undefined,
      }),
      createRepositoryHost: () => async () => false,
      onError: () => undefined,
    });
    await expect(second).rejects.toThrow(PortError);
    await expect(second).rejects.toThrow(
      `Port ${first.simulator.port} on 127.0.0.1 is taken`,
    );
    await first.close();
  });

  it('listens on loopback only', async () => {
    await expect(
      startSimulator({
        account: { accountId: '111122223333' },
        host: '0.0.0.0',
      }),
    ).rejects.toThrow("listens on loopback only, not on '0.0.0.0'");
  });
});
