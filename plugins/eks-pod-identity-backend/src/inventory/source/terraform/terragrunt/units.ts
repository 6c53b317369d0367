import { posix } from 'node:path';
import { attributeOf } from '../expressions/access';
import { UNKNOWN, Value, textOf } from '../expressions/values';
import { FolderCode } from '../folderCode';
import { callModule } from '../moduleCalls';
import { ModuleScope, isLocalSource } from '../moduleScope';
import { isClusterModule, readModuleSource } from '../modules';
import { ParsedFile } from '../parse';
import { Walk, walkModule } from '../walk';
import { Configuration, Configurations } from './configuration';

/** A folder that Terragrunt applies. */
export interface Unit {
  folder: string;
  file: ParsedFile;
  configuration: Configuration;
}

/** The units among Terragrunt's files, by their folders. */
export function unitsOf(
  files: readonly ParsedFile[],
  budget: Configurations['budget'],
): Map<string, Unit> {
  const units = new Map<string, Unit>();
  const all: Configurations = {
    files: new Map(files.map(file => [file.path, file])),
    budget,
    clusterOf: folder => clusterOf(units.get(folder)),
  };
  for (const file of files) {
    if (posix.basename(file.path) !== 'terragrunt.hcl') continue;
    const folder = posix.dirname(file.path);
    units.set(folder, {
      folder,
      file,
      configuration: new Configuration(file, all, { folder, depth: 0 }),
    });
  }
  return units;
}

function clusterOf(unit: Unit | undefined): Value | undefined {
  const source = unit && textOf(unit.configuration.source);
  if (!source || !isClusterModule(readModuleSource(source))) return undefined;
  const { inputs } = unit.configuration;
  return ['cluster_name', 'name']
    .map(name => attributeOf(inputs, name))
    .find(value => textOf(value) !== undefined);
}

/** The folder with the code of a unit, where it was read. */
export function folderOf(
  { folder, file, configuration }: Unit,
  codes: ReadonlyMap<string, FolderCode>,
): string | undefined {
  const source = configuration.source;
  const hasCode = (path: string) =>
    (codes.get(path)?.modules.size ?? 0) +
      (codes.get(path)?.resources.size ?? 0) >
    0;
  if (source === undefined) return hasCode(folder) ? folder : undefined;
  const text = textOf(source);
  if (text === undefined || !isPath(text)) return undefined;
  const from = text.startsWith('/')
    ? ['/']
    : // Terragrunt resolves it from where it stands: in the unit, or in what the unit includes.
      [folder, ...includedFolders(configuration), posix.dirname(file.path)];
  return from
    .map(base => posix.join('/', base, text).slice(1).replace(/\/$/, '') || '.')
    .find(hasCode);
}

function includedFolders(configuration: Configuration): string[] {
  return [...configuration.includes.values()].flatMap(parent =>
    parent ? [posix.dirname(parent.file.path)] : [],
  );
}

function isPath(source: string): boolean {
  return source.startsWith('/') || isLocalSource(source);
}

/** Collects what a unit tells: its inputs, in the code that its source names. */
export function walkUnit(
  unit: Unit,
  codes: ReadonlyMap<string, FolderCode>,
  walk: Walk,
): void {
  const { configuration, folder, file } = unit;
  const { inputs, source } = configuration;
  const input = (name: string) =>
    inputs.kind === 'object' ? inputs.entries.get(name) : undefined;
  const code = codes.get(folderOf(unit, codes) ?? '\0');
  // What it includes may generate code that asks for providers.
  for (const each of [folder, ...includedFolders(configuration)]) {
    walk.found.folders.add(each);
  }
  if (code) {
    walkModule(
      new ModuleScope(
        code,
        { get: input, open: inputs.kind !== 'object' || inputs.open },
        path => codes.get(path),
        configuration.budget,
      ),
      walk,
    );
    return;
  }
  // A configuration without code is there to be included.
  if (source === undefined && !configuration.isOpen) return;
  const text = source && textOf(source);
  const isLocal = text !== undefined && isPath(text);
  callModule(
    {
      block: { file, name: posix.basename(folder), body: {} },
      path: ['inputs'],
      sourcePath: ['terraform', 'source'],
      what: `Terragrunt unit ${folder}`,
      ...(text === undefined
        ? { source: folder, isLocal: true }
        : { source: text, isLocal }),
      inputs: inputs.kind === 'object' ? [...inputs.entries.keys()] : [],
      input,
    },
    walk,
  );
  if (inputs.kind === 'object' && inputs.open && !isLocal && text) {
    noteOpenInputs(unit, text, input, walk);
  }
}

/** What could not be read of a unit's inputs may set add-ons, where its module takes some. */
function noteOpenInputs(
  { file, folder }: Unit,
  source: string,
  input: (name: string) => Value | undefined,
  walk: Walk,
): void {
  if (!isClusterModule(readModuleSource(source))) return;
  const given = ['cluster_addons', 'addons'].some(
    name => (input(name) ?? UNKNOWN) !== UNKNOWN,
  );
  if (given) return;
  walk.found.unfollowed.push({
    evidence: walk.at(
      `Terragrunt unit ${folder}: a configuration that it includes was not read`,
      file.path,
      file.positions.lineOf(['include']),
    ),
  });
}
