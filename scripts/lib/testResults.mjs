// Counts tests over several runners, for the one closing line.
import { readFileSync } from 'node:fs';

/** Numbers of a jest `--json` report; a suite that could not run counts as one failure. */
export function countJest(file) {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** `12 passed, 0 failed`: nothing else is on the closing line, so that it can be counted. */
export function closingLine({ passed, failed }) {
  return `${passed} passed, ${failed} failed`;
}

/** What to say before it of tests that were left out; empty where there are none. */
export function skippedLine({ skipped }) {
  return skipped ? `${skipped} skipped\n` : '';
}
