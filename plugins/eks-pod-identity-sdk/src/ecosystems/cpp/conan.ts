import { z } from 'zod';
import {
  ExtractContext,
  Extraction,
  FileFault,
  FoundPackage,
  Scope,
  SourceFile,
} from '../../ecosystem';
import { mergeFound } from '../../found';
import { inShape, parseJson } from '../../json';
import { lineAt } from '../../text';

/** `name/version`, with a user, a channel and revisions that tell nothing here. */
const REFERENCE = /^([\w.+-]+)\/(\[[^\]]*\]|[^@#\s:%]+)/;

function foundIn(
  reference: string,
  line: number,
  scope: Scope,
  direct: boolean | null,
): FoundPackage | undefined {
  const match = REFERENCE.exec(reference.trim());
  if (!match) return undefined;
  const [, name, version] = match;
  const range = /^\[([^\]]*)\]$/.exec(version);
  return {
    name,
    ...(range
      ? { range: range[1].replace(/,.*$/, '').trim() || '*' }
      : { version }),
    line,
    direct,
    scope,
    via: [],
  };
}

const lockSchema = z.looseObject({
  version: z.string().optional(),
  requires: z.array(z.string()).nullish(),
  build_requires: z.array(z.string()).nullish(),
  python_requires: z.array(z.string()).nullish(),
  graph_lock: z
    .looseObject({
      nodes: z.record(
        z.string(),
        z.looseObject({
          ref: z.string().nullish(),
          context: z.string().nullish(),
        }),
      ),
    })
    .optional(),
});

/** conan.lock of Conan 2 (lists) and 1 (nodes). */
export function extractConanLock(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const lock = inShape(lockSchema, parseJson(file.text));
  if (!lock.graph_lock && !lock.requires && !lock.version) {
    throw new FileFault(
      'is no conan.lock: it has neither requires nor graph_lock',
    );
  }
  const entries: [string, Scope][] = [
    ...(lock.requires ?? []).map((ref): [string, Scope] => [ref, 'runtime']),
    ...(lock.build_requires ?? []).map((ref): [string, Scope] => [
      ref,
      'build',
    ]),
    ...Object.values(lock.graph_lock?.nodes ?? {}).flatMap(
      ({ ref, context: of }): [string, Scope][] =>
        ref ? [[ref, of === 'build' ? 'build' : 'runtime']] : [],
    ),
  ];
  return {
    packages: mergeFound(
      entries.flatMap(([reference, scope]) => {
        const at = file.text.indexOf(JSON.stringify(reference));
        const found = foundIn(
          reference,
          at === -1 ? 1 : lineAt(file.text, at),
          scope,
          null,
        );
        return found && context.wanted(found.name) ? [found] : [];
      }),
    ),
    graph: 'complete',
  };
}

const SECTIONS = new Map<string, Scope>([
  ['requires', 'runtime'],
  ['build_requires', 'build'],
  ['tool_requires', 'build'],
  ['test_requires', 'test'],
]);

/** conanfile.txt: a list of references per section. */
export function extractConanfileTxt(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const packages: FoundPackage[] = [];
  let section = '';
  file.text.split('\n').forEach((row, index) => {
    const text = row.replace(/#.*$/, '').trim();
    const heading = /^\[([\w-]+)\]$/.exec(text);
    if (heading) {
      section = heading[1];
      return;
    }
    const scope = SECTIONS.get(section);
    const found = scope && foundIn(text, index + 1, scope, true);
    if (found && context.wanted(found.name)) packages.push(found);
  });
  return { packages, graph: 'partial' };
}

/** conanfile.py: read, not run; references are texts, for what they are the word before tells. */
export function extractConanfilePy(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const packages: FoundPackage[] = [];
  let scope: Scope = 'runtime';
  file.text.split('\n').forEach((row, index) => {
    const code = row.replace(/(^|\s)#.*$/, '');
    const word =
      /\b(test_requires|tool_requires|build_requires|requires)\b/.exec(code);
    if (word) scope = SECTIONS.get(word[1])!;
    for (const [, , text] of code.matchAll(/(["'])([\w.+-]+\/[^"']+)\1/g)) {
      const found = foundIn(text, index + 1, scope, true);
      if (!found || !context.wanted(found.name)) continue;
      packages.push(
        /[{}%]/.test(found.version ?? '')
          ? {
              ...found,
              version: undefined,
              unresolved: 'it is put together when the file is run',
            }
          : found,
      );
    }
  });
  return { packages: mergeFound(packages), graph: 'partial' };
}
