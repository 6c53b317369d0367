// What `npm start` was asked for: flags first, then the environment, then what is usual.
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** Something that the caller can put right; the message is one sentence. */
export class UsageError extends Error {}

export const usage = `Usage: npm start [-- options]

Starts a simulated AWS account and a Backstage on it, on loopback only.

  --account FILE.yaml      another account than examples/account.yaml
  --port N                 Backstage; default BACKSTAGE_PORT or 7007
  --simulator-port N       simulated AWS; default SIMULATOR_PORT or 4599
  --kubernetes-port N      its first Kubernetes API server; default SIMULATOR_KUBERNETES_PORT or 4600
  --frontend new|legacy    Backstage's frontend system; default new
  --verbose                shows what the servers log (it is in .cache/logs otherwise)
  --help                   this text

A port of 0 means any free one.
`;

const flags = {
  account: { type: 'string' },
  port: { type: 'string' },
  'simulator-port': { type: 'string' },
  'kubernetes-port': { type: 'string' },
  frontend: { type: 'string' },
  verbose: { type: 'boolean' },
  help: { type: 'boolean' },
};

function parsed(args) {
  try {
    return parseArgs({ args, options: flags, allowPositionals: true });
  } catch (error) {
    // The first sentence names the option; the rest is about positionals, which there are none of.
    const [sentence] = error.message.split(/\.\s/);
    throw new UsageError(
      `${sentence.replace(/\.$/, '')}; npm start -- --help lists the options.`,
    );
  }
}

function port(flag, given, variable, environment, usual) {
  const [source, text] =
    given === undefined
      ? [variable, environment[variable]]
      : [`--${flag}`, given];
  if (text === undefined || text === '') {
    return usual;
  }
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65535) {
    throw new UsageError(
      `${source} must be a port number from 0 to 65535, not '${text}'.`,
    );
  }
  return Number(text);
}

/**
 * @param args - arguments after the command
 * @param environment - environment variables
 * @param from - folder that a relative account file is looked for in
 * @throws UsageError
 */
export function readOptions(args, environment, from) {
  const { values, positionals } = parsed(args);
  if (positionals.length > 0) {
    throw new UsageError(
      `'${positionals[0]}' is not an option; an account file is given as --account ${positionals[0]}.`,
    );
  }
  if (values.account === '') {
    throw new UsageError('--account needs the path of an account file.');
  }
  const account =
    values.account === undefined ? undefined : resolve(from, values.account);
  if (account && !existsSync(account)) {
    throw new UsageError(`There is no account file ${account}.`);
  }
  if (account && !statSync(account).isFile()) {
    throw new UsageError(`${account} is not a file.`);
  }
  const frontend = values.frontend ?? 'new';
  if (frontend !== 'new' && frontend !== 'legacy') {
    throw new UsageError(
      `--frontend must be new or legacy, not '${frontend}'.`,
    );
  }
  return {
    account,
    frontend,
    verbose: values.verbose ?? false,
    help: values.help ?? false,
    ports: {
      backstage: port('port', values.port, 'BACKSTAGE_PORT', environment, 7007),
      simulator: port(
        'simulator-port',
        values['simulator-port'],
        'SIMULATOR_PORT',
        environment,
        4599,
      ),
      kubernetes: port(
        'kubernetes-port',
        values['kubernetes-port'],
        'SIMULATOR_KUBERNETES_PORT',
        environment,
        4600,
      ),
    },
  };
}
