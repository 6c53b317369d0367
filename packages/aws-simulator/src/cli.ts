/* eslint-disable no-console */
import { parseArgs } from 'node:util';
import { AccountFileError } from './account/faults';
import { PortError, type Simulator } from './server/run';
import { startSimulator } from './server/startSimulator';

const usage = `Usage: simulator --account FILE.yaml [options]

Serves a simulated AWS account (EKS, IAM, STS, CloudTrail, the Kubernetes API of
each cluster, a repository host) on loopback.

  --account FILE           account file (schema/account.schema.json describes it)
  --port N                 AWS endpoint; default SIMULATOR_PORT or 4599; 0: any free one
  --kubernetes-port N      first Kubernetes API server; default SIMULATOR_KUBERNETES_PORT
                           or 4600; 0: any free ones
  --time-scale N           AWS's durations are divided by it; default: the file's, else 60
  --help                   this text`;

/** What the caller did wrong, as one sentence. */
class UsageError extends Error {}

function number(
  name: string,
  text: string | undefined,
  fallback: number,
  max: number,
): number {
  if (text === undefined || text === '') {
    return fallback;
  }
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0 || value > max) {
    throw new UsageError(
      `${name} must be a number up to ${max}, not '${text}'.`,
    );
  }
  return value;
}

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        account: { type: 'string' },
        port: { type: 'string' },
        'kubernetes-port': { type: 'string' },
        'time-scale': { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** The lines that point the AWS CLI, Terraform and kubectl at a simulator, for a shell's eval. */
function environmentLines(simulator: Simulator): string[] {
  const { regions, clusters } = simulator.state();
  return [
    `export AWS_ENDPOINT_URL=${simulator.url}`,
    'export AWS_ACCESS_KEY_ID=AKIASIMULATOR0000000',
    'export AWS_SECRET_ACCESS_KEY=simulator',
    `export AWS_REGION=${regions[0]}`,
    `export AWS_DEFAULT_REGION=${regions[0]}`,
    'export AWS_EC2_METADATA_DISABLED=true',
    '# Terraform needs no more than these. kubectl:',
    ...[...clusters.values()].map(
      ({ name, region }) =>
        `#   aws eks update-kubeconfig --region ${region} --name ${name}`,
    ),
    `# Control: ${simulator.url}/_control`,
  ];
}

async function main(): Promise<void> {
  const values = readArguments(process.argv.slice(2));
  if (values.help) {
    console.log(usage);
    return;
  }
  if (!values.account) {
    throw new UsageError(`Which account? Say --account FILE.yaml.`);
  }
  const { env } = process;
  const timeScale = number('--time-scale', values['time-scale'], 0, 1e9);
  const simulator = await startSimulator({
    account: values.account,
    port: number('--port', values.port ?? env.SIMULATOR_PORT, 4599, 65535),
    kubernetesPortBase: number(
      '--kubernetes-port',
      values['kubernetes-port'] ?? env.SIMULATOR_KUBERNETES_PORT,
      4600,
      65535,
    ),
    ...(timeScale > 0 ? { timeScale } : {}),
  });
  console.log(environmentLines(simulator).join('\n'));
  const stop = () => {
    simulator.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch(error => {
  const isExpected =
    error instanceof AccountFileError ||
    error instanceof PortError ||
    error instanceof UsageError;
  console.error(isExpected ? error.message : error);
  process.exit(1);
});
