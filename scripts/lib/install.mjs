// Installs the dependencies, and skips that when nothing changed since.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureNode, exitOf } from './node.mjs';

/** The repository's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Folder of things that can be made again. */
export const cacheFolder = join(root, '.cache');

/** Options of `node` with which it runs our TypeScript directly. */
export const runTypeScript = [
  '--require',
  '@backstage/cli/config/nodeTransform.cjs',
];

const stampFile = join(root, 'node_modules', '.install-stamp');
const logFile = join(cacheFolder, 'logs', 'install.log');

function stampNow() {
  const hash = createHash('sha256');
  for (const file of ['yarn.lock', 'package.json', '.yarnrc.yml']) {
    hash.update(readFileSync(join(root, file)));
  }
  return hash.update(process.version).digest('hex');
}

/**
 * Sees to Node.js and to the dependencies. stdout stays the command's own. Ends the process with 1 when the installation fails.
 */
export async function prepare() {
  await ensureNode();
  const stamp = stampNow();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) {
    return;
  }
  process.stderr.write('Installing dependencies …\n');
  rmSync(stampFile, { force: true });
  const code = await install();
  if (code > 128) {
    // Somebody asked it to stop.
    process.exit(code);
  }
  if (code !== 0) {
    process.stderr.write(
      `The dependencies could not be installed: ${lastLine(
        logFile,
      )}; see ${logFile}.\n`,
    );
    process.exit(1);
  }
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
}

/** Pages of notes on peer dependencies are nobody's news: what is printed goes to a file. */
function install() {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'w');
  return exitOf(
    spawn(process.execPath, [yarnPath(), 'install', '--immutable'], {
      cwd: root,
      stdio: ['ignore', log, log],
      // Workspace scripts find the Node.js that runs this, not the one of the machine.
      env: environment(),
    }),
  ).finally(() => closeSync(log));
}

function lastLine(file) {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => /\S/.test(line));
  // The last line says only that it failed; the one before says why.
  return (lines[lines.length - 2] ?? lines[0] ?? 'it said nothing').trim();
}

function yarnPath() {
  const line = /^yarnPath:\s*(\S+)/m.exec(
    readFileSync(join(root, '.yarnrc.yml'), 'utf8'),
  );
  return join(root, line[1]);
}

/** The environment for child processes: this process's Node.js comes first on the path. */
export function environment(extra = {}) {
  const path = [dirname(process.execPath), process.env.PATH].join(
    process.platform === 'win32' ? ';' : ':',
  );
  return { ...process.env, PATH: path, ...extra };
}

/** Runs a command of the workspace to its end; resolves with its exit code. */
export function run(args, { cwd = root, env = {}, stdio = 'inherit' } = {}) {
  return exitOf(
    spawn(process.execPath, args, { cwd, env: environment(env), stdio }),
  );
}

/** Runs a binary of a dependency, `tsc` for example. */
export function runBin(name, args, options) {
  return run([join(root, 'node_modules', '.bin', name), ...args], options);
}
