import { z } from 'zod';
import {
  ExtractContext,
  Extraction,
  FileFault,
  FoundPackage,
  SourceFile,
} from '../../../ecosystem';
import { mergeFound } from '../../../found';
import { inShape } from '../../../json';
import { normalName } from '../names';
import { headingLines, parseToml } from '../../../toml';

const packageSchema = z.looseObject({
  name: z.string(),
  version: z.string().optional(),
  vcs: z.looseObject({}).optional(),
  directory: z.looseObject({}).optional(),
  archive: z.looseObject({}).optional(),
  sdist: z.looseObject({}).optional(),
  wheels: z.array(z.looseObject({})).optional(),
});

const lockSchema = z.looseObject({
  'lock-version': z.string(),
  packages: z.array(packageSchema),
});

/** pylock.toml (PEP 751): the packages of one environment, resolved. Groups are in markers, so scopes are unknown. */
export function extractPylock(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const lock = inShape(lockSchema, parseToml(file.text));
  const lines = headingLines(file.text, 'packages');
  const last = lock.packages.at(-1);
  // Each package says where it comes from (PEP 751), behind its name and version.
  if (
    last &&
    !(last.vcs ?? last.directory ?? last.archive ?? last.sdist ?? last.wheels)
  ) {
    throw new FileFault(
      `ends within ${last.name}; is it cut off?`,
      lines.at(-1),
    );
  }
  const found = lock.packages.flatMap((entry, index): FoundPackage[] => {
    const name = normalName(entry.name);
    if (!context.wanted(name)) return [];
    const elsewhere = entry.vcs ?? entry.directory ?? entry.archive;
    return [
      {
        name,
        ...(elsewhere || entry.version === undefined
          ? { unresolved: 'not taken from an index' }
          : { version: entry.version }),
        line: lines[index] ?? 1,
        direct: null,
        scope: 'unknown',
        via: [],
      },
    ];
  });
  return { packages: mergeFound(found), graph: 'complete' };
}
