import type { StartKubernetes } from '../contracts';
import type { AccountState } from '../state/types';
import { ClusterServer } from './server';

/**
 * Starts the Kubernetes API of every cluster and tells endpoint and certificate authority in
 * `cluster.kubernetes`.
 * @throws PortError where a port is taken.
 */
export const startKubernetes: StartKubernetes = async (state, options) => {
  const servers = new Map<string, ClusterServer>();
  let ports = 0;
  const nextPort = () =>
    options.portBase === 0 ? 0 : options.portBase + ports++;
  const closeAll = async () => {
    await Promise.all([...servers.values()].map(server => server.close()));
    servers.clear();
  };
  const adopt = async (next: AccountState) => {
    for (const [arn, server] of servers) {
      if (!next.clusters.has(arn)) {
        servers.delete(arn);
        await server.close();
      }
    }
    for (const [arn, cluster] of next.clusters) {
      const running = servers.get(arn);
      if (running) {
        running.reset(next, cluster);
      } else {
        servers.set(
          arn,
          await ClusterServer.start(next, cluster, options.host, nextPort()),
        );
      }
    }
  };
  try {
    await adopt(state);
  } catch (error) {
    await closeAll();
    throw error;
  }
  return { reset: adopt, close: closeAll };
};
