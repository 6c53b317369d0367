// npm run e2e: walks through the portal in Chromium, on both frontend systems. The last line is `N passed, N failed`.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findChromium } from './lib/chromium.mjs';
import { environment, prepare, root } from './lib/install.mjs';
import { closingLine, skippedLine } from './lib/testResults.mjs';

const report = join(root, 'e2e-report');
const counts = { passed: 0, failed: 0, skipped: 0 };

function add({ passed, failed, skipped }) {
  counts.passed += passed;
  counts.failed += failed;
  counts.skipped += skipped;
}

/** Starts the portal on free ports. @returns its URL, undefined where it did not come up, and how to stop it */
async function startPortal(frontend) {
  const child = spawn(
    process.execPath,
    [
      join(root, 'scripts/start.mjs'),
      '--frontend',
      frontend,
      '--port',
      '0',
      '--simulator-port',
      '0',
      '--kubernetes-port',
      '0',
    ],
    { env: environment(), stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise(resolve => child.once('close', resolve));
  const stopped = () => {
    child.kill('SIGTERM');
    return ended;
  };
  const lines = createInterface({ input: child.stdout });
  const url = await Promise.race([
    new Promise(resolve => {
      lines.on('line', line => {
        const ready = /^Ready: (\S+)$/.exec(line);
        if (ready) {
          resolve(ready[1]);
        }
      });
    }),
    ended.then(() => undefined),
  ]);
  return { url, stop: stopped };
}

async function walk(frontend, file) {
  process.stdout.write(`\n${frontend} frontend system\n`);
  const portal = await startPortal(frontend);
  const stop = () => portal.stop().then(() => process.exit(1));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    if (!portal.url) {
      process.stdout.write('The portal did not come up.\n');
      add({ passed: 0, failed: 1, skipped: 0 });
      return;
    }
    const { runNodeTests } = await import('./lib/nodeTests.mjs');
    add(
      await runNodeTests([join(root, 'test/e2e', file)], {
        E2E_BASE_URL: portal.url,
        E2E_CHROMIUM: findChromium(),
        E2E_REPORT: report,
      }),
    );
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    await portal.stop();
  }
}

await prepare();
if (findChromium()) {
  rmSync(report, { recursive: true, force: true });
  mkdirSync(report, { recursive: true });
  await walk('new', 'walk.e2e.ts');
  await walk('legacy', 'legacy.e2e.ts');
} else {
  process.stdout.write(
    'There is no Chromium: install one (Debian: apt-get install chromium), or name it in CHROMIUM_PATH.\n',
  );
  add({ passed: 0, failed: 1, skipped: 0 });
}
process.stdout.write(`${skippedLine(counts)}${closingLine(counts)}\n`);
process.exit(counts.failed > 0 ? 1 : 0);
