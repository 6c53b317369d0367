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

/** `12 passed, 0 failed`, with what was skipped behind it. */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${
    skipped ? `, ${skipped} skipped` : ''
  }`;
}
