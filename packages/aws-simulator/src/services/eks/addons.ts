import type {
  CreateAddonRequest,
  CreateAddonResponse,
  DeleteAddonRequest,
  DeleteAddonResponse,
  DescribeAddonRequest,
  DescribeAddonResponse,
  ListAddonsRequest,
  ListAddonsResponse,
  UpdateAddonRequest,
  UpdateAddonResponse,
} from '@aws-sdk/client-eks';
import { eksArn } from '../../state/arns';
import { associationsOwnedBy } from '../../state/associations';
import { uuid } from '../../state/ids';
import type { Addon, Cluster, Update } from '../../state/types';
import type { CallContext } from '../context';
import {
  checkAddonAssociations,
  checkAddonRoles,
  checkConfiguration,
  checkServiceAccountRole,
  offeredAddon,
  offeredVersion,
  replaceAssociations,
} from './addonRules';
import { deleteAssociation } from './associationRules';
import { eksError } from './errors';
import { once } from './idempotency';
import {
  clusterArn,
  eksPage,
  findAddon,
  findCluster,
  operation,
  type Checked,
} from './operation';
import { addonView, updateView } from './views';

const ofCluster = (input: { clusterName: string }, context: CallContext) =>
  clusterArn(context, input.clusterName);

const ofAddon = (
  input: { clusterName: string; addonName: string },
  context: CallContext,
) =>
  context.state.clusters
    .get(clusterArn(context, input.clusterName))
    ?.addons.get(input.addonName)?.arn ??
  eksArn(
    context.state,
    context.region,
    `addon/${input.clusterName}/${input.addonName}/*`,
  );

function updateParameters(
  input: Checked<UpdateAddonRequest>,
  namespace: string,
): Update['params'] {
  const parameters = [
    ['AddonVersion', input.addonVersion],
    ['ServiceAccountRoleArn', input.serviceAccountRoleArn],
    ['ResolveConflicts', input.resolveConflicts],
    ['ConfigurationValues', input.configurationValues],
    [
      'PodIdentityAssociations',
      input.podIdentityAssociations &&
        JSON.stringify(
          input.podIdentityAssociations.map(item => ({ ...item, namespace })),
        ),
    ],
  ];
  return parameters.flatMap(([type, value]) =>
    type && value !== undefined ? [{ type, value }] : [],
  );
}

/** Lets the add-on arrive at what was asked for, after the time that EKS takes. */
function finishUpdate(
  context: CallContext,
  cluster: Cluster,
  addon: Addon,
  update: Update,
  changes: Partial<Addon>,
): void {
  const { clock, settings, events } = context.state;
  clock.after(settings.addonTransitionSeconds, () => {
    if (cluster.addons.get(addon.name) !== addon) {
      return;
    }
    Object.assign(addon, changes, {
      status: 'ACTIVE',
      issues: [],
      modifiedAt: clock.now(),
    });
    update.status = 'Successful';
    events.emit('addon-changed', cluster, addon);
  });
}

function updateAddon(
  input: Checked<UpdateAddonRequest>,
  context: CallContext,
): UpdateAddonResponse {
  const { clock, settings } = context.state;
  const cluster = findCluster(context, input.clusterName);
  const addon = findAddon(cluster, input.addonName);
  // Text: awslabs/cdk-eks-blueprints#447
  if (['CREATING', 'UPDATING', 'DELETING'].includes(addon.status)) {
    throw eksError(
      'ResourceInUseException',
      `Addon ${addon.name} cannot be updated as it is currently in ${addon.status} state`,
      { clusterName: cluster.name, addonName: addon.name },
    );
  }
  const known = offeredAddon(cluster, addon.name);
  const version = input.addonVersion
    ? offeredVersion(cluster, known, input.addonVersion)
    : addon.version;
  checkConfiguration(cluster, known, input.configurationValues);
  checkServiceAccountRole(context, input.serviceAccountRoleArn);
  checkAddonAssociations(
    context,
    cluster,
    known,
    version,
    addon.namespace,
    input.podIdentityAssociations,
    addon,
  );
  const update: Update = {
    id: uuid(),
    addonName: addon.name,
    status: 'InProgress',
    type: 'AddonUpdate',
    params: updateParameters(input, addon.namespace),
    createdAt: clock.now(),
    errors: [],
  };
  cluster.updates.push(update);
  addon.status = 'UPDATING';
  addon.modifiedAt = clock.now();
  if (input.podIdentityAssociations) {
    replaceAssociations(context, cluster, addon, input.podIdentityAssociations);
  }
  // Omitting the role unsets it (service model, terraform-provider-aws#19402); reports of what is
  // shown afterwards contradict each other, so the account file can ask for the other behaviour.
  const keepsRole =
    input.serviceAccountRoleArn === undefined &&
    settings.updateAddonWithoutRole === 'keep';
  finishUpdate(context, cluster, addon, update, {
    version,
    configurationValues:
      input.configurationValues === undefined
        ? addon.configurationValues
        : input.configurationValues || undefined,
    ...(keepsRole
      ? {}
      : {
          serviceAccountRoleArn: input.serviceAccountRoleArn,
          lastServiceAccountRoleArn:
            addon.serviceAccountRoleArn ?? addon.lastServiceAccountRoleArn,
        }),
  });
  return { update: updateView(update) };
}

function createAddon(
  input: Checked<CreateAddonRequest>,
  context: CallContext,
): CreateAddonResponse {
  const { clock, settings, events } = context.state;
  const cluster = findCluster(context, input.clusterName);
  const members = { clusterName: cluster.name, addonName: input.addonName };
  if (cluster.status !== 'ACTIVE') {
    throw eksError(
      'InvalidRequestException',
      `Cluster is not in ACTIVE state: ${cluster.status}`,
      members,
    );
  }
  if (cluster.addons.has(input.addonName)) {
    throw eksError('ResourceInUseException', 'Addon already exists.', members);
  }
  const known = offeredAddon(cluster, input.addonName);
  const version = offeredVersion(cluster, known, input.addonVersion);
  const namespace = input.namespaceConfig?.namespace ?? known.namespace;
  checkConfiguration(cluster, known, input.configurationValues);
  checkServiceAccountRole(context, input.serviceAccountRoleArn);
  checkAddonAssociations(
    context,
    cluster,
    known,
    version,
    namespace,
    input.podIdentityAssociations,
  );
  const now = clock.now();
  const addon: Addon = {
    name: known.name,
    // A re-created add-on has another ARN.
    arn: eksArn(
      context.state,
      cluster.region,
      `addon/${cluster.name}/${known.name}/${uuid()}`,
    ),
    version,
    status: 'CREATING',
    issues: [],
    serviceAccountRoleArn: input.serviceAccountRoleArn,
    configurationValues: input.configurationValues || undefined,
    namespace,
    owner: known.owner,
    publisher: known.publisher,
    tags: input.tags ?? {},
    createdAt: now,
    modifiedAt: now,
    bringsObjects: true,
  };
  cluster.addons.set(addon.name, addon);
  replaceAssociations(
    context,
    cluster,
    addon,
    input.podIdentityAssociations ?? [],
  );
  events.emit('addon-installed', cluster, addon);
  clock.after(settings.addonTransitionSeconds, () => {
    if (addon.status === 'CREATING') {
      addon.status = 'ACTIVE';
      addon.modifiedAt = clock.now();
    }
  });
  return { addon: addonView(addon, cluster) };
}

function deleteAddon(
  input: Checked<DeleteAddonRequest>,
  context: CallContext,
): DeleteAddonResponse {
  const { clock, settings, events } = context.state;
  const cluster = findCluster(context, input.clusterName);
  const addon = findAddon(cluster, input.addonName);
  if (addon.status === 'DELETING') {
    return { addon: addonView(addon, cluster) };
  }
  addon.status = 'DELETING';
  addon.modifiedAt = clock.now();
  clock.after(settings.addonTransitionSeconds, () => {
    cluster.addons.delete(addon.name);
    // preserve keeps the software and its associations (EKS user guide).
    if (!input.preserve) {
      for (const association of associationsOwnedBy(cluster, addon.arn)) {
        deleteAssociation(context.state, cluster, association);
      }
      events.emit('addon-removed', cluster, addon);
    }
  });
  return { addon: addonView(addon, cluster) };
}

/** Add-ons of a cluster. */
export const addonOperations = {
  ListAddons: operation<ListAddonsRequest, ListAddonsResponse>({
    resource: ofCluster,
    run: (input, context) => {
      const cluster = findCluster(context, input.clusterName);
      const { items, next } = eksPage(
        cluster.addons.keys(),
        name => name,
        input,
        `addons:${cluster.name}`,
        context,
      );
      return { addons: items, nextToken: next };
    },
  }),

  DescribeAddon: operation<DescribeAddonRequest, DescribeAddonResponse>({
    resource: ofAddon,
    run: (input, context) => {
      const cluster = findCluster(context, input.clusterName);
      return { addon: addonView(findAddon(cluster, input.addonName), cluster) };
    },
  }),

  CreateAddon: operation<CreateAddonRequest, CreateAddonResponse>({
    isWrite: true,
    resource: ofCluster,
    before: (input, context) => checkAddonRoles(context, input),
    run: (input, context) =>
      once(context, 'CreateAddon', input, () => createAddon(input, context)),
  }),

  UpdateAddon: operation<UpdateAddonRequest, UpdateAddonResponse>({
    isWrite: true,
    resource: ofAddon,
    before: (input, context) => checkAddonRoles(context, input),
    run: (input, context) =>
      once(context, 'UpdateAddon', input, () => updateAddon(input, context)),
  }),

  DeleteAddon: operation<DeleteAddonRequest, DeleteAddonResponse>({
    isWrite: true,
    resource: ofAddon,
    run: deleteAddon,
  }),
};
