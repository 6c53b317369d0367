import {
  ExtractContext,
  Extraction,
  FoundPackage,
  SourceFile,
} from '../../../ecosystem';
import { jsonLines } from '../../../json';
import { parseSpecifier, wanted } from '../specifier';
import { Workspace } from './catalogs';
import { overridesIn } from './overrides';
import { Manifest, askedFor, parseManifest } from './schema';

/** A package.json that no lockfile resolves: ranges, exact pins, what catalogs and overrides say, and an unknown rest. */
export async function extractManifest(
  file: SourceFile,
  context: ExtractContext,
): Promise<Extraction> {
  const manifest = parseManifest(file.text);
  const workspace = await Workspace.around(file.path, context);
  const asked = askedFor(manifest);
  const interesting = asked
    .map(entry => ({
      ...entry,
      specifier: parseSpecifier(
        entry.name,
        (entry.range.startsWith('catalog:')
          ? workspace.rangeOf(entry.name, entry.range)
          : undefined) ?? entry.range,
      ),
    }))
    .filter(({ specifier }) => context.wanted(specifier.name));
  const forced = forcedOn(manifest, workspace, context);
  const names = new Set([
    ...interesting.map(({ name }) => name),
    ...forced.keys(),
  ]);
  const lines =
    names.size > 0
      ? jsonLines(
          file.text,
          (property, parents) => parents.length > 0 && names.has(property),
        )
      : new Map<string, number[]>();
  const packages = interesting.flatMap(
    ({ name, member, scope, specifier }): FoundPackage[] =>
      pinsOf(wanted(specifier), forced.get(specifier.name)).map(pin => ({
        name: specifier.name,
        ...pin,
        line: lines.get(`${member}\0${name}`)?.at(-1) ?? 1,
        direct: true,
        scope,
        via: [],
      })),
  );
  return {
    packages: [...packages, ...broughtBy(packages, forced, lines)],
    // What is there for development only is not installed where a service runs.
    graph: asked.every(({ scope }) => scope === 'development')
      ? 'complete'
      : 'partial',
  };
}

type Pin = ReturnType<typeof wanted>;

/** What overrides force on one package. */
interface Forced {
  pins: Pin[];
  /** Whether one of them holds wherever the package is asked for. */
  isEverywhere: boolean;
}

function pinsOf(asked: Pin, forced: Forced | undefined): Pin[] {
  if (!forced) return [asked];
  return forced.isEverywhere ? forced.pins : [asked, ...forced.pins];
}

/** What overrides force on packages, by name. */
function forcedOn(
  manifest: Manifest,
  workspace: Workspace,
  context: ExtractContext,
): Map<string, Forced> {
  const { overrides, resolutions, pnpm } = manifest;
  const forced = new Map<string, Forced>();
  const found = overridesIn(
    [overrides, resolutions, pnpm?.overrides, ...workspace.overrides()],
    context.wanted,
  );
  for (const { name, range, isEverywhere } of found) {
    // `$name` means what the file itself asks for.
    if (range.startsWith('$')) continue;
    const resolved = range.startsWith('catalog:')
      ? workspace.rangeOf(name, range) ?? range
      : range;
    const known = forced.get(name);
    forced.set(name, {
      pins: [...(known?.pins ?? []), wanted(parseSpecifier(name, resolved))],
      isEverywhere: isEverywhere || known?.isEverywhere === true,
    });
  }
  return forced;
}

/** Of a package that nobody asks for there may be others beside the one that is overridden. */
const ONLY_BELOW_SOME: Pin = {
  unresolved: 'an override sets it below some packages only',
};

/** What is overridden and not asked for comes along with a package that is, if with any. */
function broughtBy(
  packages: readonly FoundPackage[],
  forced: ReadonlyMap<string, Forced>,
  lines: ReadonlyMap<string, number[]>,
): FoundPackage[] {
  const asked = new Set(packages.map(({ name }) => name));
  const [first] = packages;
  if (!first) return [];
  return [...forced]
    .filter(([name]) => !asked.has(name))
    .flatMap(([name, { pins, isEverywhere }]) =>
      (isEverywhere ? pins : [ONLY_BELOW_SOME]).map(pin => ({
        name,
        ...pin,
        line: lineOf(name, lines),
        direct: false,
        scope: first.scope,
        via: [first.name],
      })),
    );
}

function lineOf(name: string, lines: ReadonlyMap<string, number[]>): number {
  for (const [path, at] of lines) {
    if (path.endsWith(`\0${name}`)) return at[0];
  }
  return 1;
}
