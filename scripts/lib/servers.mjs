// Child processes that live as long as this one.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheFolder, environment, root } from './install.mjs';

const logFolder = join(cacheFolder, 'logs');
const graceMs = 5000;
const running = new Set();

/** Sends a signal to a child and to everything that it started. */
function signalGroup(child, signal) {
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    // It has ended in the meantime.
  }
}

/**
 * Starts a Node.js program, in a process group of its own; what it prints goes to .cache/logs/NAME.log.
 * @returns the child; `ended` resolves with its exit code, `tail()` gives its last lines
 */
export function startServer(
  name,
  args,
  { cwd = root, env = {}, verbose, follow = true },
) {
  mkdirSync(logFolder, { recursive: true });
  const file = join(logFolder, `${name}.log`);
  const log = createWriteStream(file);
  const child = spawn(
    process.execPath,
    [
      ...(follow
        ? [
            '--import',
            pathToFileURL(join(root, 'scripts/lib/followParent.mjs')).href,
          ]
        : []),
      ...args,
    ],
    {
      cwd,
      env: environment(env),
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe', ...(follow ? ['ipc'] : [])],
    },
  );
  running.add(child);
  let tail = '';
  const take = chunk => {
    tail = (tail + chunk).slice(-8000);
    log.write(chunk);
    if (verbose) {
      process.stderr.write(chunk);
    }
  };
  child.stdout.setEncoding('utf8').on('data', take);
  child.stderr.setEncoding('utf8').on('data', take);
  const ended = new Promise(resolve => {
    child.once('error', error => {
      take(`${error.message}\n`);
      running.delete(child);
      resolve(1);
    });
    child.once('close', code => {
      running.delete(child);
      log.end();
      resolve(code ?? 1);
    });
  });
  return { child, ended, file, tail: () => tail.trim() };
}

/** Ends everything that was started: asks first, insists after five seconds. */
export async function stopServers() {
  await Promise.all(
    [...running].map(
      child =>
        new Promise(resolve => {
          const insist = setTimeout(
            () => signalGroup(child, 'SIGKILL'),
            graceMs,
          );
          child.once('close', () => {
            clearTimeout(insist);
            resolve();
          });
          signalGroup(child, 'SIGTERM');
        }),
    ),
  );
}

/** Ends everything at once, for the last moment of this process. */
export function killServers() {
  for (const child of running) {
    signalGroup(child, 'SIGKILL');
  }
}

/**
 * Ends with the process that started this one, where that is npm: npm killed outright takes nobody along.
 * @param end - called once
 */
export function watchParent(end) {
  if (process.env.npm_lifecycle_event === undefined) {
    return;
  }
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) {
      clearInterval(timer);
      end();
    }
  }, 1000);
  timer.unref();
}
