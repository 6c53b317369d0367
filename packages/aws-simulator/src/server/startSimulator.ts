import { loadAccountFile, loadAccountObject } from '../account/load';
import { startKubernetes } from '../kubernetes';
import { createRepositoryHost } from '../repositories';
import { SimulatorClock } from '../state/clock';
import { runSimulator, type Simulator } from './run';

/** How a simulator is started; everything but the account has a default. */
export interface SimulatorOptions {
  /** Path of an account file, or an account as an object. */
  account: string | object;
  /** Port of the AWS endpoint; 0 (default): any free one. */
  port?: number;
  /** Loopback address. Default: 127.0.0.1 */
  host?: string;
  /** First port of the Kubernetes API servers; 0 (default): any free ones. */
  kubernetesPortBase?: number;
  /** Durations of transitions are divided by it. Default: the account file's, else 60. */
  timeScale?: number;
  /** `stopped`: time moves only by `control.advance`. Default: wall */
  clock?: 'wall' | 'stopped';
  /** Where a stopped clock stands. Default: now */
  now?: Date;
  /** Told of faults of the simulator itself. Default: they go to stderr. */
  onError?: (error: unknown) => void;
}

const loopback = /^(?:127\.\d+\.\d+\.\d+|::1|localhost)$/;

function reportToStderr(error: unknown): void {
  const text = error instanceof Error ? error.stack : String(error);
  process.stderr.write(`simulator: ${text}\n`);
}

/**
 * Starts a simulated AWS account with its clusters and repositories, on loopback only.
 * @throws AccountFileError naming file, line and fault; PortError where a port is taken; RangeError
 *   for a host that is not on loopback.
 */
export async function startSimulator(
  options: SimulatorOptions,
): Promise<Simulator> {
  const host = options.host ?? '127.0.0.1';
  if (!loopback.test(host)) {
    throw new RangeError(
      `The simulator listens on loopback only, not on '${host}'.`,
    );
  }
  const account =
    typeof options.account === 'string'
      ? loadAccountFile(options.account)
      : loadAccountObject(options.account);
  return runSimulator({
    account,
    host,
    port: options.port ?? 0,
    kubernetesPortBase: options.kubernetesPortBase ?? 0,
    clock: new SimulatorClock({
      timeScale: options.timeScale ?? account.account.settings?.timeScale ?? 60,
      stopped: options.clock === 'stopped',
      at: options.now,
    }),
    startKubernetes,
    createRepositoryHost,
    onError: options.onError ?? reportToStderr,
  });
}
