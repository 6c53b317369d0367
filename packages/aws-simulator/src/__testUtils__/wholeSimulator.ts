import { KubeConfig } from '@kubernetes/client-node';
import { request as httpsRequest } from 'node:https';
import { startSimulator, type SimulatorOptions } from '..';
import type { Simulator } from '../server/run';
import type { Cluster } from '../state/types';
import { eksToken } from './eksToken';

/** What a Kubernetes API answered. */
export interface KubeAnswer {
  status: number;
  // Answers have the shape of whatever was asked for.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

/** Starts a whole simulator on a stopped clock. */
export function startWhole(
  account: SimulatorOptions['account'],
): Promise<Simulator> {
  return startSimulator({
    account,
    clock: 'stopped',
    timeScale: 1,
    now: new Date('2026-06-01T12:00:00Z'),
    onError: error => {
      throw error;
    },
  });
}

/** The cluster of a name. */
export function clusterOf(simulator: Simulator, name: string): Cluster {
  const cluster = [...simulator.state().clusters.values()].find(
    each => each.name === name,
  );
  if (!cluster) {
    throw new Error(`no cluster ${name}`);
  }
  return cluster;
}

/** A configuration of @kubernetes/client-node for a cluster. */
export async function kubeConfigOf(
  simulator: Simulator,
  name: string,
  token?: string,
): Promise<KubeConfig> {
  const { kubernetes } = clusterOf(simulator, name);
  const config = new KubeConfig();
  config.loadFromOptions({
    clusters: [
      {
        name,
        server: kubernetes?.endpoint,
        caData: kubernetes?.certificateAuthority,
      },
    ],
    users: [{ name, token: token ?? (await eksToken(name)) }],
    contexts: [{ name, cluster: name, user: name }],
    currentContext: name,
  });
  return config;
}

/** Sends one request to a cluster's API. */
export async function askKube(
  simulator: Simulator,
  name: string,
  path: string,
  options: {
    method?: string;
    headers?: Record<string, string>;
    body?: unknown;
    token?: string | null;
  } = {},
): Promise<KubeAnswer> {
  const { kubernetes } = clusterOf(simulator, name);
  const token =
    options.token === undefined ? await eksToken(name) : options.token;
  return new Promise((resolve, reject) => {
    const request = httpsRequest(
      `${kubernetes?.endpoint}${path}`,
      {
        method: options.method ?? 'GET',
        ca: Buffer.from(kubernetes?.certificateAuthority ?? '', 'base64'),
        agent: false,
        headers: {
          accept: 'application/json',
          ...(token && { authorization: `Bearer ${token}` }),
          ...(options.body !== undefined && {
            'content-type': 'application/json',
          }),
          ...options.headers,
        },
      },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({
            status: response.statusCode ?? 0,
            body: text.startsWith('{') ? JSON.parse(text) : text,
          });
        });
      },
    );
    request.on('error', reject);
    request.end(
      options.body === undefined
        ? undefined
        : Buffer.from(
            typeof options.body === 'string'
              ? options.body
              : JSON.stringify(options.body),
          ),
    );
  });
}
