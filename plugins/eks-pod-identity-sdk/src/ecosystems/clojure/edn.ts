import { Item, itemsOf } from '../../code/items';

const NOTATION = { comments: [';'], quotes: '"', marks: '', blanks: ',' };

/** Clojure's data as a tree, without what `#_` takes out. Throws a FileFault for what is cut off. */
export function parseEdn(text: string): Item[] {
  return withoutDiscarded(itemsOf(text, NOTATION));
}

function withoutDiscarded(items: readonly Item[]): Item[] {
  const kept: Item[] = [];
  let discard = 0;
  for (const item of items) {
    if (item.kind === 'word' && item.value.startsWith('#_')) {
      // `#_#_` takes out two; one of them may be written together with it.
      const marks = /^(?:#_)+/.exec(item.value)![0];
      discard += marks.length / 2 - (item.value === marks ? 0 : 1);
      continue;
    }
    if (discard > 0) {
      discard -= 1;
      continue;
    }
    kept.push(
      item.kind === 'group'
        ? { ...item, items: withoutDiscarded(item.items) }
        : item,
    );
  }
  return kept;
}

/** Keys and values of a map, or of what is written like one behind a head (`:dependencies […]`). */
export function entriesOf(items: readonly Item[]): [Item, Item][] {
  const entries: [Item, Item][] = [];
  let at = 0;
  while (at + 1 < items.length) {
    const value = valueAt(items, at + 1);
    if (!value) break;
    entries.push([items[at], value.item]);
    at = value.next;
  }
  return entries;
}

/** Skips what stands before a value: metadata (`^:replace`), the mark of a set, quotes. */
function valueAt(
  items: readonly Item[],
  from: number,
): { item: Item; next: number } | undefined {
  for (let at = from; at < items.length; at++) {
    const { kind, value } = items[at];
    const isPrefix = kind === 'word' && /^(\^\S*|[#'`~@]+|\^)$/.test(value);
    if (!isPrefix) return { item: items[at], next: at + 1 };
  }
  return undefined;
}

/** The name of an artifact of Maven's: `group/artifact`, `name` for `name/name`, without a classifier. */
export function artifactOf(symbol: string): string {
  const [group, artifact = group] = symbol.replace(/\$.*$/, '').split('/');
  return `${group}:${artifact}`;
}
