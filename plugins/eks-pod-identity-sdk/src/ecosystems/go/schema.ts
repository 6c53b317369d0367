import { FileFault } from '../../ecosystem';

/** A module that is required. */
export interface GoRequirement {
  path: string;
  version: string;
  isIndirect: boolean;
  line: number;
}

/** `replace old [version] => new [version]`. */
export interface GoReplacement {
  path: string;
  /** Absent: of every version. */
  version?: string;
  target: string;
  /** Absent: a folder. */
  targetVersion?: string;
}

/** go.mod or go.work as data. */
export interface GoFile {
  module?: string;
  /** `1.21`. */
  go?: string;
  requires: GoRequirement[];
  replaces: GoReplacement[];
  /** Folders of a workspace. */
  uses: string[];
}

const DIRECTIVES = new Set([
  'module',
  'go',
  'toolchain',
  'godebug',
  'require',
  'exclude',
  'replace',
  'retract',
  'tool',
  'ignore',
  'use',
]);

/** Throws a FileFault for what is cut off, or no file of Go's. */
export function parseGoFile(text: string): GoFile {
  const file: GoFile = { requires: [], replaces: [], uses: [] };
  let block: { directive: string; line: number } | undefined;
  const rows = text.split('\n');
  rows.forEach((row, index) => {
    const line = index + 1;
    const [code, comment] = splitComment(row);
    if (code === '') return;
    const words = code.split(/\s+/).map(unquote);
    if (block) {
      if (code === ')') block = undefined;
      else read(file, block.directive, words, comment, line);
      return;
    }
    const directive = words.shift()!;
    // `require(` without a space is allowed.
    const opened = /^(\w+)\($/.exec(directive);
    if (opened || words[0] === '(') {
      block = { directive: opened ? opened[1] : directive, line };
      if (!DIRECTIVES.has(block.directive)) {
        throw new FileFault(`'${block.directive}' is no directive of Go`, line);
      }
    } else if (DIRECTIVES.has(directive) && words[0] === '()') {
      // An empty block.
    } else if (!DIRECTIVES.has(directive)) {
      throw new FileFault(`'${directive}' is no directive of Go`, line);
    } else {
      // Go ends its files with a newline: without one, the version may be only a part of one.
      const mayEnd = ['module', 'go', 'toolchain'].includes(directive);
      if (line === rows.length && !mayEnd) throw cutOff(line);
      read(file, directive, words, comment, line);
    }
  });
  if (block) throw cutOff(block.line);
  return file;
}

function cutOff(line: number): FileFault {
  return new FileFault('does not end; is it cut off?', line);
}

function splitComment(row: string): [string, string] {
  const at = row.search(/(^|\s)\/\//);
  return at === -1
    ? [row.trim(), '']
    : [row.slice(0, at).trim(), row.slice(at).trim()];
}

function unquote(word: string): string {
  return /^(["`]).*\1$/.test(word) ? word.slice(1, -1) : word;
}

function read(
  file: GoFile,
  directive: string,
  words: string[],
  comment: string,
  line: number,
): void {
  switch (directive) {
    case 'module':
      file.module = words[0];
      return;
    case 'go':
      file.go = words[0];
      return;
    case 'use':
      file.uses.push(words[0]);
      return;
    case 'require':
      if (words.length !== 2) {
        throw new FileFault('is not a module with a version', line);
      }
      file.requires.push({
        path: words[0],
        version: words[1],
        isIndirect: /^\/\/\s*indirect\b/.test(comment),
        line,
      });
      return;
    case 'replace':
      file.replaces.push(replacement(words, line));
      return;
    default:
  }
}

function replacement(words: string[], line: number): GoReplacement {
  const arrow = words.indexOf('=>');
  const before = words.slice(0, arrow);
  const after = words.slice(arrow + 1);
  const isWhole =
    arrow !== -1 &&
    (before.length === 1 || before.length === 2) &&
    (after.length === 1 || after.length === 2);
  if (!isWhole) throw new FileFault('is not a replacement', line);
  return {
    path: before[0],
    version: before[1],
    target: after[0],
    targetVersion: after[1],
  };
}
