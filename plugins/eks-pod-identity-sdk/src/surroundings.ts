import { Scope } from './ecosystem';

const TEST_FOLDERS: ReadonlySet<string> = new Set([
  '__tests__',
  'acceptance',
  'acceptance-tests',
  'benchmark',
  'benchmarks',
  'cypress',
  'e2e',
  'e2e-tests',
  'e2e_tests',
  'integration-test',
  'integration-tests',
  'integration_tests',
  'load-tests',
  'load_tests',
  'loadtest',
  'loadtests',
  'perf-tests',
  'performance-tests',
  'playwright',
  'smoke-tests',
  'smoke_tests',
  'spec',
  'test',
  'testing',
  'tests',
]);

const DOCUMENT_FOLDERS: ReadonlySet<string> = new Set([
  'doc',
  'docs',
  'documentation',
]);

/** What shows others how to use a project is not what the project runs. */
const EXAMPLE_FOLDERS: ReadonlySet<string> = new Set([
  '_examples',
  'demos',
  'example',
  'examples',
  'sample',
  'samples',
  'tutorials',
]);

/** Actions, pipelines and containers for developers. */
const TOOL_FOLDERS: ReadonlySet<string> = new Set([
  '.circleci',
  '.devcontainer',
  '.github',
  '.gitlab',
  '.storybook',
  '.vscode',
]);

/** Requirements that say in their names that they are for documents, tests or developers. */
const ASIDE_REQUIREMENTS: readonly [RegExp, Scope][] = [
  [
    /^(requirements?[-_.](tests?|testing|e2e|integration)|(tests?|testing|e2e)[-_.]requirements?)([-_.][\w.-]*)?\.(txt|in)$/,
    'test',
  ],
  [
    /^(requirements?[-_.](docs?|documentation|mkdocs|sphinx|rtd|readthedocs)|(docs?|documentation|mkdocs|sphinx|rtd)[-_.]requirements?)([-_.][\w.-]*)?\.(txt|in)$/,
    'development',
  ],
];

/**
 * What a file is for, by the folders that it lies in and by its name: projects below `tests`, `docs` or `examples` are not
 * what a service runs. Undefined for all others.
 */
export function scopeOfSurroundings(path: string): Scope | undefined {
  const folders = path.toLowerCase().split('/');
  const name = folders.pop()!;
  if (folders.some(folder => TEST_FOLDERS.has(folder))) return 'test';
  if (
    folders.some(
      folder =>
        DOCUMENT_FOLDERS.has(folder) ||
        EXAMPLE_FOLDERS.has(folder) ||
        TOOL_FOLDERS.has(folder),
    )
  ) {
    return 'development';
  }
  return ASIDE_REQUIREMENTS.find(([pattern]) => pattern.test(name))?.[1];
}
