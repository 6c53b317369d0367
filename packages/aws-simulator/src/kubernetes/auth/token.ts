import type { AccountState, Caller, Cluster } from '../../state/types';
import { readSignature, signatureHolds } from '../../protocol/sigv4';
import { identifyCaller } from '../../state/callers';
import { unauthorized } from '../status';

/** EKS takes a token for this long after its X-Amz-Date, whatever X-Amz-Expires says. */
const lifetimeMs = 15 * 60_000;
/** How far a caller's clock may be ahead. */
const skewMs = 5 * 60_000;

const prefix = 'k8s-aws-v1.';

function signedAt(text: string): number {
  const match = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  return match
    ? Date.UTC(
        Number(match[1]),
        Number(match[2]) - 1,
        Number(match[3]),
        Number(match[4]),
        Number(match[5]),
        Number(match[6]),
      )
    : Number.NaN;
}

function presignedUrl(authorization: string | undefined): URL {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (!token?.startsWith(prefix)) {
    throw unauthorized();
  }
  try {
    return new URL(
      Buffer.from(token.slice(prefix.length), 'base64url').toString('utf8'),
    );
  } catch {
    throw unauthorized();
  }
}

/**
 * Who sends a token of `aws eks get-token`: a presigned STS GetCallerIdentity whose signature covers
 * the cluster's name. Signatures are checked for keys whose secret the account file tells.
 * @param wallClock - tokens are signed by the caller's clock, which is not the account's.
 * @throws KubeError 401 for any other token.
 */
export function authenticate(
  state: AccountState,
  cluster: Cluster,
  authorization: string | undefined,
  wallClock: () => number = Date.now,
): Caller {
  const url = presignedUrl(authorization);
  const query = url.searchParams;
  const signature = readSignature({ headers: {}, query });
  const age = wallClock() - signedAt(signature?.time ?? '');
  const accepted =
    signature !== undefined &&
    query.get('Action') === 'GetCallerIdentity' &&
    query.get('X-Amz-Algorithm') === 'AWS4-HMAC-SHA256' &&
    signature.service === 'sts' &&
    /^[0-9a-f]{64}$/.test(signature.signature) &&
    signature.signedHeaders.includes('host') &&
    signature.signedHeaders.includes('x-k8s-aws-id') &&
    age <= lifetimeMs &&
    age >= -skewMs;
  if (!accepted) {
    throw unauthorized();
  }
  const caller = identifyCaller(state, signature.accessKeyId);
  const covers =
    !caller.secretAccessKey ||
    signatureHolds(
      {
        method: 'GET',
        path: url.pathname,
        query,
        headers: { host: url.host, 'x-k8s-aws-id': cluster.name },
        body: Buffer.alloc(0),
      },
      signature,
      caller.secretAccessKey,
    );
  if (!covers) {
    throw unauthorized();
  }
  return caller;
}
