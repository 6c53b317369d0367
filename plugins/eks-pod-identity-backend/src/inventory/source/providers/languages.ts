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
  | 'shell';

/** How a language writes comments: as C does, by `#`, or both. */
export type CommentStyle = 'c' | 'hash' | 'both';

const EXTENSIONS: Record<Language, string[]> = {
  python: ['py', 'pyi'],
  javascript: ['js', 'mjs', 'cjs', 'jsx', 'ts', 'mts', 'cts', 'tsx'],
  jvm: ['java', 'kt', 'kts', 'scala', 'groovy', 'clj'],
  go: ['go'],
  ruby: ['rb', 'rake'],
  php: ['php'],
  dotnet: ['cs', 'fs', 'vb'],
  rust: ['rs'],
  cpp: ['cpp', 'cc', 'cxx', 'h', 'hpp'],
  shell: ['sh', 'bash'],
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
  shell: 'hash',
};

const BY_EXTENSION = new Map(
  (Object.keys(EXTENSIONS) as Language[]).flatMap(language =>
    EXTENSIONS[language].map(extension => [extension, language] as const),
  ),
);

/** Files that are built, generated or only for tests, by their names. */
const NOT_SERVICE_CODE =
  /(^|\/)(test_[^/]*\.py|conftest\.py|[^/]*(_test\.(py|go)|[._-](test|spec|stories)\.[^/]+|(Test|Tests|Spec|IT)\.(java|kt|scala|cs))|[^/]*\.min\.js|[^/]*\.d\.ts)$/;

/** The language of a source file that is part of a service; undefined for all others. */
export function languageOf(path: string): Language | undefined {
  const extension = /\.([A-Za-z]+)$/.exec(path)?.[1].toLowerCase();
  const language = extension ? BY_EXTENSION.get(extension) : undefined;
  return language && !NOT_SERVICE_CODE.test(path) ? language : undefined;
}

export function commentStyleOf(language: Language): CommentStyle {
  return STYLES[language];
}
