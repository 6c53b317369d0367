import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { PortError } from '../server/run';
import type { AccountState, Cluster } from '../state/types';
import { KubernetesApi, sendError } from './api/api';
import { readBody } from './api/request';
import { ClusterWorld } from './clusterWorld';
import { createServerCertificate, type ServerCertificate } from './tls';

/** The https server of one cluster. It outlives a reset of the account, with its port and authority. */
export class ClusterServer {
  private readonly sockets = new Set<Socket>();
  private world: ClusterWorld;
  private api: KubernetesApi;

  private constructor(
    private readonly server: Server,
    private readonly certificate: ServerCertificate,
    private state: AccountState,
    private cluster: Cluster,
  ) {
    this.world = new ClusterWorld(state, cluster);
    this.api = new KubernetesApi(this.world);
    server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
    server.on('request', (request, response) => {
      this.answer(request, response).catch(error => {
        if (response.headersSent) {
          response.destroy();
        } else {
          sendError(response, error);
        }
      });
    });
  }

  /**
   * Starts to listen.
   * @param port - 0 for any free one.
   * @throws PortError where the port is taken.
   */
  static async start(
    state: AccountState,
    cluster: Cluster,
    host: string,
    port: number,
  ): Promise<ClusterServer> {
    const certificate = await createServerCertificate(host);
    const server = createServer({
      key: certificate.key,
      cert: certificate.certificate,
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', error => reject(new PortError(port, host, error)));
      server.listen(port, host, resolve);
    });
    const started = new ClusterServer(server, certificate, state, cluster);
    started.publish();
    return started;
  }

  /** Takes the cluster of another state. Watches end, as when an API server restarts. */
  reset(state: AccountState, cluster: Cluster): void {
    this.world.close();
    this.state = state;
    this.cluster = cluster;
    this.world = new ClusterWorld(state, cluster);
    this.api = new KubernetesApi(this.world);
    this.publish();
    this.sockets.forEach(socket => socket.destroy());
  }

  async close(): Promise<void> {
    this.world.close();
    const closed = new Promise(resolve => this.server.close(resolve));
    this.sockets.forEach(socket => socket.destroy());
    await closed;
  }

  private publish(): void {
    const { address, port } = this.server.address() as AddressInfo;
    const { world } = this;
    this.cluster.kubernetes = {
      endpoint: `https://${
        address.includes(':') ? `[${address}]` : address
      }:${port}`,
      certificateAuthority: Buffer.from(this.certificate.authority).toString(
        'base64',
      ),
      pods: () => world.pods(),
      export: () => world.export(),
    };
  }

  /** Does the account file, or the control port, say that this API never answers? */
  private hangs(): boolean {
    const { hangingClusters } = this.state.faults;
    return (
      this.cluster.spec.hanging === true ||
      hangingClusters.includes(this.cluster.name) ||
      hangingClusters.includes(this.cluster.arn)
    );
  }

  private async answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (this.state.faults.lostRegions.includes(this.cluster.region)) {
      request.socket.destroy();
      return;
    }
    if (this.hangs()) {
      return;
    }
    const url = new URL(request.url ?? '/', 'https://cluster');
    const { api } = this;
    api.serve(
      {
        method: request.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: await readBody(request),
      },
      response,
    );
  }
}
