import { posix } from 'node:path';
import { hasMembers, pushUnfollowed } from './addonResources';
import { addModuleAssociations, clusterNameOf } from './associations';
import { attributeOf } from './expressions/access';
import { evaluateData } from './expressions/evaluate';
import {
  ERROR,
  UNKNOWN,
  Value,
  booleanOf,
  isSomething,
  markedBy,
  textOf,
  stateOf,
} from './expressions/values';
import { ModuleFact } from './facts';
import { Block } from './folderCode';
import { META, ModuleScope, isLocalSource } from './moduleScope';
import {
  Address,
  AddonModule,
  addonModuleOf,
  readModuleSource,
} from './modules';
import { setsAddons } from './unfollowed';
import { pinnedVersion } from './versions';
import { Walk, walkModule } from './walk';

/** Modules that a module calls: those that are known to set add-ons, those by a path, and all others. */
export function addModuleCalls(scope: ModuleScope, walk: Walk): void {
  for (const block of scope.code.modules.values()) {
    for (const [key, instance] of scope.instances(block)) {
      const value = (name: string) =>
        evaluateData(block.body[name] ?? null, instance.scope);
      const source = textOf(value('source'));
      const inner = { ...walk, maybe: walk.maybe || instance.maybe };
      const child =
        source === undefined
          ? undefined
          : scope.childOf(block, source, instance, key);
      if (child) {
        walkModule(child, inner);
        continue;
      }
      callModule(
        {
          block,
          path: ['module', block.name],
          what: `module ${block.name}`,
          ...(source === undefined
            ? {}
            : {
                source: isLocalSource(source)
                  ? posix.join(scope.code.folder, source)
                  : source,
              }),
          isLocal: source !== undefined && isLocalSource(source),
          version: textOf(value('version')),
          inputs: Object.keys(block.body).filter(name => !META.has(name)),
          input: name =>
            block.body[name] === undefined ? undefined : value(name),
        },
        inner,
      );
    }
  }
}

/** A module as somebody calls it. */
export interface ModuleCall {
  block: Block;
  /** Of its inputs in the file. */
  path: string[];
  /** Of its source in the file; default: beside its inputs. */
  sourcePath?: string[];
  what: string;
  /** Absent where it is an expression that could not be evaluated. */
  source?: string;
  /** Its source is a path that was not read. */
  isLocal: boolean;
  version?: string;
  inputs: string[];
  input(name: string): Value | undefined;
}

/** Collects what a call of a module whose code is not read tells. */
export function callModule(call: ModuleCall, walk: Walk): void {
  const { block, path, source = '', isLocal, what } = call;
  const address: Address = isLocal
    ? { name: source }
    : readModuleSource(source);
  const known = isLocal ? undefined : addonModuleOf(address);
  const fact = source ? factOf(call, address, walk) : undefined;
  if (
    fact &&
    !isLocal &&
    !walk.found.modules.some(each => isSame(each, fact))
  ) {
    walk.found.modules.push(fact);
  }
  if (known && fact) {
    addAddons(call, known, fact, walk);
  } else {
    const inputs = call.inputs.map((name): [string, Value] => [
      name,
      call.input(name) ?? UNKNOWN,
    ]);
    const why = setsAddons(address, inputs);
    if (why) {
      pushUnfollowed(walk, block, path, {
        what: `${what}: ${
          source || 'its source'
        } can't be followed, and sets add-ons by ${why}`,
        addonName: textOf(call.input('addon_name')),
        clusterName: clusterOf(call),
      });
    }
  }
  if (!isLocal) addModuleAssociations(block, address, call.input, walk);
}

function isSame(a: ModuleFact, b: ModuleFact): boolean {
  return (
    a.name === b.name &&
    a.source === b.source &&
    a.evidence.where === b.evidence.where
  );
}

function factOf(call: ModuleCall, address: Address, { at }: Walk): ModuleFact {
  const { block, path, source, what } = call;
  const constraint = call.version ?? address.ref;
  const version = address.ref ?? (constraint && pinnedVersion(constraint));
  return {
    name: block.name,
    source: address.name + (address.submodule ? `//${address.submodule}` : ''),
    ...(version ? { version } : {}),
    ...(constraint ? { constraint } : {}),
    evidence: at(
      `${what}: ${source} ${call.version ?? ''}`.trim(),
      block.file.path,
      block.file.positions.lineOf(call.sourcePath ?? [...path, 'source']),
    ),
  };
}

function clusterOf({ input }: ModuleCall): string | undefined {
  return clusterNameOf(
    ['cluster_name', 'eks_cluster_name', 'eks_cluster_id', 'name']
      .map(input)
      .find(value => value !== undefined),
  );
}

function addAddons(
  call: ModuleCall,
  { takes, makesRole }: AddonModule,
  module: ModuleFact,
  walk: Walk,
): void {
  const isOn = ['create', 'enabled'].map(call.input).map(booleanOf);
  if (isOn.includes(false)) return;
  const push = (
    name: Value | undefined,
    options: Value,
    path: string[],
    what: string,
  ) => {
    const addon = textOf(name);
    const clusterName = clusterOf(call);
    if (addon === undefined || options.maybe || walk.maybe) {
      pushUnfollowed(walk, call.block, path, {
        what:
          addon === undefined
            ? `${what} is an expression`
            : `${what} depends on a condition that is not static`,
        addonName: addon,
        clusterName,
      });
      return;
    }
    const role = attributeIn(options, 'service_account_role_arn');
    walk.found.addons.push({
      name: addon,
      ...(clusterName ? { clusterName } : {}),
      through: 'module',
      hasServiceAccountRole:
        makesRole && isSomething(role) === false ? true : stateOf(role),
      hasPodIdentityAssociation: associationOf(options),
      module,
      evidence: walk.at(
        what,
        call.block.file.path,
        call.block.file.positions.lineOf(path),
      ),
    });
  };
  if (takes.kind === 'switches') {
    for (const [input, addon] of Object.entries(takes.switches)) {
      const value = call.input(input);
      if (value === undefined) continue;
      const path = [...call.path, input];
      const options =
        call.input(`${input.replace(/^enable_/, '')}_config`) ?? ERROR;
      const isSwitchedOn = booleanOf(value);
      if (isSwitchedOn === false && !value.byDefault) continue;
      push(
        { kind: 'scalar', value: addon },
        isSwitchedOn === true ? options : { ...options, maybe: true },
        path,
        `${call.what}: ${input}`,
      );
    }
    return;
  }
  for (const input of takes.inputs) {
    const addons = call.input(input);
    if (addons === undefined || isSomething(addons) === false) continue;
    const path = [...call.path, input];
    const what = `${call.what}: ${input}`;
    for (const [key, given] of membersByKey(addons)) {
      const options = markedBy(given, addons);
      const create = attributeIn(options, 'create');
      if (booleanOf(create) === false) continue;
      const named =
        attributeIn(options, 'addon_name') ?? attributeIn(options, 'name');
      const byKey: Value | undefined =
        key === undefined ? undefined : { kind: 'scalar', value: key };
      push(
        textOf(named) ? named : byKey ?? named,
        options,
        key === undefined ? path : [...path, key],
        key === undefined ? what : `${what}.${key}`,
      );
    }
    if (
      (addons.kind !== 'object' && addons.kind !== 'list') ||
      addons.open === true
    ) {
      push(undefined, UNKNOWN, path, what);
    }
  }
}

function attributeIn(options: Value, name: string): Value | undefined {
  if (options.kind !== 'object') {
    return options.kind === 'unknown' ? UNKNOWN : undefined;
  }
  const value = attributeOf(options, name);
  return value.kind === 'error' ? undefined : value;
}

function associationOf(options: Value): boolean | null {
  const states = ['pod_identity_association', 'pod_identity_associations'].map(
    name => hasMembers(attributeIn(options, name)),
  );
  if (states.includes(true)) return true;
  return states.includes(null) ? null : false;
}

function membersByKey(addons: Value): [string | undefined, Value][] {
  if (addons.kind === 'object') return [...addons.entries];
  return addons.kind === 'list'
    ? addons.items.map((item): [undefined, Value] => [undefined, item])
    : [];
}
