import { posix } from 'path';
import { Lookup, lookupIn, textsOf } from '../../code/expression';
import { Variables } from '../../code/variables';
import {
  ExtractContext,
  Extraction,
  FoundPackage,
  Scope,
  SourceFile,
} from '../../ecosystem';
import { mergeFound } from '../../found';
import { SbtModule, parseSbt } from './schema';

/** More than any build has. */
const MAX_FILES = 200;

/** build.sbt, and the Scala code of its project folder: read, not run. */
export async function extractSbt(
  file: SourceFile,
  context: ExtractContext,
): Promise<Extraction> {
  const code = parseSbt(file.text);
  const root = rootOf(file.path, context);
  const wanted = code.modules.filter(({ group, artifact }) =>
    context.wanted(`${group}:${artifact}`),
  );
  const others =
    wanted.length > 0 ? await variablesOfBuild(root, file.path, context) : [];
  const lookup = lookupIn([code.variables, ...others]);
  return {
    packages: mergeFound(
      wanted.flatMap(module => foundOf(file.path, module, lookup)),
    ),
    graph: code.hasDependencies ? 'partial' : 'none',
    build: root,
  };
}

function foundOf(
  path: string,
  module: SbtModule,
  lookup: Lookup,
): FoundPackage[] {
  const texts = textsOf(module.version, lookup);
  const versions: Pick<FoundPackage, 'version' | 'range' | 'unresolved'>[] =
    texts?.map(text =>
      /[+[\](),]|^latest\./.test(text) ? { range: text } : { version: text },
    ) ?? [
      {
        unresolved: `'${module.version}' is not set in the files of the build`,
      },
    ];
  return versions.map(version => ({
    name: `${module.group}:${module.artifact}`,
    ...version,
    line: module.line,
    direct: true,
    scope: scopeOf(path, module),
    via: [],
  }));
}

function scopeOf(path: string, { configuration, head }: SbtModule): Scope {
  const isPlugin =
    head === 'addSbtPlugin' || /(^|\/)project\/[^/]+\.sbt$/.test(path);
  if (isPlugin) return 'build';
  const name = configuration ?? 'compile';
  if (/test|^it$/i.test(name) && !/compile/i.test(name)) return 'test';
  if (/^provided$/i.test(name)) return 'provided';
  if (/^optional$/i.test(name)) return 'optional';
  return 'runtime';
}

/** The folder of the build: code in `project/` belongs to the folder above. */
function rootOf(path: string, context: ExtractContext): string {
  let root = posix.dirname(path).replace(/(^|\/)project(\/.*)?$/, '') || '.';
  for (let folder = root; folder !== '.' && folder !== '/'; ) {
    folder = posix.dirname(folder);
    if (context.has(posix.join(folder, 'build.sbt'))) root = folder;
  }
  return root;
}

async function variablesOfBuild(
  root: string,
  own: string,
  context: ExtractContext,
): Promise<Variables[]> {
  const all = await context.once(`sbt ${root}`, async () => {
    const prefix = root === '.' ? '' : `${root}/`;
    const paths = context
      .below(root === '.' ? '' : root)
      .filter(
        path =>
          path === `${prefix}build.sbt` ||
          (path.startsWith(`${prefix}project/`) && /\.(scala|sbt)$/.test(path)),
      )
      .slice(0, MAX_FILES);
    const found: { path: string; variables: Variables }[] = [];
    for (const path of paths) {
      const text = await context.read(path);
      try {
        if (text !== undefined) {
          found.push({ path, variables: parseSbt(text).variables });
        }
      } catch {
        // It is reported as a file of its own.
      }
    }
    return found;
  });
  return all
    .filter(({ path }) => path !== own)
    .map(({ variables }) => variables);
}
