/** A language whose sources are compiled together with what a build file names. */
export interface SourceLanguage {
  /** For people: `Java`. */
  name: string;
  /** Of a whole path. */
  pattern: RegExp;
  /** Names of the ecosystems whose files tell what is built. */
  toldBy: readonly string[];
  /** Builds take such sources from folders beside theirs too, so that one build anywhere tells of all. */
  isShared?: boolean;
}

const JVM = ['maven', 'gradle', 'sbt', 'clojure'];

/**
 * Only languages in which nobody writes a script or a snippet beside something else: what lies there in Python, Ruby, PHP,
 * Swift or C says nothing of an image.
 */
export const sourceLanguages: readonly SourceLanguage[] = [
  { name: 'Java', pattern: /[^/]\.java$/, toldBy: JVM },
  { name: 'Kotlin', pattern: /[^/]\.kt$/, toldBy: JVM },
  { name: 'Scala', pattern: /[^/]\.scala$/, toldBy: JVM },
  { name: 'Clojure', pattern: /[^/]\.clj$/, toldBy: JVM },
  { name: 'Go', pattern: /[^/]\.go$/, toldBy: ['go'] },
  { name: 'Rust', pattern: /[^/]\.rs$/, toldBy: ['rust'] },
  { name: 'C#', pattern: /[^/]\.cs$/, toldBy: ['dotnet'], isShared: true },
];

/** Folders of what helps to build, to generate or to start a project, and of what others wrote. */
export const foldersOfTools: ReadonlySet<string> = new Set([
  '.circleci',
  '.github',
  '.mvn',
  'archetype-resources',
  'ci',
  'codegen',
  'gen',
  'generated',
  'hack',
  'proto',
  'protos',
  'script',
  'scripts',
  'skeleton',
  'skeletons',
  'snippets',
  'template',
  'templates',
  'third-party',
  'third_party',
  'thirdparty',
  'tool',
  'tools',
]);

/** Tests by the names of their files. */
export const testSources =
  /_test\.go$|(?:Test|Tests|IT|Spec)\.(?:java|kt|scala|cs)$|_test\.clj$/;
