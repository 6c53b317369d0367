import { Item, itemsOf } from '../../code/items';
import {
  ExtractContext,
  Extraction,
  FoundPackage,
  Scope,
  SourceFile,
} from '../../ecosystem';
import { mergeFound } from '../../found';

const NOTATION = { comments: ['#'], quotes: `"'`, marks: ',;' };

const CALLS: Readonly<Record<string, Scope>> = {
  requires: 'runtime',
  recommends: 'optional',
  suggests: 'optional',
  test_requires: 'test',
  build_requires: 'build',
  configure_requires: 'build',
  author_requires: 'development',
};
const PHASES: Readonly<Record<string, Scope>> = {
  test: 'test',
  build: 'build',
  configure: 'build',
  develop: 'development',
};

/** cpanfile without its snapshot: `requires 'Paws', '0.44';`, within phases and features. */
export function extractCpanfile(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const found: FoundPackage[] = [];
  read(itemsOf(file.text, NOTATION), undefined, found);
  return {
    packages: mergeFound(found.filter(({ name }) => context.wanted(name))),
    graph: found.length > 0 ? 'partial' : 'none',
  };
}

function read(
  items: readonly Item[],
  phase: Scope | undefined,
  found: FoundPackage[],
): void {
  for (const statement of statementsOf(items)) {
    const [head] = statement;
    const [name, version] = statement
      .slice(1)
      .flatMap(item =>
        item.kind === 'group' && item.value === '(' ? item.items : [item],
      )
      .filter(({ kind }) => kind === 'text');
    const block = statement.find(
      ({ kind, value }) => kind === 'group' && value === '{',
    );
    if (block) {
      const own =
        head.value === 'on'
          ? PHASES[(name ?? statement[1])?.value ?? ''] ?? phase
          : phase;
      read(block.items, own, found);
    } else if (Object.hasOwn(CALLS, head.value) && name) {
      found.push({
        name: name.value,
        ...requirementOf(version?.value),
        line: head.line,
        direct: true,
        scope: phase ?? CALLS[head.value],
        via: [],
      });
    }
  }
}

/** Up to a semicolon, or to the brace that closes a block. */
function statementsOf(items: readonly Item[]): Item[][] {
  const statements: Item[][] = [];
  let current: Item[] = [];
  const finish = () => {
    if (current.length > 0) statements.push(current);
    current = [];
  };
  for (const item of items) {
    if (item.kind === 'mark' && item.value === ';') finish();
    else current.push(item);
    if (item.kind === 'group' && item.value === '{') finish();
  }
  finish();
  return statements;
}

/** A version alone is the least one. */
function requirementOf(text = '0'): Pick<FoundPackage, 'version' | 'range'> {
  const exact = /^\s*==\s*(\S+)\s*$/.exec(text);
  if (exact) return { version: exact[1] };
  return { range: /^\s*v?\d/.test(text) ? `>=${text.trim()}` : text };
}
