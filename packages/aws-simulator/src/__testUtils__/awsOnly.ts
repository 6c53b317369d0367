import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { EKSClient } from '@aws-sdk/client-eks';
import { IAMClient } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import { loadAccountObject } from '../account/load';
import { runSimulator, type Simulator } from '../server/run';
import { SimulatorClock } from '../state/clock';
import type { AccountState, RunningPod } from '../state/types';

/** The AWS endpoints of a simulator on a stopped clock, without Kubernetes servers and repositories. */
export interface AwsOnly {
  simulator: Simulator;
  eks: EKSClient;
  iam: IAMClient;
  sts: STSClient;
  cloudtrail: CloudTrailClient;
  /** Configuration for another client. */
  config: {
    endpoint: string;
    region: string;
    maxAttempts: number;
    credentials: { accessKeyId: string; secretAccessKey: string };
  };
  close(): Promise<void>;
}

/**
 * Starts the AWS side of a simulator.
 * @param account - in the form of the account file, `accountId` may be left out.
 * @param options.pods - pods that run, by cluster name, in the place of a Kubernetes API.
 */
export async function startAwsOnly(
  account: object,
  options: { pods?: Record<string, RunningPod[]>; region?: string } = {},
): Promise<AwsOnly> {
  const givePods = (state: AccountState) => {
    for (const cluster of state.clusters.values()) {
      const pods = options.pods?.[cluster.name] ?? [];
      cluster.kubernetes = {
        endpoint: 'https://127.0.0.1:1',
        certificateAuthority: 'Zm9yIHRlc3Rz',
        pods: () => pods,
        export: () => cluster.spec.kubernetes ?? {},
      };
    }
  };
  const simulator = await runSimulator({
    account: loadAccountObject({
      accountId: '111122223333',
      regions: ['ap-northeast-2'],
      ...account,
    }),
    host: '127.0.0.1',
    port: 0,
    kubernetesPortBase: 0,
    clock: new SimulatorClock({
      timeScale: 60,
      stopped: true,
      at: new Date('2026-06-01T12:00:00Z'),
    }),
    startKubernetes: async state => {
      givePods(state);
      return {
        reset: async next => givePods(next),
        close: async () => undefined,
      };
    },
    createRepositoryHost: () => async () => false,
    onError: error => {
      throw error;
    },
  });
  const config = {
    endpoint: simulator.url,
    region: options.region ?? 'ap-northeast-2',
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test' },
  };
  const clients = {
    eks: new EKSClient(config),
    iam: new IAMClient(config),
    sts: new STSClient(config),
    cloudtrail: new CloudTrailClient(config),
  };
  return {
    simulator,
    ...clients,
    config,
    close: async () => {
      Object.values(clients).forEach(client => client.destroy());
      await simulator.close();
    },
  };
}

/** The error that a call ends in; fails the test where it ends well. */
export async function failure(call: Promise<unknown>): Promise<{
  name: string;
  message: string;
  $metadata?: { httpStatusCode?: number };
}> {
  try {
    await call;
  } catch (error) {
    return error as never;
  }
  throw new Error('the call did not fail');
}
