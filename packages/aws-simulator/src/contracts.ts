import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AccountState } from './state/types';

/** The Kubernetes API servers of all clusters: `src/kubernetes` makes them. */
export interface KubernetesServers {
  /**
   * Takes another state: after a reset of the account. Clusters that are in both keep their port
   * and certificate authority, so that kubeconfigs stay valid.
   */
  reset(state: AccountState): Promise<void>;
  close(): Promise<void>;
}

/** Starts a server per cluster and sets `cluster.kubernetes` of each. */
export type StartKubernetes = (
  state: AccountState,
  options: {
    /** Loopback address. */
    host: string;
    /** First port; the next cluster gets the next one. 0: any free ports. */
    portBase: number;
  },
) => Promise<KubernetesServers>;

/**
 * Answers requests to the repository host, which shares the port of the AWS endpoints.
 * @returns a function that answers and resolves to true, or leaves the request alone and resolves to false.
 */
export type CreateRepositoryHost = (
  state: () => AccountState,
) => (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
