import { Scope } from './ecosystem';

const TEST_FOLDERS: ReadonlySet<string> = new Set([
  '__tests__',
  'benchmark',
  'benchmarks',
  'e2e',
  'e2e-tests',
  'integration-test',
  'integration-tests',
  'integration_tests',
  'spec',
  'test',
  'testing',
  'tests',
]);

const DOCUMENT_FOLDERS: ReadonlySet<string> = new Set(['doc', 'docs']);

/**
 * What a file is for, by the folders that it lies in: projects below `tests` or `docs` are not what a service runs.
 * Undefined for all others.
 */
export function scopeOfSurroundings(path: string): Scope | undefined {
  const folders = path.toLowerCase().split('/').slice(0, -1);
  if (folders.some(folder => TEST_FOLDERS.has(folder))) return 'test';
  if (folders.some(folder => DOCUMENT_FOLDERS.has(folder)))
    return 'development';
  return undefined;
}
