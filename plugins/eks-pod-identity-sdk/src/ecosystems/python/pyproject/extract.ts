import { posix } from 'path';
import { ExtractContext, Extraction, SourceFile } from '../../../ecosystem';
import { foundOf, namePattern } from '../manifest';
import { lineWith } from '../../../toml';
import { Pyproject, parsePyproject } from './schema';

/** A pyproject.toml that no lockfile resolves. */
export function extractPyproject(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const project = parsePyproject(file.text);
  const packages = foundOf(project.asks, context.wanted, name =>
    lineWith(file.text, namePattern(name)),
  );
  return { packages, graph: graphKind(project) };
}

function graphKind(project: Pyproject): Extraction['graph'] {
  // Many a pyproject.toml only configures formatters.
  if (!project.isProject) return 'none';
  const asksForNothing = project.asks.every(
    ({ scope }) => scope === 'development' || scope === 'test',
  );
  return asksForNothing && !project.isDynamic ? 'complete' : 'partial';
}

/** The pyproject.toml of a folder; undefined where it is absent or broken (it is reported as a file of its own). */
export async function pyprojectIn(
  folder: string,
  context: ExtractContext,
): Promise<Pyproject | undefined> {
  const text = await context.read(posix.join(folder, 'pyproject.toml'));
  if (text === undefined) return undefined;
  try {
    return parsePyproject(text);
  } catch {
    return undefined;
  }
}
