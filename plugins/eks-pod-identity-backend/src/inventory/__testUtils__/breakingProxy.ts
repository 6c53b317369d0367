import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy before the simulator that answers some calls with a broken body instead. */
export interface BreakingProxy {
  url: string;
  /** Answers 200 with this body to every call whose name it is, such as `eks:ListAddons`; everything else goes through. */
  breakCall(name: string, body: string): void;
  restore(): void;
  /** Calls that were answered with a broken body. */
  broken(): number;
  close(): Promise<void>;
}

/** EKS calls by method and path; the last part of a path may be a name. */
const EKS_PATHS: [name: string, path: RegExp][] = [
  ['eks:ListClusters', /^\/clusters$/],
  ['eks:DescribeCluster', /^\/clusters\/[^/]+$/],
  ['eks:ListAddons', /^\/clusters\/[^/]+\/addons$/],
  ['eks:DescribeAddon', /^\/clusters\/[^/]+\/addons\/[^/]+$/],
  ['eks:DescribeAddonVersions', /^\/addons\/supported-versions$/],
  ['eks:DescribeAddonConfiguration', /^\/addons\/configuration-schemas$/],
  [
    'eks:ListPodIdentityAssociations',
    /^\/clusters\/[^/]+\/pod-identity-associations$/,
  ],
  [
    'eks:DescribePodIdentityAssociation',
    /^\/clusters\/[^/]+\/pod-identity-associations\/[^/]+$/,
  ],
  ['eks:ListNodegroups', /^\/clusters\/[^/]+\/node-groups$/],
  ['eks:DescribeNodegroup', /^\/clusters\/[^/]+\/node-groups\/[^/]+$/],
  ['eks:ListFargateProfiles', /^\/clusters\/[^/]+\/fargate-profiles$/],
  [
    'eks:DescribeFargateProfile',
    /^\/clusters\/[^/]+\/fargate-profiles\/[^/]+$/,
  ],
  ['eks:ListInsights', /^\/clusters\/[^/]+\/insights$/],
  ['eks:ListAccessEntries', /^\/clusters\/[^/]+\/access-entries$/],
  ['eks:DescribeAccessEntry', /^\/clusters\/[^/]+\/access-entries\/[^/]+$/],
];

function callOf(
  path: string,
  headers: NodeJS.Dict<string | string[]>,
  body: string,
): string {
  const target = headers['x-amz-target'];
  if (target) {
    return `cloudtrail:${String(target).split('.').pop()}`;
  }
  const action = new URLSearchParams(body).get('Action');
  if (action) {
    return `${action === 'GetCallerIdentity' ? 'sts' : 'iam'}:${action}`;
  }
  const [plain] = path.split('?');
  return EKS_PATHS.find(([, pattern]) => pattern.test(plain))?.[0] ?? plain;
}

/** Starts a proxy before an endpoint. */
export async function startBreakingProxy(
  endpoint: string,
): Promise<BreakingProxy> {
  const bodies = new Map<string, string>();
  let broken = 0;
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', chunk => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      const { url: path = '/', method, headers } = incoming;
      const answer = bodies.get(callOf(path, headers, body.toString()));
      if (answer !== undefined) {
        broken += 1;
        outgoing.writeHead(200, { 'content-length': answer.length });
        outgoing.end(answer);
        return;
      }
      const forwarded = request(
        new URL(path, endpoint),
        { method, headers },
        response => {
          outgoing.writeHead(response.statusCode ?? 502, response.headers);
          response.pipe(outgoing);
        },
      );
      forwarded.on('error', () => outgoing.destroy());
      forwarded.end(body);
    });
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    breakCall(name, body) {
      bodies.set(name, body);
    },
    restore() {
      bodies.clear();
      broken = 0;
    },
    broken: () => broken,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
