import { posix } from 'node:path';
import { Budget, Scope, evaluateData } from './expressions/evaluate';
import {
  ERROR,
  NULL,
  SOME_OBJECT,
  UNKNOWN,
  Value,
  booleanOf,
  deepByDefault,
  list,
  markedBy,
  object,
  scalar,
  textOf,
} from './expressions/values';
import { Block, Blocks, FolderCode } from './folderCode';
import { isClusterModule, readModuleSource } from './modules';
import { withOptional } from './optionalAttributes';
import { Body } from './parse';

/** Modules that call each other deeper, or in a circle, end here. */
const MAX_DEPTH = 10;
/** More of one block are not told apart. */
const MAX_INSTANCES = 200;

/** What a module is given by whoever calls it. */
export interface ModuleInputs {
  /** The value of an input; undefined for one that is not given. */
  get(name: string): Value | undefined;
  /** It is not known what else is given: defaults say nothing. */
  open?: boolean;
  /** Files of the folder itself do not count: the caller gives all. */
  isCalled?: boolean;
  /** Values that somebody names on the command line. */
  named?: ReadonlyMap<string, unknown>;
}

/** One of the things that a block makes. */
export interface Instance {
  scope: Scope;
  /** It is there only under a condition that could not be evaluated, or by the default of a variable. */
  maybe: boolean;
}

/** Where the code of folders is found. */
export type CodeOf = (folder: string) => FolderCode | undefined;

const CLUSTER_NAMES = new Set(['cluster_name', 'cluster_id', 'name']);
/** Arguments of a module block that are no inputs. */
export const META = new Set([
  'source',
  'version',
  'count',
  'for_each',
  'providers',
  'depends_on',
  'lifecycle',
]);
/** A block that was not read: whether it is there once, never or often is not known. */
const NOT_READ: Value = { kind: 'instances', item: SOME_OBJECT };

/** What the names in the code of one folder stand for, called with certain inputs. */
export class ModuleScope implements Scope {
  readonly #values = new Map<string, Value>();
  readonly #children = new Map<string, ModuleScope>();
  readonly #running = new Set<string>();

  constructor(
    readonly code: FolderCode,
    private readonly inputs: ModuleInputs,
    private readonly codeOf: CodeOf,
    readonly budget: Budget,
    private readonly depth = 0,
  ) {}

  reference(name: string): Value | undefined {
    switch (name) {
      case 'var':
        return { kind: 'opaque', get: key => this.variable(key) };
      case 'local':
        return { kind: 'opaque', get: key => this.#local(key) };
      case 'module':
        return { kind: 'opaque', get: key => this.#module(key) };
      case 'path':
      case 'terraform':
      case 'tofu':
      case 'data':
        return SOME_OBJECT;
      default:
        // Types of resources: no other name has a provider before it.
        return name.includes('_')
          ? { kind: 'opaque', get: key => this.#resource(name, key) }
          : undefined;
    }
  }

  /** The value of an argument. */
  value(data: unknown): Value {
    return evaluateData(data, this);
  }

  /** The value of an input variable. */
  variable(name: string): Value {
    return this.#once(`var.${name}`, () => {
      const declaration = this.code.variables.get(name)?.body;
      const given = this.#given(name);
      if (given && !isNull(given)) {
        return withOptional(given, declaration?.type);
      }
      if (given && declaration?.nullable !== false) return given;
      if (declaration && 'default' in declaration && !this.inputs.open) {
        return deepByDefault(
          withOptional(
            evaluateData(declaration.default, this),
            declaration.type,
          ),
        );
      }
      return UNKNOWN;
    });
  }

  #given(name: string): Value | undefined {
    const { isCalled, named } = this.inputs;
    if (isCalled) return this.inputs.get(name);
    for (const source of [named, this.code.values]) {
      if (source?.has(name)) return evaluateData(source.get(name), this);
    }
    return this.inputs.get(name);
  }

  #local(name: string): Value {
    return this.#once(`local.${name}`, () =>
      this.code.locals.has(name)
        ? evaluateData(this.code.locals.get(name), this)
        : UNKNOWN,
    );
  }

  #once(key: string, evaluateIt: () => Value): Value {
    const known = this.#values.get(key);
    if (known) return known;
    if (this.#running.has(key)) return UNKNOWN;
    this.#running.add(key);
    const value = evaluateIt();
    this.#running.delete(key);
    this.#values.set(key, value);
    return value;
  }

  #resource(type: string, name: string): Value {
    const block = this.code.resources.get(type)?.get(name);
    if (!block) return NOT_READ;
    return this.#instancesValue(block, ({ scope }) => ({
      kind: 'opaque',
      get: attribute => attributeOfResource(block, attribute, scope),
    }));
  }

  #module(name: string): Value {
    const block = this.code.modules.get(name);
    if (!block) return NOT_READ;
    return this.#instancesValue(block, ({ scope }, key) => ({
      kind: 'opaque',
      get: output => this.#output(block, output, scope, key),
    }));
  }

  #output(block: Block, output: string, scope: Scope, key: string): Value {
    const source = textOf(evaluateData(block.body.source, scope));
    if (source === undefined) return SOME_OBJECT;
    const child = this.childOf(block, source, { scope, maybe: false }, key);
    if (child) {
      const declared = child.code.outputs.get(output);
      return declared
        ? this.#once(`module.${block.name}.${key}.${output}`, () =>
            evaluateData(declared.body.value, child),
          )
        : ERROR;
    }
    const given = block.body.cluster_name ?? block.body.name;
    return CLUSTER_NAMES.has(output) &&
      given !== undefined &&
      isClusterModule(readModuleSource(source))
      ? evaluateData(given, scope)
      : SOME_OBJECT;
  }

  /** The module that a block calls by a path, as far as its folder was read. */
  childOf(
    block: Block,
    source: string,
    { scope }: Instance,
    key: string,
  ): ModuleScope | undefined {
    if (!isLocalSource(source) || this.depth >= MAX_DEPTH) return undefined;
    const code = this.codeOf(posix.join(this.code.folder, source));
    if (!code) return undefined;
    const id = `${block.name}\0${key}`;
    const known = this.#children.get(id);
    if (known) return known;
    const child = new ModuleScope(
      code,
      {
        get: name =>
          name in block.body && !META.has(name)
            ? evaluateData(block.body[name], scope)
            : undefined,
        isCalled: true,
      },
      this.codeOf,
      this.budget,
      this.depth + 1,
    );
    this.#children.set(id, child);
    return child;
  }

  /** What a block makes, by `count` and `for_each`. */
  instances(block: Block): Map<string, Instance> {
    const { count, for_each: forEach } = block.body;
    if (count !== undefined) return this.#counted(this.value(count));
    if (forEach !== undefined) return this.#forEach(this.value(forEach));
    const enabled = enabledOf(block.body);
    const holds = enabled === undefined ? scalar(true) : this.value(enabled);
    return booleanOf(holds) === false && !holds.byDefault
      ? new Map()
      : new Map([['', { scope: this, maybe: booleanOf(holds) !== true }]]);
  }

  #counted(count: Value): Map<string, Instance> {
    const number = count.kind === 'scalar' ? Number(count.value) : NaN;
    const at = (index: Value) =>
      this.#with({ count: object([['index', index]]) });
    if (!(number >= 0 && number <= MAX_INSTANCES)) {
      return new Map([['', { scope: at(UNKNOWN), maybe: true }]]);
    }
    if (number === 0) {
      return count.byDefault
        ? new Map([['', { scope: at(scalar(0)), maybe: true }]])
        : new Map();
    }
    return new Map(
      Array.from({ length: number }, (_, index) => [
        String(index),
        { scope: at(scalar(index)), maybe: false },
      ]),
    );
  }

  #forEach(value: Value): Map<string, Instance> {
    const of = (key: Value, each: Value, maybe: boolean): Instance => ({
      scope: this.#with({
        each: object([
          ['key', key],
          ['value', each],
        ]),
      }),
      maybe,
    });
    const instances = new Map<string, Instance>();
    let open = true;
    if (value.kind === 'object' && value.entries.size <= MAX_INSTANCES) {
      open = value.open === true;
      for (const [key, each] of value.entries) {
        instances.set(key, of(scalar(key), each, each.maybe === true));
      }
    } else if (value.kind === 'list' && value.items.length <= MAX_INSTANCES) {
      open = value.open === true;
      for (const item of value.items) {
        const key = textOf(item);
        if (key === undefined) open = true;
        else instances.set(key, of(item, item, item.maybe === true));
      }
    }
    if (open) instances.set('*', of(UNKNOWN, UNKNOWN, true));
    return instances;
  }

  #with(names: Record<string, Value>): Scope {
    return {
      budget: this.budget,
      reference: name =>
        Object.hasOwn(names, name) ? names[name] : this.reference(name),
    };
  }

  #instancesValue(
    block: Block,
    of: (instance: Instance, key: string) => Value,
  ): Value {
    const instances = this.instances(block);
    const { count, for_each: forEach } = block.body;
    if (count === undefined && forEach === undefined) {
      const [single] = instances.values();
      return single ? of(single, '') : NULL;
    }
    const all = [...instances];
    if (all.some(([, { maybe }]) => maybe)) {
      const [[key, first]] = all;
      const isAbsent = count !== undefined && textOf(this.value(count)) === '0';
      // None by default: whoever refers to it gets nothing by default, too.
      return isAbsent
        ? markedBy(list([]), this.value(count))
        : { kind: 'instances', item: of(first, key) };
    }
    return count !== undefined
      ? list(all.map(([key, instance]) => of(instance, key)))
      : object(
          all.map(([key, instance]): [string, Value] => [
            key,
            of(instance, key),
          ]),
        );
  }
}

/** OpenTofu 1.11: `lifecycle { enabled = … }`. */
function enabledOf(body: Body): unknown {
  const [lifecycle] = Array.isArray(body.lifecycle) ? body.lifecycle : [];
  return (lifecycle as Body | undefined)?.enabled;
}

function attributeOfResource(
  { body }: Block,
  attribute: string,
  scope: Scope,
): Value {
  const name =
    attribute === 'id' && body.name !== undefined ? 'name' : attribute;
  return name in body ? evaluateData(body[name], scope) : SOME_OBJECT;
}

function isNull(value: Value): boolean {
  return value.kind === 'scalar' && value.value === null;
}

/** Whether a source is a path. */
export function isLocalSource(source: string): boolean {
  return /^\.{1,2}(?:\/|$)/.test(source);
}

/** The blocks of a type of resources. */
export function resourcesOf(code: FolderCode, type: string): Blocks {
  return code.resources.get(type) ?? new Map();
}
