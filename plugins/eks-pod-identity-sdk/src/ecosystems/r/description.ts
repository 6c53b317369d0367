import {
  ExtractContext,
  Extraction,
  FoundPackage,
  Scope,
  SourceFile,
} from '../../ecosystem';
import { mergeFound } from '../../found';

const FIELDS: Readonly<Record<string, Scope>> = {
  Depends: 'runtime',
  Imports: 'runtime',
  LinkingTo: 'build',
  Suggests: 'development',
  Enhances: 'development',
};

/** DESCRIPTION of an R package or project: fields whose lines go on where they are indented. */
export function extractDescription(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const found: FoundPackage[] = [];
  let runs = 0;
  let scope: Scope | undefined;
  file.text.split('\n').forEach((row, index) => {
    const field = /^([A-Za-z][\w@/-]*):(.*)$/.exec(row);
    if (field)
      scope = Object.hasOwn(FIELDS, field[1]) ? FIELDS[field[1]] : undefined;
    if (scope === undefined) return;
    for (const part of (field ? field[2] : row).split(',')) {
      const [, name, requirement] =
        /^([A-Za-z][\w.]*)(?:\s*\(([^()]*)\))?$/.exec(part.trim()) ?? [];
      if (name === undefined || name === 'R') continue;
      if (scope === 'runtime') runs += 1;
      if (!context.wanted(name)) continue;
      found.push({
        name,
        ...requirementOf(requirement),
        line: index + 1,
        direct: true,
        scope,
        via: [],
      });
    }
  });
  return {
    packages: mergeFound(found),
    graph: runs > 0 || found.length > 0 ? 'partial' : 'none',
  };
}

function requirementOf(
  text: string | undefined,
): Pick<FoundPackage, 'version' | 'range'> {
  const exact = /^\s*==\s*(\S+)\s*$/.exec(text ?? '');
  return exact ? { version: exact[1] } : { range: text?.trim() ?? '*' };
}
