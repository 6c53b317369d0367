import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { LoadedAccount } from '../account/load';
import type {
  CreateRepositoryHost,
  KubernetesServers,
  StartKubernetes,
} from '../contracts';
import { answerControl } from '../control';
import {
  createControl,
  type SimulatorControl,
} from '../control/simulatorControl';
import { AwsError, DroppedConnection } from '../protocol/errors';
import { BodyTooLarge, readRequest, writeResponse } from '../protocol/http';
import { serializeError } from '../protocol/restJson';
import { followPods, writeHistory } from '../services/cloudtrail/history';
import { TokenBuckets } from '../services/quotas';
import { buildState } from '../state/build';
import { SimulatorClock } from '../state/clock';
import type { AccountState } from '../state/types';
import { answerAws } from './awsEndpoint';

/** A simulator that runs. */
export interface Simulator {
  /** The one endpoint of all AWS services: http://127.0.0.1:4599. */
  url: string;
  port: number;
  control: SimulatorControl;
  /** The live state. */
  state(): AccountState;
  close(): Promise<void>;
}

/** A port that is taken, or an address that is not this machine's. */
export class PortError extends Error {
  constructor(port: number, host: string, cause: NodeJS.ErrnoException) {
    super(
      cause.code === 'EADDRINUSE'
        ? `Port ${port} on ${host} is taken: stop what uses it, or choose another port.`
        : `Cannot listen on ${host}:${port}: ${cause.message}`,
      { cause },
    );
    this.name = 'PortError';
  }
}

/** What `runSimulator` is put together from. */
export interface SimulatorParts {
  account: LoadedAccount;
  host: string;
  port: number;
  kubernetesPortBase: number;
  clock: SimulatorClock;
  startKubernetes: StartKubernetes;
  createRepositoryHost: CreateRepositoryHost;
  /** Told of faults of the simulator itself. */
  onError: (error: unknown) => void;
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', error => reject(new PortError(port, host, error)));
    server.listen(port, host, () =>
      resolve((server.address() as AddressInfo).port),
    );
  });
}

function isControl(request: IncomingMessage): boolean {
  return /^\/_control(?:[/?]|$)/.test(request.url ?? '');
}

/**
 * Starts every server of a simulator.
 * @throws PortError
 */
export async function runSimulator(parts: SimulatorParts): Promise<Simulator> {
  const { clock, host, onError } = parts;
  const buckets = new TokenBuckets();
  const sockets = new Set<Socket>();
  let { account } = parts;
  let state = buildState(account.account, account.baseFolder, clock);
  let kubernetes: KubernetesServers | undefined;

  const control = createControl({
    state: () => state,
    clock,
    fillBuckets: () => buckets.reset(),
    restart: async next => {
      account = next ?? account;
      clock.reset();
      buckets.reset();
      const before = state;
      state = buildState(account.account, account.baseFolder, clock);
      before.events.removeAllListeners();
      followPods(state);
      await kubernetes?.reset(state);
      writeHistory(state, account.account.cloudTrail);
    },
  });
  // Requests that come before everything runs wait for it.
  let isReady: () => void = () => undefined;
  const ready = new Promise<void>(resolve => {
    isReady = resolve;
  });
  const answerRepository = parts.createRepositoryHost(() => state);

  const server = createServer((request, response) => {
    const answer = async () => {
      await ready;
      if (isControl(request)) {
        await answerControl(request, response, control);
        return;
      }
      if (await answerRepository(request, response)) {
        return;
      }
      const read = await readRequest(request);
      writeResponse(
        response,
        await answerAws(read, state, buckets),
        read.requestId,
      );
    };
    answer().catch(error => {
      if (error instanceof DroppedConnection) {
        request.socket.destroy();
        return;
      }
      const isTooLarge = error instanceof BodyTooLarge;
      if (!isTooLarge) {
        onError(error);
      }
      if (response.headersSent) {
        response.destroy();
        return;
      }
      writeResponse(
        response,
        serializeError(
          isTooLarge
            ? new AwsError('RequestEntityTooLargeException', 413, error.message)
            : new AwsError('InternalFailure', 500, 'The simulator failed.'),
        ),
        '',
      );
    });
  });
  server.on('connection', socket => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });

  const close = async () => {
    clock.stop();
    clock.reset();
    const closed = new Promise<void>(resolve => server.close(() => resolve()));
    for (const socket of sockets) {
      socket.destroy();
    }
    await kubernetes?.close();
    await closed;
  };

  const port = await listen(server, parts.port, host);
  try {
    followPods(state);
    kubernetes = await parts.startKubernetes(state, {
      host,
      portBase: parts.kubernetesPortBase,
    });
    writeHistory(state, account.account.cloudTrail);
    isReady();
  } catch (error) {
    await close();
    throw error;
  }
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${shownHost}:${port}`,
    port,
    control,
    state: () => state,
    close,
  };
}
