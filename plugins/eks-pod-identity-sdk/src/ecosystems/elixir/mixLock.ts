import { Item, argumentsOf, itemsOf } from '../../code/items';
import { FileFault } from '../../ecosystem';
import { ELIXIR } from './notation';

/** One package of a lockfile of Hex. */
export interface LockedPackage {
  /** The name of the application, by which others ask for it. */
  app: string;
  /** The name in the registry. */
  name: string;
  version?: string;
  /** Where it is taken from, if not from a registry. */
  elsewhere?: string;
  /** Applications that it asks for. */
  dependencies: string[];
  line: number;
}

/** mix.lock as data: a map of Elixir with a tuple per package. Throws a FileFault for what is none. */
export function parseMixLock(text: string): LockedPackage[] {
  const [percent, map, ...rest] = itemsOf(text, ELIXIR);
  if (percent?.value !== '%' || map?.value !== '{' || rest.length > 0) {
    throw new FileFault('is not a map of packages; is it cut off?');
  }
  return argumentsOf(map.items).map(entry => {
    const [key] = entry;
    const tuple = entry[entry.length - 1];
    if (key.kind !== 'text' || tuple.kind !== 'group') {
      throw new FileFault('is not a package', key.line);
    }
    return packageOf(key.value, tuple, key.line);
  });
}

function packageOf(app: string, tuple: Item, line: number): LockedPackage {
  const parts = argumentsOf(tuple.items).map(([first]) => first);
  const [source, name, version] = parts;
  if (source?.value === ':hex' || source?.value === ':package') {
    // The oldest ones have the version alone.
    const locked = source.value === ':hex' ? version : name;
    if (locked?.kind !== 'text') {
      throw new FileFault('is not a package with a version', line);
    }
    return {
      app,
      name: source.value === ':hex' ? atomOf(name) ?? app : app,
      version: locked.value,
      dependencies: parts.filter(isList).flatMap(dependenciesOf),
      line,
    };
  }
  return {
    app,
    name: app,
    elsewhere: source?.value === ':git' ? 'git' : 'elsewhere than from Hex',
    dependencies: [],
    line,
  };
}

function isList(item: Item | undefined): item is Item {
  return item?.kind === 'group' && item.value === '[';
}

/** `{:configparser_ex, "~> 4.0", […]}` in the list of dependencies; the list of build tools has atoms only. */
function dependenciesOf(list: Item): string[] {
  return list.items.flatMap(item =>
    item.kind === 'group' ? atomOf(item.items[0]) ?? [] : [],
  );
}

/** `name` of `:name`. */
export function atomOf(item: Item | undefined): string | undefined {
  return item?.kind === 'word' && /^:\w/.test(item.value)
    ? item.value.slice(1)
    : undefined;
}
