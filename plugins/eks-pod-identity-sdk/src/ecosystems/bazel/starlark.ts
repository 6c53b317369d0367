import { Item, allItems, argumentsOf, itemsOf } from '../../code/items';

/** One call of a file of Starlark's: `maven.install(artifacts = […])`. */
export interface Call {
  name: string;
  /** By their names; those without one by their number. */
  values: ReadonlyMap<string, readonly Item[]>;
  line: number;
}

const NOTATION = { comments: ['#'], quotes: `"'`, triple: true, marks: ',=' };

/** All calls of a file, the outer ones first. Throws a FileFault for what is cut off. */
export function callsIn(text: string): Call[] {
  const all = [...allItems(itemsOf(text, NOTATION))];
  return all.flatMap((item, at) => {
    const next = all[at + 1];
    const isCall =
      item.kind === 'word' &&
      next?.kind === 'group' &&
      next.value === '(' &&
      next.isGlued;
    return isCall
      ? [{ name: item.value, values: valuesOf(next), line: item.line }]
      : [];
  });
}

function valuesOf(group: Item): Map<string, readonly Item[]> {
  const values = new Map<string, readonly Item[]>();
  argumentsOf(group.items).forEach((parts, index) => {
    const isNamed = parts[0].kind === 'word' && parts[1]?.value === '=';
    if (isNamed) values.set(parts[0].value, parts.slice(2));
    else values.set(String(index), parts);
  });
  return values;
}

/** The texts of a value, also those within lists and calls. */
export function textsOf(items: readonly Item[] = []): Item[] {
  return [...allItems(items)].filter(({ kind }) => kind === 'text');
}

/** The text that a value is. */
export function textOf(items: readonly Item[] | undefined): string | undefined {
  return items?.length === 1 && items[0].kind === 'text'
    ? items[0].value
    : undefined;
}
