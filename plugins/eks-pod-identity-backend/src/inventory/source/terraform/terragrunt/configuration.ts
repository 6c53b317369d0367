import { posix } from 'node:path';
import { Budget, Scope, evaluateData } from '../expressions/evaluate';
import {
  SOME_OBJECT,
  UNKNOWN,
  Value,
  markedBy,
  object,
  scalar,
  textOf,
} from '../expressions/values';
import { Body, ParsedFile, blocksOf, isBody, labelledBlocksOf } from '../parse';

/** Configurations that include or read each other deeper, or in a circle, end here. */
const MAX_DEPTH = 8;

/** What all configurations of a reading share. */
export interface Configurations {
  /** By path. */
  files: ReadonlyMap<string, ParsedFile>;
  budget: Budget;
  /** The name of the cluster that the unit of a folder makes. */
  clusterOf(folder: string): Value | undefined;
}

/** Where a configuration stands: included by a unit, read by another one, or a unit itself. */
interface Place {
  /** What `get_terragrunt_dir()` gives. */
  folder: string;
  depth: number;
}

/** One Terragrunt configuration (Terragrunt documentation, HCL blocks and functions). */
export class Configuration implements Scope {
  readonly budget: Budget;
  readonly #locals = new Map<string, Value>();
  readonly #running = new Set<string>();
  #includes?: Map<string, Configuration | undefined>;

  constructor(
    readonly file: ParsedFile,
    private readonly all: Configurations,
    private readonly place: Place,
  ) {
    this.budget = all.budget;
  }

  reference(name: string): Value | undefined {
    switch (name) {
      case 'local':
        return { kind: 'opaque', get: key => this.#local(key) };
      case 'include':
        return { kind: 'opaque', get: key => this.#include(key) };
      case 'dependency':
        return { kind: 'opaque', get: key => this.#dependency(key) };
      default:
        return undefined;
    }
  }

  /** Where its code comes from: what it says itself comes before what it includes. */
  get source(): Value | undefined {
    for (const terraform of blocksOf(this.file.body.terraform)) {
      if (terraform.source !== undefined) {
        return evaluateData(terraform.source, this);
      }
    }
    for (const parent of this.includes.values()) {
      const source = parent?.source;
      if (source) return source;
    }
    return undefined;
  }

  /** Whether something that it includes was not read. */
  get isOpen(): boolean {
    return [...this.includes.values()].some(
      parent => parent === undefined || parent.isOpen,
    );
  }

  /** Its inputs over those of what it includes. */
  get inputs(): Value {
    const entries = new Map<string, Value>();
    let open = false;
    const add = (value: Value, deep: boolean) => {
      if (value.kind !== 'object') {
        open = true;
        return;
      }
      open ||= value.open === true;
      for (const [key, each] of value.entries) {
        const before = entries.get(key);
        entries.set(key, deep && before ? deepMerged(before, each) : each);
      }
    };
    let deep = false;
    for (const [name, parent] of this.includes) {
      const strategy = this.#strategyOf(name);
      deep ||= strategy === 'deep';
      if (strategy === 'no_merge') continue;
      if (parent) add(parent.inputs, deep);
      else open = true;
    }
    if (this.file.body.inputs !== undefined) {
      add(evaluateData(this.file.body.inputs, this), deep);
    }
    return object(entries, open);
  }

  /** Configurations that it includes; undefined for one that was not read. */
  get includes(): Map<string, Configuration | undefined> {
    if (this.#includes) return this.#includes;
    this.#includes = new Map();
    for (const [name, block] of includesOf(this.file.body)) {
      const path = textOf(evaluateData(block.path ?? null, this));
      this.#includes.set(
        name,
        path === undefined ? undefined : this.#open(path, this.place.folder),
      );
    }
    return this.#includes;
  }

  #strategyOf(name: string): string {
    const block = includesOf(this.file.body).find(([each]) => each === name);
    return (
      textOf(evaluateData(block?.[1].merge_strategy ?? null, this)) ?? 'shallow'
    );
  }

  #open(path: string, folder: string): Configuration | undefined {
    const file = this.all.files.get(this.#resolve(path));
    return file && this.place.depth < MAX_DEPTH
      ? new Configuration(file, this.all, {
          folder,
          depth: this.place.depth + 1,
        })
      : undefined;
  }

  /** A path within the repository. */
  #resolve(path: string): string {
    return posix
      .join(path.startsWith('/') ? '/' : `/${this.place.folder}`, path)
      .slice(1);
  }

  #local(name: string): Value {
    const known = this.#locals.get(name);
    if (known) return known;
    if (this.#running.has(name)) return UNKNOWN;
    this.#running.add(name);
    let value: Value = UNKNOWN;
    for (const locals of blocksOf(this.file.body.locals)) {
      if (Object.hasOwn(locals, name)) value = evaluateData(locals[name], this);
    }
    this.#running.delete(name);
    this.#locals.set(name, value);
    return value;
  }

  #include(name: string): Value {
    const named = this.includes.get(name);
    if (named) return named.asValue();
    const bare = this.includes.get('');
    return bare ? attribute(bare.asValue(), name) : UNKNOWN;
  }

  #dependency(name: string): Value {
    const block = labelledBlocksOf(this.file.body.dependency).find(
      ([label]) => label === name,
    )?.[1];
    const path = block && textOf(evaluateData(block.config_path, this));
    return {
      kind: 'opaque',
      get: part =>
        part === 'outputs'
          ? {
              kind: 'opaque',
              get: output =>
                (path !== undefined &&
                  /^(?:cluster_(?:name|id)|name)$/.test(output) &&
                  this.all.clusterOf(this.#resolve(path))) ||
                SOME_OBJECT,
            }
          : SOME_OBJECT,
    };
  }

  /** What `read_terragrunt_config` and an exposed include give. */
  asValue(): Value {
    return {
      kind: 'opaque',
      get: name => {
        switch (name) {
          case 'locals':
            return { kind: 'opaque', get: key => this.#local(key) };
          case 'inputs':
            return this.inputs;
          case 'dependency':
            return this.reference('dependency')!;
          default:
            return UNKNOWN;
        }
      },
    };
  }

  call(name: string, given: Value[]): Value | undefined {
    const folder = `/${this.place.folder}`;
    switch (name) {
      case 'find_in_parent_folders':
        return this.#findInParents(given);
      case 'get_terragrunt_dir':
      case 'get_original_terragrunt_dir':
        return scalar(folder);
      case 'get_parent_terragrunt_dir':
        return scalar(`/${posix.dirname(this.file.path)}`);
      case 'get_repo_root':
        return scalar('');
      case 'get_path_to_repo_root':
        return scalar(posix.relative(folder, '/') || '.');
      case 'get_path_from_repo_root':
        return scalar(this.place.folder);
      case 'path_relative_to_include':
        return scalar(
          posix.relative(`/${posix.dirname(this.file.path)}`, folder) || '.',
        );
      case 'get_env':
        return given.length > 1
          ? markedBy(given[1], { ...UNKNOWN, byDefault: true })
          : { kind: 'unknown', isSet: true };
      case 'read_terragrunt_config':
        return this.#read(given);
      default:
        return undefined;
    }
  }

  #findInParents([name, otherwise]: Value[]): Value {
    const wanted =
      name === undefined
        ? ['terragrunt.hcl', 'root.hcl']
        : [textOf(name) ?? ''];
    for (let at = this.place.folder; at !== '.' && at !== ''; ) {
      at = posix.dirname(at);
      for (const each of wanted) {
        const path = posix.join(at, each);
        if (this.all.files.has(path)) return scalar(`/${path}`);
      }
    }
    return otherwise ?? UNKNOWN;
  }

  #read([path, otherwise]: Value[]): Value {
    const text = path && textOf(path);
    if (text === undefined) return otherwise ?? UNKNOWN;
    const opened = this.#open(text, posix.dirname(this.#resolve(text)));
    return opened?.asValue() ?? otherwise ?? UNKNOWN;
  }
}

function attribute(value: Value, name: string): Value {
  return value.kind === 'opaque' ? value.get(name) : UNKNOWN;
}

/** Includes with their labels; one without a label is called ''. */
function includesOf(body: Body): [string, Body][] {
  if (Array.isArray(body.include)) {
    return blocksOf(body.include).map(block => ['', block]);
  }
  return isBody(body.include) ? labelledBlocksOf(body.include) : [];
}

function deepMerged(a: Value, b: Value): Value {
  if (a.kind === 'object' && b.kind === 'object') {
    const entries = new Map(a.entries);
    for (const [key, value] of b.entries) {
      const before = entries.get(key);
      entries.set(key, before ? deepMerged(before, value) : value);
    }
    return object(entries, a.open || b.open);
  }
  if (a.kind === 'list' && b.kind === 'list') {
    return { ...b, items: [...a.items, ...b.items] };
  }
  return b;
}
