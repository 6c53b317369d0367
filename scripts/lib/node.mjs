// Sees to a Node.js that Backstage runs on, without any dependency: this file runs before anything is installed.
import { spawn } from 'node:child_process';

const SUPPORTED = [22, 24];
const PINNED = '24.21.0';

const majorOf = version => Number(/^v?(\d+)\./.exec(version)?.[1]);

/** Path of a Node.js of the pinned version, fetched by npx where it is not there yet; undefined where that fails. */
async function fetchNode() {
  const child = spawn(
    'npx',
    [
      '--yes',
      `--package=node@${PINNED}`,
      '--',
      'node',
      '-p',
      '[process.version, process.execPath].join("\\n")',
    ],
    {
      // With ignore-scripts set, npx silently hands back the old Node: the package's binary comes by its script.
      env: { ...process.env, npm_config_ignore_scripts: 'false' },
      stdio: ['ignore', 'pipe', 'inherit'],
      shell: process.platform === 'win32',
    },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', text => (output += text));
  const code = await exitOf(child, { insistAfterMs: 1000 });
  if (code > 128) {
    // Somebody asked to stop.
    process.exit(code);
  }
  const [version = '', path = ''] = output.trim().split('\n');
  return SUPPORTED.includes(majorOf(version)) ? path : undefined;
}

/**
 * Returns when this process runs on a supported Node.js. Otherwise runs the same script once more on one that is
 * supported, and ends with its exit code.
 */
export async function ensureNode() {
  if (SUPPORTED.includes(majorOf(process.version))) {
    return;
  }
  process.stderr.write(
    `Node.js ${process.version} is not supported by Backstage; running on ${PINNED} instead.\n`,
  );
  const path = await fetchNode();
  if (!path) {
    process.stderr.write(
      'That could not be fetched. Please install Node.js 22 or 24.\n',
    );
    process.exit(1);
  }
  const child = spawn(path, process.argv.slice(1), { stdio: 'inherit' });
  process.exit(await exitOf(child));
}

/**
 * Waits for a child and passes signals on to it.
 * @param options.insistAfterMs - ends it outright when it has not followed a signal after this time
 * @returns its exit code; 128 and more where a signal ended it
 */
export function exitOf(child, { insistAfterMs } = {}) {
  const forward = signal => {
    child.kill(signal);
    if (insistAfterMs !== undefined) {
      setTimeout(() => child.kill('SIGKILL'), insistAfterMs).unref();
    }
  };
  process.on('SIGINT', forward);
  process.on('SIGTERM', forward);
  return new Promise(resolve => {
    child.on('error', error => {
      process.stderr.write(`${error.message}\n`);
      resolve(1);
    });
    child.on('close', (code, signal) => {
      process.off('SIGINT', forward);
      process.off('SIGTERM', forward);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}
