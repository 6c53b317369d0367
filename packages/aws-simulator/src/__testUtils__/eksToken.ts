import {
  createHash,
  createHmac,
  type BinaryLike,
  type Hash,
} from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';

class Sha256 {
  private readonly hash: Hash;
  constructor(secret?: BinaryLike) {
    this.hash = (
      secret === undefined
        ? createHash('sha256')
        : createHmac('sha256', secret as string)
    ) as Hash;
  }
  update(data: BinaryLike) {
    this.hash.update(data);
  }
  async digest() {
    return new Uint8Array(this.hash.digest());
  }
}

/** A token as `aws eks get-token` makes it. */
export async function eksToken(
  cluster: string,
  options: {
    accessKeyId?: string;
    secretAccessKey?: string;
    signedAt?: Date;
  } = {},
): Promise<string> {
  const signer = new SignatureV4({
    service: 'sts',
    region: 'ap-northeast-2',
    credentials: {
      accessKeyId: options.accessKeyId ?? 'AKIATEST',
      secretAccessKey: options.secretAccessKey ?? 'test',
    },
    sha256: Sha256 as never,
  });
  const { query = {} } = await signer.presign(
    {
      method: 'GET',
      protocol: 'http:',
      hostname: '127.0.0.1',
      path: '/',
      headers: { host: '127.0.0.1', 'x-k8s-aws-id': cluster },
      query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
    },
    {
      expiresIn: 60,
      signingDate: options.signedAt,
      unhoistableHeaders: new Set(['x-k8s-aws-id']),
    },
  );
  const url = `http://127.0.0.1/?${new URLSearchParams(
    query as Record<string, string>,
  )}`;
  return `k8s-aws-v1.${Buffer.from(url).toString('base64url')}`;
}
