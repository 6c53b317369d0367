import { clusterNameOf } from './associations';
import { Scope, evaluateData } from './expressions/evaluate';
import { Value, isSomething, textOf, stateOf } from './expressions/values';
import { Block } from './folderCode';
import { Instance, ModuleScope, resourcesOf } from './moduleScope';
import { blocksOf } from './parse';
import { Walk } from './walk';

/** Add-ons that resources make. */
export function addAddonResources(scope: ModuleScope, walk: Walk): void {
  for (const block of resourcesOf(scope.code, 'aws_eks_addon').values()) {
    for (const instance of scope.instances(block).values()) {
      addAddon(block, instance, walk);
    }
  }
  // The provider for Cloud Control manages the same add-ons by other requests.
  for (const block of resourcesOf(scope.code, 'awscc_eks_addon').values()) {
    for (const { scope: instance } of scope.instances(block).values()) {
      const value = (name: string) =>
        evaluateData(block.body[name] ?? null, instance);
      pushUnfollowed(walk, block, ['resource', 'awscc_eks_addon', block.name], {
        what: `awscc_eks_addon.${block.name} is managed through Cloud Control`,
        addonName: textOf(value('addon_name')),
        clusterName: clusterNameOf(value('cluster_name')),
      });
    }
  }
}

function addAddon(
  block: Block,
  { scope: instance, maybe }: Instance,
  walk: Walk,
): void {
  const value = (name: string) =>
    evaluateData(block.body[name] ?? null, instance);
  const path = ['resource', 'aws_eks_addon', block.name];
  const name = textOf(value('addon_name'));
  const clusterName = clusterNameOf(value('cluster_name'));
  if (name === undefined || maybe || walk.maybe) {
    pushUnfollowed(walk, block, path, {
      what:
        name === undefined
          ? `aws_eks_addon.${block.name}: its name is not static`
          : `aws_eks_addon.${block.name} depends on a condition that is not static`,
      addonName: name,
      clusterName,
    });
    return;
  }
  walk.found.addons.push({
    name,
    ...(clusterName ? { clusterName } : {}),
    through: 'resource',
    hasServiceAccountRole: stateOf(value('service_account_role_arn')),
    hasPodIdentityAssociation: hasAssociation(block, instance),
    evidence: walk.at(
      `aws_eks_addon.${block.name}`,
      block.file.path,
      block.file.positions.lineOf(path),
    ),
  });
}

/** Written as a block, or as a dynamic one for each of something. */
function hasAssociation({ body }: Block, instance: Scope): boolean | null {
  if (blocksOf(body.pod_identity_association).length > 0) return true;
  const dynamic = blocksOf(body.dynamic).flatMap(each =>
    blocksOf(each.pod_identity_association),
  );
  const states = dynamic.map(block =>
    hasMembers(evaluateData(block.for_each ?? null, instance)),
  );
  if (states.includes(true)) return true;
  return states.includes(null) ? null : false;
}

/** The members of a list or map; undefined where it is neither, as far as is known. */
function membersOf(value: Value | undefined): Value[] | undefined {
  if (value?.kind === 'list') return value.items;
  return value?.kind === 'object' ? [...value.entries.values()] : undefined;
}

/** Whether a list or map has members; null where that can't be told. */
export function hasMembers(value: Value | undefined): boolean | null {
  const members = membersOf(value);
  if (!members) return isSomething(value) === false ? false : null;
  if (members.some(({ maybe }) => !maybe)) return true;
  return members.length > 0 || (value as { open?: boolean }).open
    ? null
    : false;
}

/** Notes code that sets add-ons and can't be followed. */
export function pushUnfollowed(
  { found, at }: Walk,
  { file }: Pick<Block, 'file'>,
  path: string[],
  {
    what,
    addonName,
    clusterName,
  }: { what: string; addonName?: string; clusterName?: string },
): void {
  found.unfollowed.push({
    ...(addonName ? { addonName } : {}),
    ...(clusterName ? { clusterName } : {}),
    evidence: at(what, file.path, file.positions.lineOf(path)),
  });
}
