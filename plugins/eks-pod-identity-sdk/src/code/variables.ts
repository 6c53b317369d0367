import { Statement } from './statements';
import { Token } from './tokens';

/** Texts by the names under which code refers to them; a name that is set several times has several. */
export type Variables = ReadonlyMap<string, ReadonlySet<string>>;

const HOLDERS =
  /^(?:(?:this|rootProject|project|parent|gradle|ext|extra|extensions|properties|ThisBuild)\.)+/;
const MAP_CALLS = new Set(['mapOf', 'Map', 'hashMapOf', 'linkedMapOf']);

/** The name without what only says where it is kept: `rootProject.ext.awsVersion` is `awsVersion`. */
export function plainName(name: string): string {
  return name.replace(HOLDERS, '');
}

/** A text of a statement, and the name that it is given there. */
export interface NamedText {
  name: string;
  text: Token;
}

/** Texts that are given names in a statement: assignments, `by extra("…")`, `set("…", "…")`, maps; with the object that they are members of. */
export function namedTexts({ tokens, blocks }: Statement): NamedText[] {
  const named = [...assignments(tokens), ...mapEntries(tokens)];
  const holders = objectsIn(blocks);
  const prefixes = holders.map((_, at) => holders.slice(at).join('.'));
  return named.flatMap(entry => [
    entry,
    ...prefixes.map(prefix => ({ ...entry, name: `${prefix}.${entry.name}` })),
  ]);
}

/** Collects the texts that are given names. */
export function variablesOf(statements: readonly Statement[]): Variables {
  const variables = new Map<string, Set<string>>();
  for (const statement of statements) {
    for (const { name, text } of namedTexts(statement)) {
      const known = variables.get(name);
      if (known) known.add(text.value);
      else variables.set(name, new Set([text.value]));
    }
  }
  return variables;
}

function assignments(tokens: readonly Token[]): NamedText[] {
  return tokens.flatMap((text, at) => {
    const name = assignmentAt(tokens, at);
    return name === undefined ? [] : [{ name, text }];
  });
}

/** `object Versions { object Aws {` is `Versions`, `Aws`; so is Scala's `val versions = new {`. */
function objectsIn(blocks: readonly string[]): string[] {
  return blocks.flatMap(
    block =>
      /\b(?:object|class|interface|trait) (\S+)/.exec(block)?.[1] ??
      /\bval (\S+) new$/.exec(block)?.[1] ??
      [],
  );
}

/** The name that the text at that place is assigned to. */
function assignmentAt(
  tokens: readonly Token[],
  at: number,
): string | undefined {
  if (tokens[at].kind !== 'text') return undefined;
  const before = (back: number) => tokens[at - back]?.value;
  const kind = (back: number) => tokens[at - back]?.kind;
  // A text that is only a part of what is assigned is not the value.
  const after = tokens[at + 1]?.value;
  if (after === '+' || after === '%' || after === ':') return undefined;
  // Kotlin and Scala may name the type: `val aws: String = "…"`.
  if (before(1) === '=' && before(2) === 'String' && before(3) === ':') {
    return before(4);
  }
  if (before(1) === '=' && kind(2) === 'word' && before(3) !== '.') {
    return plainName(before(2)!);
  }
  if (before(1) === '=' && before(2) === ']' && kind(3) === 'text') {
    return before(3);
  }
  if (before(1) === '(' && before(2) === 'extra' && before(3) === 'by') {
    return before(4);
  }
  const isSetter =
    before(1) === ',' &&
    kind(2) === 'text' &&
    before(3) === '(' &&
    /(^|\.)(set|version)$/.test(before(4) ?? '');
  return isSetter ? before(2) : undefined;
}

/** Entries of `versions = [aws: '…']` and `val versions = mapOf("aws" to "…")`, as `versions.aws`. */
function mapEntries(tokens: readonly Token[]): NamedText[] {
  const entries: NamedText[] = [];
  const names: string[] = [];
  tokens.forEach((token, at) => {
    if (token.kind === 'mark' && '[('.includes(token.value)) {
      names.push(mapName(tokens, at) ?? '');
    } else if (token.kind === 'mark' && '])'.includes(token.value)) {
      names.pop();
    } else if (token.kind === 'text') {
      const separator = tokens[at - 1]?.value;
      const key = tokens[at - 2]?.value;
      const path = names.filter(name => name !== '').join('.');
      const isEntry =
        separator === ':' ||
        separator === 'to' ||
        (separator === '>' && tokens[at - 2]?.value === '=');
      if (path !== '' && isEntry && key !== undefined) {
        const name = separator === '>' ? tokens[at - 3]?.value : key;
        if (name !== undefined) {
          entries.push({ name: `${path}.${name}`, text: token });
        }
      }
    }
  });
  return entries;
}

/** The name of the map that opens at that place: what it is assigned to, or its key in the map around it. */
function mapName(tokens: readonly Token[], at: number): string | undefined {
  const before = (back: number) => tokens[at - back];
  const start = MAP_CALLS.has(before(1)?.value ?? '') ? 2 : 1;
  // `ext.versions += [aws: '…']` adds to it.
  const sign = before(start)?.value;
  const skip = sign === '=' && before(start + 1)?.value === '+' ? 2 : 1;
  const name = before(start + skip);
  if ((sign === '=' || sign === ':') && name?.kind === 'word') {
    return plainName(name.value);
  }
  return undefined;
}
