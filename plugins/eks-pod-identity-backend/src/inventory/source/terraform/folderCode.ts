import { posix } from 'node:path';
import { isOverride } from './files';
import { Body, ParsedFile, blocksOf, isBody, labelledBlocksOf } from './parse';

/** A block, and the file that it is in. */
export interface Block {
  file: ParsedFile;
  name: string;
  body: Body;
}

/** The blocks of a kind, by their names. */
export type Blocks = Map<string, Block>;

/** The Terraform code of one folder, with what override files change in it. */
export interface FolderCode {
  folder: string;
  variables: Blocks;
  locals: Map<string, unknown>;
  outputs: Blocks;
  modules: Blocks;
  /** By type and name. */
  resources: Map<string, Blocks>;
  /** `terraform` blocks. */
  settings: Block[];
  /** Values of the files that Terraform loads by itself; the later one wins. */
  values: Map<string, unknown>;
  /** Files of values that Terraform loads by itself where it runs in this folder. */
  loaded: ParsedFile[];
  /** Files of values that somebody has to name. */
  named: ParsedFile[];
  locks: ParsedFile[];
  terragrunt: ParsedFile[];
}

/** Puts the files of one folder together. */
export function folderCodeOf(
  folder: string,
  files: readonly ParsedFile[],
): FolderCode {
  const code: FolderCode = {
    folder,
    variables: new Map(),
    locals: new Map(),
    outputs: new Map(),
    modules: new Map(),
    resources: new Map(),
    settings: [],
    values: new Map(),
    loaded: [],
    named: [],
    locks: [],
    terragrunt: [],
  };
  const present = new Set(files.map(({ path }) => path));
  const sorted = [...files].sort((a, b) => orderOf(a) - orderOf(b));
  for (const file of sorted) {
    switch (file.kind) {
      case 'hcl':
      case 'json':
        if (!isReplaced(file.path, present)) addBlocks(file, code);
        break;
      case 'variables':
      case 'variables-json':
        code.loaded.push(file);
        for (const [name, value] of Object.entries(file.body)) {
          code.values.set(name, value);
        }
        break;
      case 'named-variables':
      case 'named-variables-json':
        code.named.push(file);
        break;
      case 'lock':
        code.locks.push(file);
        break;
      case 'terragrunt':
        code.terragrunt.push(file);
        break;
      default:
    }
  }
  return code;
}

/** OpenTofu takes `main.tofu` instead of `main.tf`. */
function isReplaced(path: string, present: ReadonlySet<string>): boolean {
  const other = path.replace(/\.tf(\.json)?$/, '.tofu$1');
  return other !== path && present.has(other);
}

/** Override files come last; of values first terraform.tfvars, then terraform.tfvars.json, then the others by name. */
function orderOf({ path }: ParsedFile): number {
  if (isOverride(path)) return 3;
  const name = posix.basename(path);
  if (name === 'terraform.tfvars') return 0;
  return name === 'terraform.tfvars.json' ? 1 : 2;
}

function addBlocks(file: ParsedFile, code: FolderCode): void {
  const { body } = file;
  const overrides = isOverride(file.path);
  const add = (blocks: Blocks, name: string, block: Body) => {
    const known = blocks.get(name);
    blocks.set(
      name,
      known && overrides
        ? { ...known, body: { ...known.body, ...block } }
        : known ?? { file, name, body: block },
    );
  };
  for (const [name, block] of labelledBlocksOf(body.variable)) {
    add(code.variables, name, block);
  }
  for (const [name, block] of labelledBlocksOf(body.output)) {
    add(code.outputs, name, block);
  }
  for (const [name, block] of labelledBlocksOf(body.module)) {
    add(code.modules, name, block);
  }
  for (const locals of blocksOf(body.locals)) {
    for (const [name, value] of Object.entries(locals)) {
      code.locals.set(name, value);
    }
  }
  for (const resources of blocksOf(body.resource)) {
    for (const [type, named] of Object.entries(resources)) {
      const blocks: Blocks = code.resources.get(type) ?? new Map();
      code.resources.set(type, blocks);
      for (const [name, block] of labelledBlocksOf(named)) {
        add(blocks, name, block);
      }
    }
  }
  for (const settings of blocksOf(body.terraform)) {
    if (isBody(settings))
      code.settings.push({ file, name: '', body: settings });
  }
}
