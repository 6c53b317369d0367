import {
  SourceLanguage,
  foldersOfTools,
  sourceLanguages,
  testSources,
} from './data/sourceLanguages';
import { formatOf } from './formats';
import { ScannedFile } from './result';
import { isSkippedFolder } from './select';
import { UnreadFile } from './verdict';

/** Ecosystems whose files may build any language. */
const BUILDERS = ['bazel', 'unread', 'sbom'];

/** Source files beyond that are not searched. */
const MAX_SEARCHED = 20_000;

/** Whether a file is source code that may name packages. */
export function isSearched(path: string): boolean {
  return formatOf(path)?.format.isSource === true;
}

/** Those of the sources that may name packages. */
export function searchedSources(sources: readonly string[]): string[] {
  return sources.filter(isSearched).slice(0, MAX_SEARCHED);
}

/** The language of a source file that is compiled with dependencies, told by its path; undefined for everything else. */
export function sourceLanguageOf(path: string): SourceLanguage | undefined {
  const language = sourceLanguages.find(({ pattern }) => pattern.test(path));
  if (!language || testSources.test(path)) return undefined;
  const folders = path.toLowerCase().split('/').slice(0, -1);
  return folders.some(
    folder =>
      foldersOfTools.has(folder) ||
      isSkippedFolder(folder) ||
      /[{}$<>%]/.test(folder),
  )
    ? undefined
    : language;
}

/**
 * Sources of a language for which no build file was read or at least recognised, in their folder or above: the lockfiles of
 * other languages do not tell what they bring. One of each language.
 */
export function untoldSources(
  sources: readonly string[],
  scanned: readonly ScannedFile[],
  isAside: (path: string) => boolean,
): (UnreadFile & { language: SourceLanguage })[] {
  const builds = new Map<string, Set<string>>();
  for (const { file } of scanned) {
    const ecosystem = formatOf(file)?.ecosystem.name;
    if (ecosystem === undefined) continue;
    const folder = folderOf(file.replace(/(^|\/)vendor\/modules\.txt$/, '$1x'));
    builds.set(ecosystem, (builds.get(ecosystem) ?? new Set()).add(folder));
  }
  if (builds.has('sbom')) return [];
  const untold = new Map<SourceLanguage, string>();
  for (const path of sources) {
    const language = sourceLanguageOf(path);
    if (!language || untold.has(language)) continue;
    // Below it are packages: `org/example` is no example.
    if (isAside(path.replace(/(^|\/)src\/main\/.*\//, '$1src/main/'))) continue;
    const folders = [...language.toldBy, ...BUILDERS].flatMap(
      name => builds.get(name) ?? [],
    );
    const isTold = language.isShared
      ? folders.length > 0
      : foldersAbove(path).some(above => folders.some(each => each.has(above)));
    if (!isTold) untold.set(language, path);
  }
  return [...untold].map(([language, path]) => ({
    path,
    what: `${language.name} code whose build is not among the files`,
    counts: true,
    language,
  }));
}

function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end === -1 ? '' : path.slice(0, end);
}

/** The folder of a file and those above it, `''` for the root. */
function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  for (let folder = path; folder !== ''; ) {
    folder = folderOf(folder);
    folders.push(folder);
  }
  return folders;
}
