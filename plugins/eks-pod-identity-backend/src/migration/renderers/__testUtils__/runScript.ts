import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a command answers: the first entry whose words all stand in the call. */
export interface Answer {
  when: string;
  says?: string;
  code?: number;
}

/** How a script went. */
export interface Run {
  code: number | null;
  errors: string;
  /** Calls that change something, in their order, without options that only say what to print. */
  changes: string[];
  calls: string[];
}

const CHANGES =
  /^(aws (eks (create|update|delete)-(?!kubeconfig)|iam (create|update|delete|put|attach))|kubectl .*(rollout restart|annotate|patch|delete))/;

/**
 * Runs a script in bash with an `aws` and a `kubectl` that write down how they were called and answer as told.
 * Sleeping takes no time.
 */
export function runScript(script: string, answers: Answer[]): Run {
  const folder = mkdtempSync(join(tmpdir(), 'plan-'));
  try {
    const log = join(folder, 'calls');
    writeFileSync(log, '');
    const cases = [
      { when: 'get-caller-identity', says: '111122223333' },
      ...answers,
    ].map(({ when, says = '', code = 0 }) => {
      const file = join(folder, `answer-${Math.abs(hash(when + says + code))}`);
      writeFileSync(file, says);
      return `case "$call" in *${JSON.stringify(
        when,
      )}*) cat ${file}; exit ${code};; esac`;
    });
    for (const name of ['aws', 'kubectl']) {
      const path = join(folder, name);
      writeFileSync(
        path,
        [
          '#!/usr/bin/env bash',
          `call="${name} $*"`,
          `printf '%s\\n' "$call" | tr '\\n' ' ' >> ${log}; echo >> ${log}`,
          ...cases,
        ].join('\n'),
      );
      chmodSync(path, 0o755);
    }
    const sleep = join(folder, 'sleep');
    writeFileSync(sleep, '#!/usr/bin/env bash\n');
    chmodSync(sleep, 0o755);
    const { status, stderr } = spawnSync('bash', ['--norc', '-c', script], {
      env: { PATH: `${folder}:${process.env.PATH}` },
      encoding: 'utf8',
    });
    const calls = readFileSync(log, 'utf8').split('\n').filter(Boolean);
    return {
      code: status,
      errors: stderr,
      calls,
      changes: calls
        .filter(call => CHANGES.test(call))
        .map(call => call.trim()),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function hash(text: string): number {
  let value = 0;
  for (const char of text) {
    value = (value * 31 + char.charCodeAt(0)) % 1_000_000_007;
  }
  return value;
}
