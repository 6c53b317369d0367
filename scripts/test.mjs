// npm test: installs, and runs all tests but the browser's. The last line is `N passed, N failed`.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, prepare, runBin } from './lib/install.mjs';
import { closingLine, countJest, skippedLine } from './lib/testResults.mjs';

await prepare();
mkdirSync(cacheFolder, { recursive: true });
const report = join(cacheFolder, 'jest.json');
rmSync(report, { force: true });
const code = await runBin(
  'backstage-cli',
  [
    'repo',
    'test',
    '--watchAll=false',
    // Machines differ by more than ten times: what hangs is to fail, not what is slow.
    '--testTimeout=120000',
    '--json',
    `--outputFile=${report}`,
    ...process.argv.slice(2),
  ],
  { env: { CI: 'true' } },
);
let counts;
try {
  counts = countJest(report);
} catch (error) {
  process.stderr.write(`The tests left no report: ${error.message}\n`);
  counts = { passed: 0, failed: 1, skipped: 0 };
}
process.stdout.write(`${skippedLine(counts)}${closingLine(counts)}\n`);
process.exit(counts.failed > 0 || code !== 0 ? 1 : 0);
