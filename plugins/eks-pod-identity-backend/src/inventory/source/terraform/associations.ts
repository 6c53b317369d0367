import { attributeOf } from './expressions/access';
import { Scope, evaluateData } from './expressions/evaluate';
import { Value, booleanOf, object, textOf } from './expressions/values';
import { Block, Blocks } from './folderCode';
import { ModuleScope, resourcesOf } from './moduleScope';
import { Address } from './modules';
import { Walk } from './walk';

const RESOURCE = 'aws_eks_pod_identity_association';

/** Associations that resources make. */
export function addAssociations(scope: ModuleScope, walk: Walk): void {
  const blocks: Blocks = resourcesOf(scope.code, RESOURCE);
  for (const block of blocks.values()) {
    for (const { scope: instance } of scope.instances(block).values()) {
      push(
        object(
          ['cluster_name', 'namespace', 'service_account'].map(
            (name): [string, Value] => [name, argument(block, name, instance)],
          ),
        ),
        `${RESOURCE}.${block.name}`,
        walk,
        block,
        ['resource', RESOURCE, block.name],
      );
    }
  }
}

function argument({ body }: Block, name: string, instance: Scope): Value {
  return name in body
    ? evaluateData(body[name], instance)
    : { kind: 'scalar', value: null };
}

function push(
  values: Value,
  what: string,
  { found, at }: Walk,
  { file }: Block,
  path: string[],
): void {
  const namespace = textOf(attributeOf(values, 'namespace'));
  const serviceAccount = textOf(attributeOf(values, 'service_account'));
  const clusterName = clusterNameOf(attributeOf(values, 'cluster_name'));
  found.associations.push({
    ...(namespace ? { namespace } : {}),
    ...(serviceAccount ? { serviceAccount } : {}),
    ...(clusterName ? { clusterName } : {}),
    evidence: at(what, file.path, file.positions.lineOf(path)),
  });
}

/** The cluster that a value names. A variable's default is there to be overridden: it names none for sure. */
export function clusterNameOf(value: Value | undefined): string | undefined {
  return value?.byDefault ? undefined : textOf(value);
}

/** Modules whose purpose is an association: eks-pod-identity, and Karpenter's submodule where it is asked to. */
export function addModuleAssociations(
  block: Block,
  { name, submodule }: Address,
  input: (name: string) => Value | undefined,
  walk: Walk,
): void {
  const what = `module ${block.name}`;
  if (name === 'terraform-aws-modules/eks-pod-identity/aws') {
    const associations = input('associations');
    const defaults = input('association_defaults');
    if (associations?.kind !== 'object') return;
    for (const [key, values] of associations.entries) {
      push(
        object([
          ...(defaults?.kind === 'object' ? defaults.entries : []),
          ...(values.kind === 'object' ? values.entries : []),
        ]),
        what,
        walk,
        block,
        ['module', block.name, 'associations', key],
      );
    }
  } else if (
    name === 'terraform-aws-modules/eks/aws' &&
    submodule === 'modules/karpenter' &&
    booleanOf(input('create_pod_identity_association'))
  ) {
    push(
      object(
        ['cluster_name', 'namespace', 'service_account'].flatMap(
          (key): [string, Value][] => {
            const value = input(key);
            return value ? [[key, value]] : [];
          },
        ),
      ),
      what,
      walk,
      block,
      ['module', block.name],
    );
  }
}
