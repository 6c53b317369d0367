import { FileFault } from '../../ecosystem';

/** One gem of a `specs:` list. */
export interface LockedGem {
  name: string;
  /** Without the platform (`1.16.0` of `1.16.0-x86_64-linux`). */
  version: string;
  line: number;
  source: 'gem' | 'git' | 'path';
  dependencies: string[];
}

/** A Gemfile.lock as data. */
export interface GemfileLock {
  gems: LockedGem[];
  /** Names of the gems that the Gemfile (or the gemspec) asks for. */
  roots: string[];
}

const SOURCES: Record<string, LockedGem['source']> = {
  GEM: 'gem',
  GIT: 'git',
  PATH: 'path',
  'PLUGIN SOURCE': 'path',
};
const SPEC = /^ {4}(\S+) \(([^()\s]+)\)$/;
const SPEC_DEPENDENCY = /^ {6}(\S+?)!?(?: \([^)]*\))?$/;
const ROOT = /^ {2}(\S+?)!?(?: \([^)]*\))?!?$/;

/**
 * Reads Bundler's lockfile format: sections with a heading in capitals, entries indented by two, four and six.
 * A file without a DEPENDENCIES section was cut off.
 */
export function parseGemfileLock(text: string): GemfileLock {
  const gems: LockedGem[] = [];
  const roots: string[] = [];
  let section = '';
  let seenRoots = false;
  text.split('\n').forEach((raw, index) => {
    const row = raw.trimEnd();
    if (row === '') return;
    if (!row.startsWith(' ')) {
      section = row;
      seenRoots ||= section === 'DEPENDENCIES';
      return;
    }
    if (section in SOURCES) {
      readSpec(row, index + 1, SOURCES[section], gems);
    } else if (section === 'DEPENDENCIES') {
      const root = ROOT.exec(row);
      if (!root) throw new FileFault('is not a dependency', index + 1);
      roots.push(root[1]);
    }
  });
  if (!seenRoots) {
    throw new FileFault('has no DEPENDENCIES: is it cut off?');
  }
  return { gems, roots };
}

function readSpec(
  row: string,
  line: number,
  source: LockedGem['source'],
  gems: LockedGem[],
): void {
  if (/^ {6}\S/.test(row)) {
    const dependency = SPEC_DEPENDENCY.exec(row);
    if (!dependency || gems.length === 0) {
      throw new FileFault('is not a dependency of a gem', line);
    }
    gems[gems.length - 1].dependencies.push(dependency[1]);
  } else if (/^ {4}\S/.test(row)) {
    const spec = SPEC.exec(row);
    if (!spec) throw new FileFault('is not a gem with a version', line);
    const version = spec[2].split('-')[0];
    gems.push({ name: spec[1], version, line, source, dependencies: [] });
  }
}
