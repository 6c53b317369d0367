import { createHash, createHmac } from 'node:crypto';
import type { AwsCredentialProvider } from '@backstage/integration-aws-node';
import { SignatureV4 } from '@smithy/signature-v4';

type SourceData = string | ArrayBuffer | ArrayBufferView;

function bytes(data: SourceData): string | Uint8Array {
  if (typeof data === 'string') {
    return data;
  }
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

class Sha256 {
  #hash;

  constructor(secret?: SourceData) {
    this.#hash =
      secret === undefined
        ? createHash('sha256')
        : createHmac('sha256', bytes(secret));
  }

  update(data: SourceData): void {
    this.#hash.update(bytes(data));
  }

  async digest(): Promise<Uint8Array> {
    return new Uint8Array(this.#hash.digest());
  }

  reset(): void {}
}

/** Seconds that the signature is good for; EKS takes the token for 15 minutes from its signing all the same. */
const expiresIn = 60;

const dnsSuffixes: Record<string, string> = {
  'aws-cn': 'amazonaws.com.cn',
};

/**
 * A bearer token for a cluster's Kubernetes API, as `aws eks get-token` makes it: a presigned STS GetCallerIdentity
 * whose signature covers the cluster's name (domain/kubectl-wire.md). Makes no call.
 */
export async function signToken(options: {
  clusterName: string;
  region: string;
  partition: string;
  credentials: AwsCredentialProvider['sdkCredentialProvider'];
  /** Endpoint of a simulator or a proxy. */
  endpoint?: string;
}): Promise<string> {
  const { clusterName, region, partition, credentials, endpoint } = options;
  const sts = new URL(
    endpoint ??
      `https://sts.${region}.${dnsSuffixes[partition] ?? 'amazonaws.com'}`,
  );
  const signer = new SignatureV4({
    service: 'sts',
    region,
    credentials,
    sha256: Sha256,
  });
  const signed = await signer.presign(
    {
      method: 'GET',
      protocol: sts.protocol,
      hostname: sts.hostname,
      port: sts.port ? Number(sts.port) : undefined,
      path: '/',
      headers: { host: sts.host, 'x-k8s-aws-id': clusterName },
      query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
    },
    { expiresIn, unhoistableHeaders: new Set(['x-k8s-aws-id']) },
  );
  const query = new URLSearchParams(signed.query as Record<string, string>);
  const url = `${sts.protocol}//${sts.host}/?${query}`;
  return `k8s-aws-v1.${Buffer.from(url).toString('base64url')}`;
}
