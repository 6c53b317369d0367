import { ReadFile } from './coverage';
import { Registry } from './registry';
import { Minimums } from './minimums';
import { judgeExtraction } from './judge';
import { matcherOf } from './packages';
import { SdkFinding } from './result';

/**
 * SDKs that a manifest asks for and its lockfile has never heard of: the lockfile is out of date, and the next install
 * will bring a version that it does not tell.
 */
export function staleFindings(
  manifest: ReadFile,
  lockfile: ReadFile,
  registry: Registry,
  minimums: Minimums,
): SdkFinding[] {
  if (lockfile.extraction.graph !== 'complete') return [];
  // What a go.mod does not list is not built, whatever a module that it takes from a folder asks for.
  if (lockfile.format.name === 'go-mod') return [];
  const matcher = matcherOf(registry);
  const locked = new Set(
    lockfile.extraction.packages.map(found => matcher.normalize(found.name)),
  );
  const missing = manifest.extraction.packages.filter(
    found =>
      found.scope === 'runtime' &&
      found.unresolved === undefined &&
      !locked.has(matcher.normalize(found.name)) &&
      matcher.match(found.name).some(match => match.role !== 'brings'),
  );
  return judgeExtraction(
    manifest.path,
    {
      graph: 'partial',
      packages: missing.map(
        ({ version: _version, range: _range, ...found }) => ({
          ...found,
          unresolved: `${manifest.path} asks for it, but ${lockfile.path} does not have it and seems to be out of date`,
        }),
      ),
    },
    registry,
    minimums,
  );
}
