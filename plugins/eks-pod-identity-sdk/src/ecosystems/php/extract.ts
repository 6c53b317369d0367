import { posix } from 'path';
import {
  ExtractContext,
  Extraction,
  FoundPackage,
  Scope,
  SourceFile,
} from '../../ecosystem';
import { DependencyGraph } from '../../graph';
import { jsonLines } from '../../json';
import { lineAt } from '../../text';
import {
  ComposerManifest,
  ComposerPackage,
  parseComposerLock,
  parseComposerManifest,
} from './schema';

/** composer.lock: what runs and what is for development stand apart. */
export async function extractComposerLock(
  file: SourceFile,
  context: ExtractContext,
): Promise<Extraction> {
  const lock = parseComposerLock(file.text);
  const manifest = await manifestBeside(file.path, context);
  const graph = new DependencyGraph();
  for (const entry of [...lock.packages, ...lock.development]) {
    const name = entry.name.toLowerCase();
    graph.add(
      name,
      entry.name,
      Object.keys(entry.require).map(other => other.toLowerCase()),
    );
  }
  for (const name of Object.keys(manifest?.require ?? {})) {
    graph.addRoot(name.toLowerCase(), 'runtime');
  }
  for (const name of Object.keys(manifest?.development ?? {})) {
    graph.addRoot(name.toLowerCase(), 'development');
  }
  const found = (entries: ComposerPackage[], scope: Scope): FoundPackage[] =>
    entries
      .filter(({ name }) => context.wanted(name))
      .map(entry => {
        const trace = graph.trace(entry.name.toLowerCase());
        return {
          name: entry.name,
          ...versionOf(entry),
          line: lineOf(entry, file.text),
          direct: manifest ? trace?.direct ?? false : null,
          scope,
          via: trace?.via ?? [],
        };
      });
  return {
    packages: [
      ...found(lock.packages, 'runtime'),
      ...found(lock.development, 'development'),
    ],
    graph: 'complete',
  };
}

function versionOf({
  version,
  dist,
}: ComposerPackage): Pick<FoundPackage, 'version' | 'unresolved'> {
  if (dist?.type === 'path') return { unresolved: 'taken from a folder' };
  return /(^dev-|-dev$)/.test(version)
    ? { unresolved: `taken from the branch ${version}` }
    : { version };
}

function lineOf({ name }: ComposerPackage, text: string): number {
  const at = text.search(
    new RegExp(`"name":\\s*"${name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}"`),
  );
  return at === -1 ? 1 : lineAt(text, at);
}

/** A composer.json that no lockfile resolves. */
export function extractComposerManifest(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const manifest = parseComposerManifest(file.text);
  const lines = jsonLines(
    file.text,
    (name, parents) => parents.length === 1 && context.wanted(name),
  );
  const found = (member: string, asked: Record<string, string>, scope: Scope) =>
    Object.entries(asked)
      .filter(([name]) => context.wanted(name))
      .map(
        ([name, range]): FoundPackage => ({
          name,
          ...exactOrRange(range),
          line: lines.get(`${member}\0${name}`)?.[0] ?? 1,
          direct: true,
          scope,
          via: [],
        }),
      );
  const runs = Object.keys(manifest.require).filter(name => name.includes('/'));
  return {
    packages: [
      ...found('require', manifest.require, 'runtime'),
      ...found('require-dev', manifest.development, 'development'),
    ],
    graph: runs.length === 0 ? 'complete' : 'partial',
  };
}

function exactOrRange(
  range: string,
): Pick<FoundPackage, 'version' | 'range' | 'unresolved'> {
  const exact = /^(?:={1,2}\s*)?v?(\d+\.\d+\.\d+(?:[-.]?[A-Za-z]\w*)?)$/.exec(
    range.trim(),
  );
  if (exact) return { version: exact[1] };
  return /dev-|-dev/.test(range)
    ? { unresolved: `taken from the branch ${range}` }
    : { range };
}

async function manifestBeside(
  lockfile: string,
  context: ExtractContext,
): Promise<ComposerManifest | undefined> {
  const text = await context.read(
    posix.join(posix.dirname(lockfile), 'composer.json'),
  );
  try {
    return text === undefined ? undefined : parseComposerManifest(text);
  } catch {
    // It is reported as a file of its own.
    return undefined;
  }
}
