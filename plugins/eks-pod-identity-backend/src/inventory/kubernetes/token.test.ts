import { signToken } from './token';

async function decoded(options: {
  partition?: string;
  region?: string;
  endpoint?: string;
}): Promise<URL> {
  const token = await signToken({
    clusterName: 'shop',
    region: 'ap-northeast-2',
    partition: 'aws',
    credentials: async () => ({
      accessKeyId: 'ASIATEST',
      secretAccessKey: 'secret',
      sessionToken: 'session/token+with=signs',
    }),
    ...options,
  });
  expect(token).toMatch(/^k8s-aws-v1\.[\w-]+$/);
  return new URL(
    Buffer.from(token.slice('k8s-aws-v1.'.length), 'base64url').toString(),
  );
}

describe('signToken', () => {
  it('is a presigned GetCallerIdentity whose signature covers the cluster (domain/kubectl-wire.md)', async () => {
    const url = await decoded({});
    expect(url.origin).toBe('https://sts.ap-northeast-2.amazonaws.com');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      Action: 'GetCallerIdentity',
      Version: '2011-06-15',
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': expect.stringMatching(
        /^ASIATEST\/\d{8}\/ap-northeast-2\/sts\/aws4_request$/,
      ),
      'X-Amz-Expires': '60',
      'X-Amz-SignedHeaders': 'host;x-k8s-aws-id',
      'X-Amz-Signature': expect.stringMatching(/^[0-9a-f]{64}$/),
      'X-Amz-Security-Token': 'session/token+with=signs',
    });
  });

  it('asks the partition’s own STS', async () => {
    const url = await decoded({ partition: 'aws-cn', region: 'cn-north-1' });
    expect(url.host).toBe('sts.cn-north-1.amazonaws.com.cn');
  });

  it('names the endpoint of a simulator, with its port', async () => {
    const url = await decoded({ endpoint: 'http://127.0.0.1:4599/' });
    expect(url.origin).toBe('http://127.0.0.1:4599');
  });
});
