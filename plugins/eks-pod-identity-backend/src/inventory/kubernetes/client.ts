import {
  createConfiguration,
  KubeConfig,
  ServerConfiguration,
  type Configuration,
} from '@kubernetes/client-node';

/** How one cluster's API is reached. */
export interface ClusterAccess {
  endpoint: string;
  /** Base64, as DescribeCluster tells; absent: the system's authorities. */
  certificateAuthority?: string;
  token: string;
  /** Milliseconds for one answer. */
  timeout: number;
  signal: AbortSignal;
}

/** A configuration for the API classes of `@kubernetes/client-node`. */
export function kubernetesClient(access: ClusterAccess): Configuration {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromOptions({
    clusters: [
      {
        name: 'cluster',
        server: access.endpoint,
        caData: access.certificateAuthority,
      },
    ],
    users: [{ name: 'backstage', token: access.token }],
    contexts: [{ name: 'cluster', cluster: 'cluster', user: 'backstage' }],
    currentContext: 'cluster',
  });
  return createConfiguration({
    baseServer: new ServerConfiguration(
      access.endpoint.replace(/\/+$/, ''),
      {},
    ),
    authMethods: { default: kubeConfig },
    promiseMiddleware: [
      {
        pre: async request => {
          request.setSignal(
            AbortSignal.any([
              access.signal,
              AbortSignal.timeout(access.timeout),
            ]),
          );
          return request;
        },
        post: async response => response,
      },
    ],
  });
}
