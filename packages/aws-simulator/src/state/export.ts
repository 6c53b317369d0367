import type {
  AccountFile,
  AddonSpec,
  AssociationSpec,
  ClusterSpec,
  RoleSpec,
} from '../account/schema';
import { associationsOwnedBy } from './associations';
import type {
  AccountState,
  Addon,
  Association,
  Cluster,
  Role,
  Settings,
  TrailEvent,
} from './types';

/** Leaves out members that are undefined or empty, so that the file stays readable. */
function compact<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(
      ([, item]) =>
        item !== undefined &&
        item !== null &&
        !(Array.isArray(item) && item.length === 0) &&
        !(
          typeof item === 'object' &&
          !Array.isArray(item) &&
          Object.keys(item).length === 0
        ),
    ),
  ) as T;
}

function exportRole(role: Role): RoleSpec {
  return compact({
    name: role.name,
    path: role.path === '/' ? undefined : role.path,
    trust: JSON.parse(role.trust),
    attachedPolicies: role.attachedPolicies,
    inlinePolicies: Object.fromEntries(
      [...role.inlinePolicies].map(([name, document]) => [
        name,
        JSON.parse(document),
      ]),
    ),
    description: role.description,
    maxSessionDuration: role.maxSessionDuration,
    permissionsBoundary: role.permissionsBoundary,
    tags: role.tags,
    createdAt: role.createdAt.toISOString(),
    lastUsedAt: role.lastUsedAt?.toISOString(),
  });
}

function exportAssociation(
  association: Association,
  cluster: Cluster,
): AssociationSpec {
  const owner = [...cluster.addons.values()].find(
    ({ arn }) => arn === association.ownerArn,
  );
  return compact({
    id: association.id,
    namespace: association.namespace,
    serviceAccount: association.serviceAccount,
    role: association.roleArn,
    targetRole: association.targetRoleArn,
    disableSessionTags: association.disableSessionTags || undefined,
    policy: association.policy,
    tags: association.tags,
    createdAt: association.createdAt.toISOString(),
    modifiedAt: association.modifiedAt.toISOString(),
    ownerAddon: owner?.name,
  });
}

function exportAddon(addon: Addon, cluster: Cluster): AddonSpec {
  return compact({
    name: addon.name,
    version: addon.version,
    // What is under way is written as done: an account file knows no half-way states of its own.
    status: ['CREATING', 'UPDATING'].includes(addon.status)
      ? undefined
      : addon.status,
    health: addon.issues,
    serviceAccountRole: addon.serviceAccountRoleArn,
    podIdentityAssociations: associationsOwnedBy(cluster, addon.arn).map(
      ({ id, serviceAccount, roleArn, createdAt }) => ({
        id,
        serviceAccount,
        role: roleArn,
        createdAt: createdAt.toISOString(),
      }),
    ),
    configurationValues: addon.configurationValues,
    namespace: addon.namespace,
    publisher: addon.publisher,
    tags: addon.tags,
    createdAt: addon.createdAt.toISOString(),
    modifiedAt: addon.modifiedAt.toISOString(),
    objects: addon.bringsObjects ? undefined : false,
  });
}

function exportCluster(cluster: Cluster): ClusterSpec {
  const ownArns = new Set([...cluster.addons.values()].map(({ arn }) => arn));
  return compact({
    ...cluster.spec,
    region: cluster.region,
    version: cluster.version,
    platformVersion: cluster.platformVersion,
    createdAt: cluster.createdAt.toISOString(),
    oidcId: cluster.issuer.split('/').pop(),
    tags: cluster.tags,
    addons: [...cluster.addons.values()]
      .filter(({ status }) => status !== 'DELETING')
      .map(addon => exportAddon(addon, cluster)),
    nodegroups: cluster.spec.nodegroups?.map(spec => ({
      ...spec,
      tags: cluster.nodegroups.get(spec.name)?.tags ?? spec.tags,
    })),
    podIdentityAssociations: [...cluster.associations.values()]
      .filter(({ ownerArn }) => !ownerArn || !ownArns.has(ownerArn))
      .map(association => exportAssociation(association, cluster)),
    kubernetes: cluster.kubernetes?.export() ?? cluster.spec.kubernetes,
  });
}

function exportEvent(
  event: TrailEvent,
): NonNullable<NonNullable<AccountFile['cloudTrail']>['events']>[number] {
  const { record } = event;
  const text = (name: string) =>
    record[name] === undefined ? undefined : String(record[name]);
  return compact({
    eventTime: event.eventTime.toISOString(),
    eventName: event.eventName,
    eventSource: event.eventSource,
    region: event.region,
    username: event.username,
    userAgent: text('userAgent'),
    sourceIPAddress: text('sourceIPAddress'),
    readOnly: event.readOnly,
    accessKeyId: event.accessKeyId,
    userIdentity: record.userIdentity as Record<string, unknown>,
    requestParameters: record.requestParameters as Record<string, unknown>,
    responseElements: record.responseElements as Record<string, unknown>,
    errorCode: text('errorCode'),
    errorMessage: text('errorMessage'),
    resources: event.resources.map(({ ResourceType, ResourceName }) => ({
      type: ResourceType,
      name: ResourceName,
    })),
  });
}

/**
 * The state as an account file, which a simulator can start from again. Times are absolute. The trail
 * is written out whole, so nothing is derived at the next start.
 */
export function exportAccount(state: AccountState): AccountFile {
  const { settings, clock, faults } = state;
  const customer = [...state.policies.values()].filter(({ arn }) =>
    arn.includes(`:${state.accountId}:`),
  );
  const issuers = new Set(
    [...state.clusters.values()].map(({ issuer }) =>
      issuer.replace('https://', ''),
    ),
  );
  return compact({
    accountId: state.accountId,
    partition: state.partition,
    regions: state.regions,
    settings: { timeScale: clock.timeScale, ...(settings as Settings) },
    faults: compact({
      ...faults,
      throttling: faults.throttling === true ? undefined : faults.throttling,
    }),
    callers: [...state.callers.values()].map(caller =>
      compact({
        accessKeyId: caller.accessKeyId,
        secretAccessKey: caller.secretAccessKey,
        arn: caller.arn,
        deny: caller.deny,
        allow: caller.allow,
      }),
    ),
    iam: compact({
      roles: [...state.roles.values()].map(exportRole),
      policies: customer.map(policy =>
        compact({
          name: policy.name,
          path: policy.path === '/' ? undefined : policy.path,
          document: JSON.parse(policy.document),
          createdAt: policy.createdAt.toISOString(),
        }),
      ),
      oidcProviders: [...state.oidcProviders.values()]
        .filter(({ url }) => !issuers.has(url))
        .map(({ url, clientIds, thumbprints, tags, createdAt }) =>
          compact({
            url,
            clientIds,
            thumbprints,
            tags,
            createdAt: createdAt.toISOString(),
          }),
        ),
    }),
    clusters: [...state.clusters.values()].map(exportCluster),
    repositories: state.repositories.map(({ files, ...repository }) =>
      compact({
        ...repository,
        files: Object.fromEntries(
          [...files].map(([path, content]) => [path, content.toString('utf8')]),
        ),
      }),
    ),
    cloudTrail: { derive: false, events: state.trail.map(exportEvent) },
  });
}
