import {
  ExtractContext,
  Extraction,
  FileFault,
  FoundPackage,
  SourceFile,
} from '../../ecosystem';
import { mergeFound } from '../../found';

interface Command {
  name: string;
  arguments: string[];
  line: number;
}

const PACKAGE = 'aws-sdk-cpp';
const REPOSITORY = /(^|[/:])aws\/aws-sdk-cpp(\.git)?\/?$/;
const ARCHIVE =
  /aws-sdk-cpp\/(?:archive|tarball|zipball)\/(?:refs\/tags\/)?v?([\w.-]+?)(?:\.tar\.gz|\.zip)?$/;

/** CMakeLists.txt: where it takes the sources of the SDK from, and at which tag. */
export function extractCmake(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  if (!context.wanted(PACKAGE)) return { packages: [], graph: 'none' };
  const commands = parseCommands(file.text);
  const variables = new Map<string, string>();
  const packages: FoundPackage[] = [];
  for (const { name, arguments: raw, line } of commands) {
    const words = raw.map(word => replace(word, variables));
    if (name === 'set' && words.length >= 2) {
      // Set to several values, under conditions for one: which of them counts is not known.
      const known = variables.get(words[0]);
      const isAnother = known !== undefined && known !== words[1];
      variables.set(words[0], isAnother ? `\${${words[0]}}` : words[1]);
    }
    const version = versionIn(name, words);
    if (version) {
      packages.push({
        name: PACKAGE,
        ...version,
        line,
        direct: true,
        scope: 'runtime',
        via: [],
      });
    }
  }
  const fetched = packages.filter(({ version }) => version !== undefined);
  return {
    // What is fetched here is what find_package finds.
    packages: mergeFound(fetched.length > 0 ? fetched : packages),
    graph: 'none',
  };
}

type Version = Pick<FoundPackage, 'version' | 'range' | 'unresolved'>;

function versionIn(name: string, words: string[]): Version | undefined {
  if (name === 'find_package' && /^AWSSDK$/i.test(words[0] ?? '')) {
    const exact = words.includes('EXACT') && /^\d/.test(words[1] ?? '');
    if (exact) return { version: words[1] };
    return { unresolved: 'it is the one that is installed where it is built' };
  }
  if (
    !/^(fetchcontent_declare|externalproject_add|cpmaddpackage|cpmfindpackage)$/.test(
      name,
    )
  ) {
    return undefined;
  }
  const short = words
    .map(word => /^(?:gh|github):aws\/aws-sdk-cpp(?:[@#]([\w.-]+))?/.exec(word))
    .find(Boolean);
  if (short) return tagged(short[1]);
  const archive = words.map(word => ARCHIVE.exec(word)).find(Boolean);
  if (archive) return tagged(archive[1]);
  const after = (key: string) => words[words.indexOf(key) + 1];
  const isSdk =
    (words.includes('GIT_REPOSITORY') &&
      REPOSITORY.test(after('GIT_REPOSITORY') ?? '')) ||
    (words.includes('GITHUB_REPOSITORY') &&
      after('GITHUB_REPOSITORY') === 'aws/aws-sdk-cpp');
  if (!isSdk) return undefined;
  const key = ['GIT_TAG', 'VERSION'].find(word => words.includes(word));
  return tagged(key && after(key));
}

function tagged(tag: string | undefined): Version {
  const version = tag?.replace(/^(v|refs\/tags\/)/, '');
  if (version !== undefined && /^\d+\.\d+\.\d+$/.test(version))
    return { version };
  return {
    unresolved: tag
      ? `it is taken from git at '${tag}', which is no version`
      : 'it is taken from git without a tag',
  };
}

function replace(word: string, variables: ReadonlyMap<string, string>): string {
  return word.replace(
    /\$\{(\w+)\}/g,
    (whole, name) => variables.get(name) ?? whole,
  );
}

/** Commands with their arguments; comments are left out. Throws a FileFault where a parenthesis or a text does not end. */
function parseCommands(text: string): Command[] {
  const commands: Command[] = [];
  const token =
    /\s+|#\[(=*)\[[\s\S]*?\]\1\]|#[^\n]*|"(?:[^"\\]|\\[\s\S])*"|\[(=*)\[[\s\S]*?\]\2\]|[()]|[^\s()"#]+|"|#/g;
  let line = 1;
  let previous = '';
  let current: Command | undefined;
  let depth = 0;
  for (const [part] of text.matchAll(token)) {
    if (part === '"')
      throw new FileFault('a text does not end; is it cut off?', line);
    if (part === '(') {
      depth += 1;
      if (depth === 1) {
        current = { name: previous.toLowerCase(), arguments: [], line };
      }
    } else if (part === ')') {
      depth = Math.max(0, depth - 1);
      if (depth === 0 && current) {
        commands.push(current);
        current = undefined;
      }
    } else if (!/^(\s|#)/.test(part)) {
      const word = part.startsWith('"') ? part.slice(1, -1) : part;
      if (current) current.arguments.push(word);
      else previous = word;
    }
    line += part.split('\n').length - 1;
  }
  if (current)
    throw new FileFault(
      `'${current.name}' does not end; is it cut off?`,
      current.line,
    );
  return commands;
}
