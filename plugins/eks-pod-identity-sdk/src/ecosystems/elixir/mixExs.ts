import { Item, allItems, argumentsOf, itemsOf } from '../../code/items';
import { FileFault, Scope } from '../../ecosystem';
import { atomOf } from './mixLock';
import { ELIXIR } from './notation';

/** A dependency that a manifest asks for. */
export interface AskedPackage {
  app: string;
  /** The name in the registry. */
  name: string;
  requirement?: string;
  /** Where it is taken from, if not from a registry. */
  elsewhere?: string;
  scope: Scope;
  line: number;
}

/** mix.exs as far as it can be read without running it. */
export interface MixProject {
  packages: AskedPackage[];
  /** The lockfile that it names itself, as members of an umbrella do. */
  lockfile?: string;
}

/** Throws a FileFault for what is cut off. */
export function parseMixExs(text: string): MixProject {
  const items = itemsOf(text, ELIXIR);
  if (items[items.length - 1]?.value !== 'end') {
    throw new FileFault('does not end; is it cut off?');
  }
  const all = [...allItems(items)];
  refuseOpenBlocks(all);
  const named = all.findIndex(({ value }) => value === 'lockfile:');
  const lockfile = named === -1 ? undefined : all[named + 1];
  return {
    packages: all.flatMap(item => dependencyIn(item) ?? []),
    ...(lockfile?.kind === 'text' ? { lockfile: lockfile.value } : {}),
  };
}

/** Each `do` and `fn` has an `end`. */
function refuseOpenBlocks(all: readonly Item[]): void {
  let open = 0;
  for (const { kind, value } of all) {
    if (kind !== 'word') continue;
    if (value === 'do' || value === 'fn') open += 1;
    if (value === 'end') open -= 1;
  }
  if (open > 0) throw new FileFault('a block does not end; is it cut off?');
}

/** `{:ex_aws, "~> 2.1", only: :test}`; other tuples of a project have other members. */
function dependencyIn(item: Item): AskedPackage | undefined {
  if (item.kind !== 'group' || item.value !== '{') return undefined;
  const [[first] = [], ...rest] = argumentsOf(item.items);
  const app = atomOf(first);
  if (app === undefined || rest.length === 0) return undefined;
  const [requirement] = rest[0];
  const isRequirement = requirement.kind === 'text';
  const options = optionsIn(isRequirement ? rest.slice(1) : rest);
  if (!isRequirement && options.size === 0) return undefined;
  const elsewhere =
    options.has('git:') || options.has('github:') ? 'git' : undefined;
  const isFolder = options.has('path:') || options.has('in_umbrella:');
  return {
    app,
    name: atomOf(options.get('hex:')) ?? app,
    ...(isRequirement ? { requirement: requirement.value } : {}),
    ...(elsewhere || isFolder ? { elsewhere: elsewhere ?? 'a folder' } : {}),
    scope: scopeOf(options),
    line: item.line,
  };
}

function optionsIn(parts: readonly Item[][]): Map<string, Item> {
  const options = new Map<string, Item>();
  for (const part of parts) {
    const [key, value] = part;
    if (key.kind === 'group' && key.value === '[') {
      for (const [name, item] of optionsIn(argumentsOf(key.items))) {
        options.set(name, item);
      }
    } else if (key.kind === 'word' && key.value.endsWith(':') && value) {
      options.set(key.value, value);
    }
  }
  return options;
}

function scopeOf(options: ReadonlyMap<string, Item>): Scope {
  const only = options.get('only:');
  if (!only) {
    return options.get('optional:')?.value === 'true' ? 'optional' : 'runtime';
  }
  const environments = [only, ...allItems(only.items)].flatMap(
    item => atomOf(item) ?? [],
  );
  if (environments.length === 0 || environments.includes('prod')) {
    return 'runtime';
  }
  if (environments.every(name => name === 'test')) return 'test';
  return environments.every(name => /^(dev|test|docs|ci|lint)$/.test(name))
    ? 'development'
    : 'runtime';
}
