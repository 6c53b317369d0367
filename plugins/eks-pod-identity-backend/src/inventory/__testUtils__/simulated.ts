import { resolve as resolvePath } from 'node:path';
import { startSimulator, type Simulator } from '@leaving-irsa/aws-simulator';
import { parseConfig, type EksPodIdentityConfig } from '../../config';
import { AwsClients } from '../aws/clients';

/** The account of these tests: one of everything that is read. */
export const accountFile = resolvePath(
  __dirname,
  '../__fixtures__/account.yaml',
);

/** Where the simulator's clock stands. */
export const now = new Date('2026-06-01T12:00:00Z');

/** A configuration for a simulator; members replace those of the default. */
export function configFor(
  simulator: Simulator,
  changes: object = {},
): EksPodIdentityConfig {
  return parseConfig({
    account: {
      accountId: '111122223333',
      regions: ['ap-northeast-2', 'us-east-1'],
      endpoint: simulator.url,
    },
    kubernetes: { timeout: { seconds: 30 } },
    ...changes,
  });
}

/** Clients for a simulator that give up soon. */
export function clientsFor(
  simulator: Simulator,
  accessKeyId = 'AKIAREADER',
): AwsClients {
  return new AwsClients({
    credentials: async () => ({ accessKeyId, secretAccessKey: 'secret' }),
    endpoint: simulator.url,
    maxAttempts: 2,
    requestTimeout: 20_000,
  });
}

/** Starts a simulator on a stopped clock. */
export function startStopped(
  account: string | object = accountFile,
): Promise<Simulator> {
  return startSimulator({
    account,
    clock: 'stopped',
    timeScale: 1,
    now,
    onError: error => {
      throw error;
    },
  });
}
