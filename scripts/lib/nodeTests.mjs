// Runs files of node:test and counts their tests.
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { root } from './install.mjs';

/**
 * Runs test files, TypeScript included, one after the other; the report goes to stdout.
 * @returns numbers of tests, without the suites around them
 */
export async function runNodeTests(files, environment = {}) {
  Object.assign(process.env, environment, {
    NODE_OPTIONS: `--require ${root}/node_modules/@backstage/cli/config/nodeTransform.cjs`,
  });
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const isTest = data =>
    data.details.type !== 'suite' && !files.includes(data.name);
  const stream = run({ files, concurrency: 1, timeout: 600_000 });
  stream.on('test:pass', data => {
    if (isTest(data)) {
      counts[data.skip || data.todo ? 'skipped' : 'passed'] += 1;
    }
  });
  stream.on('test:fail', data => {
    if (data.details.type !== 'suite') {
      counts.failed += 1;
    }
  });
  for await (const text of stream.compose(new spec())) {
    process.stdout.write(text);
  }
  // Files without a test have not shown anything.
  return counts.passed + counts.failed > 0 ? counts : { ...counts, failed: 1 };
}
