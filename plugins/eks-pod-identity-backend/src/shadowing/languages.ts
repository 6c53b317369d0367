/** Languages whose source files are searched. */
export type Language =
  | 'python'
  | 'javascript'
  | 'jvm'
  | 'go'
  | 'ruby'
  | 'php'
  | 'dotnet'
  | 'rust'
  | 'cpp'
  | 'elixir'
  | 'shell'
  | 'powershell'
  /** Searched for what is the same in every language. */
  | 'other';

/** How a language writes comments: as C does, by `#`, or both. */
export type CommentStyle = 'c' | 'hash' | 'both';

const EXTENSIONS: Record<Language, string[]> = {
  python: ['py', 'pyi'],
  javascript: ['js', 'mjs', 'cjs', 'jsx', 'ts', 'mts', 'cts', 'tsx'],
  jvm: ['java', 'kt', 'kts', 'scala', 'groovy', 'clj'],
  go: ['go'],
  ruby: ['rb', 'rake'],
  php: ['php'],
  dotnet: ['cs', 'fs', 'vb', 'cshtml', 'razor'],
  rust: ['rs'],
  cpp: ['cpp', 'cc', 'cxx', 'h', 'hpp'],
  elixir: ['ex', 'exs'],
  shell: ['sh', 'bash', 'zsh', 'ksh', 'fish'],
  powershell: ['ps1', 'psm1', 'psd1'],
  other: ['pl', 'pm', 'swift', 'r', 'lua', 'dart', 'erl', 'jl'],
};

const STYLES: Record<Language, CommentStyle> = {
  python: 'hash',
  javascript: 'c',
  jvm: 'c',
  go: 'c',
  ruby: 'hash',
  php: 'both',
  dotnet: 'c',
  rust: 'c',
  cpp: 'c',
  elixir: 'hash',
  shell: 'hash',
  powershell: 'hash',
  other: 'both',
};

const BY_EXTENSION = new Map(
  (Object.keys(EXTENSIONS) as Language[]).flatMap(language =>
    EXTENSIONS[language].map(extension => [extension, language] as const),
  ),
);

/** Files that are built, generated or only for tests, by their names. */
const NOT_SERVICE_CODE =
  /(^|\/)(test_[^/]*\.(py|rb)|conftest\.py|test_helper\.exs?|[^/]*(_test\.(py|go|exs)|_spec\.rb|_test\.(rb|cc|cpp|rs)|[._-](test|spec|stories)\.[^/]+|(Test|Tests|Spec|IT)\.(java|kt|scala|cs|fs|php|groovy)|Tests?\.ps1)|[^/]*\.min\.js|[^/]*\.d\.ts)$/;

/** Settings and helpers for tests and developers, by their folders or names. */
const FOR_DEVELOPERS =
  /(^|\/)(config\/(dev|test)\.exs|config\/environments\/(development|test)\.rb|settings[/_.-](dev|develop|development|local|test|testing)\.py|(jest|vitest|karma|cypress|playwright)\.[\w.]+|setupTests\.\w+|(__mocks__|cypress|testutils?|test_utils|src\/(integrationTest|functionalTest|testFixtures|it|e2e))\/.*)$/;

/** The language of a source file that is part of a service; undefined for all others. */
export function languageOf(path: string): Language | undefined {
  const extension = /\.([A-Za-z][A-Za-z0-9]*)$/.exec(path)?.[1].toLowerCase();
  const language = extension ? BY_EXTENSION.get(extension) : undefined;
  return language && !NOT_SERVICE_CODE.test(path) && !FOR_DEVELOPERS.test(path)
    ? language
    : undefined;
}

const INTERPRETERS: readonly [RegExp, Language][] = [
  [
    /^(?:ba|da|a|z|k|mk)?sh$|^(?:fish|busybox|tini|dumb-init|with-contenv|execlineb)$/,
    'shell',
  ],
  [/^python[\d.]*$/, 'python'],
  [/^(?:node|nodejs|deno|bun|tsx|ts-node)$/, 'javascript'],
  [/^j?ruby$/, 'ruby'],
  [/^php\d*$/, 'php'],
  [/^(?:elixir|escript)$/, 'elixir'],
  [/^pwsh$/, 'powershell'],
  [/^(?:perl|lua|Rscript)$/, 'other'],
];

/** The language that the first line of a script without an extension names: `#!/bin/sh`, `#!/usr/bin/env python3`. */
export function languageOfScript(text: string): Language | undefined {
  const first = /^#!\s*(\S{1,200})(?:[ \t]+(\S{1,200}))?/.exec(text);
  if (!first) return undefined;
  const program = /(^|\/)env$/.test(first[1]) ? first[2] ?? '' : first[1];
  const name = program.slice(program.lastIndexOf('/') + 1);
  return INTERPRETERS.find(([pattern]) => pattern.test(name))?.[1];
}

export function commentStyleOf(language: Language): CommentStyle {
  return STYLES[language];
}
