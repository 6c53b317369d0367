import { z } from 'zod';
import { Item, allItems, argumentsOf, itemsOf } from '../../code/items';
import { FileFault } from '../../ecosystem';
import { inShape, parseJson } from '../../json';

const stateSchema = z.looseObject({
  branch: z.string().nullish(),
  revision: z.string().nullish(),
  version: z.string().nullish(),
});
const pinSchema = z.union([
  z.looseObject({
    identity: z.string(),
    location: z.string().optional(),
    state: stateSchema,
  }),
  z.looseObject({
    package: z.string().nullish(),
    repositoryURL: z.string(),
    state: stateSchema,
  }),
]);
const pinsSchema = z.looseObject({ pins: z.array(pinSchema) });
const versionSchema = z.looseObject({
  version: z.number(),
  object: z.unknown().optional(),
});

/** A package that Swift resolved. */
export interface Pin {
  /** Address of its repository, or its identity in a registry. */
  location: string;
  /** What is written there and stands nowhere else in the file. */
  key: string;
  version?: string;
  branch?: string;
}

/** Package.resolved of versions 1 to 3. Throws a FileFault for what is none. */
export function parseResolved(text: string): Pin[] {
  const data = inShape(versionSchema, parseJson(text));
  const { pins } = inShape(pinsSchema, data.version === 1 ? data.object : data);
  return pins.map(pin => {
    const isOld = 'repositoryURL' in pin;
    const key = String(isOld ? pin.repositoryURL : pin.identity);
    return {
      location: isOld ? key : String(pin.location || key),
      key,
      ...(pin.state.version ? { version: pin.state.version } : {}),
      ...(pin.state.branch ? { branch: pin.state.branch } : {}),
    };
  });
}

/** A package that Package.swift asks for. */
export interface AskedPackage {
  location: string;
  version?: string;
  range?: string;
  /** Where it is taken from, if no version is asked for. */
  elsewhere?: string;
  line: number;
}

const NOTATION = {
  comments: ['//'],
  blockComment: ['/*', '*/'] as const,
  quotes: '"',
  triple: true,
  marks: ',',
};

/** Package.swift as far as it can be read without running it. Throws a FileFault for what is cut off. */
export function parsePackageSwift(text: string): AskedPackage[] {
  const items = itemsOf(text, NOTATION);
  if (!items.some(({ value }) => /\bPackage$/.test(value))) {
    throw new FileFault('declares no package; is it cut off?');
  }
  const all = [...allItems(items)];
  return all.flatMap((item, at) => {
    const next = all[at + 1];
    return /(^|\.)package$/i.test(item.value) &&
      item.kind === 'word' &&
      next?.value === '(' &&
      next.isGlued
      ? askedIn(next) ?? []
      : [];
  });
}

/** `.package(url: "…", from: "1.0.0")`. */
function askedIn(call: Item): AskedPackage | undefined {
  const parts = argumentsOf(call.items);
  const labelled = new Map(
    parts.flatMap(([label, value]): [string, Item][] =>
      label.kind === 'word' && value ? [[label.value, value]] : [],
    ),
  );
  const address = labelled.get('url:') ?? labelled.get('id:');
  if (address?.kind !== 'text') return undefined;
  return {
    location: address.value,
    ...requirementIn(parts.slice(1), labelled),
    line: call.line,
  };
}

type Requirement = Pick<AskedPackage, 'version' | 'range' | 'elsewhere'>;

function requirementIn(
  parts: readonly Item[][],
  labelled: ReadonlyMap<string, Item>,
): Requirement {
  if (labelled.has('branch:') || labelled.has('revision:')) {
    return { elsewhere: 'git' };
  }
  const from = labelled.get('from:')?.value;
  if (from !== undefined) return { range: `^${from}` };
  const exact = labelled.get('exact:')?.value;
  if (exact !== undefined) return { version: exact };
  for (const part of parts) {
    const bound = boundIn(part);
    if (bound) return bound;
  }
  return { range: '*' };
}

/** `.upToNextMinor(from: "1.0.0")`, `.exact("1.0.0")`, `"1.0.0"..<"2.0.0"`, `"1.0.0"..."1.9.0"`. */
function boundIn(part: readonly Item[]): Requirement | undefined {
  const [first, second, third] = part;
  const inner = second?.items.find(({ kind }) => kind === 'text')?.value;
  if (first.kind === 'word' && inner !== undefined) {
    if (first.value.endsWith('exact')) return { version: inner };
    if (/branch|revision/.test(first.value)) return { elsewhere: 'git' };
    if (first.value.endsWith('upToNextMinor')) return { range: `~${inner}` };
    return { range: `^${inner}` };
  }
  if (first.kind === 'text' && third?.kind === 'text') {
    return second.value === '..<'
      ? { range: `>=${first.value} <${third.value}` }
      : { range: `>=${first.value} <=${third.value}` };
  }
  return undefined;
}
