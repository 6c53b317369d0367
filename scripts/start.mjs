// npm start [-- options]: a simulated AWS account and a Backstage on it; `npm start -- --help` lists the options.
import { constants } from 'node:os';
import { join } from 'node:path';
import { buildApp } from './lib/buildApp.mjs';
import { countComponents, waitForFleet } from './lib/fleetData.mjs';
import { prepare, root, runTypeScript } from './lib/install.mjs';
import { portalConfig, portalKey, writeConfig } from './lib/portalConfig.mjs';
import { freePort, isFree } from './lib/ports.mjs';
import {
  killServers,
  startServer,
  stopServers,
  watchParent,
} from './lib/servers.mjs';
import { readOptions, usage, UsageError } from './lib/startOptions.mjs';
import { fetchJson, waitFor } from './lib/waitFor.mjs';

let stopping;

function say(text) {
  if (!stopping) {
    process.stderr.write(`${text}\n`);
  }
}

/** Ends everything, once. */
function stop(code) {
  stopping ??= stopServers().then(() => process.exit(code));
  return stopping;
}

async function fail(sentence) {
  say(sentence);
  await stop(1);
}

/** A server that ended too early, in one sentence: the fault that it named, and where it said more. */
async function failServer(name, { tail, file }) {
  const lines = tail()
    .split('\n')
    .filter(line => /\w/.test(line));
  const fault =
    lines.find(line => /error/i.test(line)) ?? lines[lines.length - 1];
  await fail(
    `${name} did not come up${fault ? ` (${fault.trim()})` : ''}: see ${file}.`,
  );
}

async function choosePorts({ backstage, simulator, kubernetes }) {
  for (const [port, option, variable] of [
    [backstage, '--port', 'BACKSTAGE_PORT'],
    [simulator, '--simulator-port', 'SIMULATOR_PORT'],
    [kubernetes, '--kubernetes-port', 'SIMULATOR_KUBERNETES_PORT'],
  ]) {
    if (port !== 0 && !(await isFree(port))) {
      throw new UsageError(
        `Port ${port} is taken: stop what uses it, or choose another one with ${option} (or ${variable}).`,
      );
    }
  }
  return {
    backstage: backstage || (await freePort()),
    simulator: simulator || (await freePort()),
    kubernetes,
  };
}

async function startSimulator(account, ports, verbose) {
  const server = startServer(
    'simulator',
    [
      ...runTypeScript,
      join(root, 'packages/aws-simulator/src/cli.ts'),
      '--account',
      account,
      '--port',
      String(ports.simulator),
      '--kubernetes-port',
      String(ports.kubernetes),
    ],
    { verbose },
  );
  const url = `http://127.0.0.1:${ports.simulator}`;
  const state = await waitFor(
    () => fetchJson(`${url}/_control/account`),
    server,
    { timeoutMs: 60_000 },
  );
  return { server, url, state };
}

function startBackstage(configFile, simulatorUrl, verbose) {
  return startServer(
    'backstage',
    [
      ...runTypeScript,
      'src/index.ts',
      '--config',
      join(root, 'app-config.yaml'),
      '--config',
      configFile,
    ],
    {
      cwd: join(root, 'packages/backend'),
      verbose,
      env: {
        NODE_ENV: 'development',
        // Whoever starts this may have credentials of a real account at hand: nothing here is to reach them.
        AWS_ENDPOINT_URL: simulatorUrl,
        AWS_ACCESS_KEY_ID: portalKey.accessKeyId,
        AWS_SECRET_ACCESS_KEY: portalKey.secretAccessKey,
        AWS_SESSION_TOKEN: '',
        AWS_PROFILE: '',
        AWS_CONFIG_FILE: '/dev/null',
        AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
        AWS_EC2_METADATA_DISABLED: 'true',
      },
    },
  );
}

async function main() {
  const options = readOptions(
    process.argv.slice(2),
    process.env,
    process.env.INIT_CWD ?? process.cwd(),
  );
  if (options.help) {
    process.stdout.write(usage);
    return;
  }
  const ports = await choosePorts(options.ports);
  await prepare();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => stop(128 + constants.signals[signal]));
  }

  const { verbose, frontend } = options;
  const app = frontend === 'legacy' ? 'app-legacy' : 'app';
  say('Starting the simulated AWS account …');
  const account = options.account ?? join(root, 'examples/account.yaml');
  const [simulator, built] = await Promise.all([
    startSimulator(account, ports, verbose).then(async started => {
      if (!started.state && !stopping) {
        // What the simulator says of an account file or a port is made for people.
        await fail(started.server.tail() || 'The simulator did not come up.');
      }
      return started;
    }),
    buildApp(app, {
      verbose,
      onBuild: () => say('Building the frontend (once) …'),
    }),
  ]);
  if (stopping) {
    return;
  }
  if (!built.ok) {
    await failServer('The frontend', built.build);
    return;
  }

  say('Starting Backstage …');
  const baseUrl = `http://localhost:${ports.backstage}`;
  const config = portalConfig({
    account: simulator.state,
    simulatorUrl: simulator.url,
    port: ports.backstage,
    frontend,
  });
  const backstage = startBackstage(
    writeConfig(config, String(ports.backstage)),
    simulator.url,
    verbose,
  );
  const sync = await waitForFleet({
    baseUrl: `http://127.0.0.1:${ports.backstage}`,
    server: backstage,
    components: await countComponents(simulator.state),
  });
  if (stopping) {
    return;
  }
  if (!sync) {
    await failServer('Backstage', backstage);
    return;
  }
  if (sync.state === 'failed' || sync.state === 'refused') {
    await fail(`The account could not be read: ${sync.error ?? sync.state}.`);
    return;
  }
  process.stdout.write(`Ready: ${baseUrl}\n`);
  await Promise.race([
    backstage.ended.then(() => failServer('Backstage', backstage)),
    simulator.server.ended.then(() =>
      failServer('The simulator', simulator.server),
    ),
  ]);
}

watchParent(() => process.kill(process.pid, 'SIGTERM'));
process.on('exit', killServers);
main().catch(async error => {
  await fail(error instanceof UsageError ? error.message : String(error.stack));
});
