import { Item, allItems, argumentsOf, itemsOf } from '../../code/items';
import {
  ExtractContext,
  Extraction,
  FileFault,
  FoundPackage,
  Scope,
  SourceFile,
} from '../../ecosystem';
import { mergeFound } from '../../found';
import { exactOrRange } from './extract';
import { ERLANG } from './notation';

/** rebar.lock: `{<<"cowboy">>,{pkg,<<"cowboy">>,<<"2.9.0">>},0}` per package; what only tests need is not in it. */
export function extractRebarLock(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const items = itemsOf(file.text, ERLANG);
  if (items.length === 0) throw new FileFault('is empty');
  if (items[items.length - 1].value !== '.') {
    throw new FileFault('does not end; is it cut off?');
  }
  const packages = [...allItems(items)].flatMap(item => {
    if (item.kind !== 'group' || item.value !== '{') return [];
    const [name, source, level] = argumentsOf(item.items).map(meaning);
    if (name?.kind !== 'text' || source?.kind !== 'group' || !level) return [];
    const [kind, registryName, version] = argumentsOf(source.items).map(
      meaning,
    );
    const isPackage = kind?.value === 'pkg' && registryName && version;
    const found: FoundPackage = {
      name: isPackage ? registryName.value : name.value,
      ...(isPackage
        ? { version: version.value }
        : { unresolved: `taken from ${kind?.value ?? 'elsewhere'}` }),
      line: item.line,
      direct: level.value === '0',
      scope: 'runtime',
      via: [],
    };
    return context.wanted(found.name) ? [found] : [];
  });
  return { packages: mergeFound(packages), graph: 'complete' };
}

/** What stands between the brackets of a binary (`<<"name">>`), else the item itself. */
function meaning(items: readonly Item[]): Item | undefined {
  return items.find(({ kind }) => kind === 'text') ?? items[0];
}

/** rebar.config without its lockfile: `{deps, [cowboy, {erlcloud, "3.7.0"}]}`, also within profiles. */
export function extractRebarConfig(
  file: SourceFile,
  context: ExtractContext,
): Extraction {
  const packages = dependenciesIn(itemsOf(file.text, ERLANG), 'runtime').filter(
    ({ name }) => context.wanted(name),
  );
  return { packages: mergeFound(packages), graph: 'partial' };
}

function dependenciesIn(items: readonly Item[], scope: Scope): FoundPackage[] {
  return items.flatMap(item => {
    if (item.kind !== 'group') return [];
    const [[key] = [], [list] = []] = argumentsOf(item.items);
    if (item.value === '{' && key?.value === 'deps' && list) {
      return argumentsOf(list.items).flatMap(entry =>
        dependencyOf(entry, scope),
      );
    }
    const isTest = item.value === '{' && /^(test|ct|eunit)$/.test(key?.value);
    return dependenciesIn(item.items, isTest ? 'test' : scope);
  });
}

function dependencyOf([entry]: Item[], scope: Scope): FoundPackage[] {
  const rest = { line: entry.line, direct: true, scope, via: [] };
  if (entry.kind !== 'group') {
    return [{ name: entry.value, range: '>= 0.0.0', ...rest }];
  }
  const [[name] = [], [second] = []] = argumentsOf(entry.items);
  if (!name) return [];
  if (second?.kind === 'text') {
    return [{ name: name.value, ...exactOrRange(second.value), ...rest }];
  }
  const [kind] = second?.items ?? [];
  return [
    kind === undefined || kind.value === 'pkg'
      ? { name: name.value, range: '>= 0.0.0', ...rest }
      : { name: name.value, unresolved: `taken from ${kind.value}`, ...rest },
  ];
}
