import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../../../..');

/** What `npm start` did. */
export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs scripts/start.mjs. */
export function startPortal(args: string[], env: Record<string, string> = {}) {
  const child = spawn(
    process.execPath,
    [resolve(root, 'scripts/start.mjs'), ...args],
    { cwd: root, env: { ...environmentOfUser(), ...env } },
  );
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', text => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', text => (stderr += text));
  const ended = new Promise<Outcome>(done =>
    child.once('close', code => done({ code, stdout, stderr })),
  );
  return { child, ended, hasSaid: (text: string) => stderr.includes(text) };
}

/** The environment without what npm and jest add to it. */
function environmentOfUser(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined &&
        !/^(?:npm_|INIT_CWD$|NODE_OPTIONS$|NODE_ENV$|JEST_|BACKSTAGE_PORT$|SIMULATOR_)/.test(
          entry[0],
        ),
    ),
  );
}

/** Ends a child that a failed test left, with all that it started. */
export async function endPortal(portal: {
  child: ChildProcess;
  ended: Promise<Outcome>;
}): Promise<void> {
  portal.child.kill('SIGTERM');
  await portal.ended;
}

/** Ids of processes whose command line or environment names a text; Linux only. */
export function processesNaming(text: string): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(pid => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text);
      } catch {
        // It has ended, or is not ours to read.
        return false;
      }
    })
    .map(Number);
}
