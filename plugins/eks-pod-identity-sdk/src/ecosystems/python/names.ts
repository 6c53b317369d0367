import { Scope } from '../../ecosystem';
import { pypi } from '../../registries/pypi';

/** The spelling under which a package is looked up. */
export function normalName(name: string): string {
  return pypi.normalizeName!(name);
}

const WORDS: [RegExp, Scope][] = [
  [/(^|[^a-z])(test|tests|testing|pytest|e2e|ci)([^a-z]|$)/, 'test'],
  [
    /(^|[^a-z])(dev|devel|develop|development|docs?|documentation|lint|linting|linters?|typing|types|typehints?|typecheck|mypy|format|formatting|style|quality|pre-commit|coverage|debug|jupyter|notebooks?|bench|benchmarks?|build|release|local)([^a-z]|$)/,
    'development',
  ],
];

/**
 * What a group of dependencies, or a requirements file, is for, by its name: Python has no other convention. Names that
 * say nothing (`worker`, `aws`) may well be installed where a service runs, so they count.
 */
export function scopeOfGroup(name: string): Scope {
  const lower = name.toLowerCase();
  return WORDS.find(([words]) => words.test(lower))?.[1] ?? 'optional';
}
