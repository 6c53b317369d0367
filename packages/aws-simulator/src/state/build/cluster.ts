import type {
  AddonSpec,
  AssociationSpec,
  ClusterSpec,
  FargateProfileSpec,
  NodegroupSpec,
} from '../../account/schema';
import { parseTime } from '../../account/time';
import { catalogAddon, defaultVersion } from '../../data/addonCatalog';
import { associationArn, dnsSuffix, eksArn, roleArn } from '../arns';
import { associationId, oidcId, uuid } from '../ids';
import type {
  AccessEntry,
  AccountState,
  Addon,
  Association,
  Cluster,
  FargateProfile,
  HealthIssue,
  Nodegroup,
  Role,
} from '../types';

export interface ClusterContext
  extends Pick<AccountState, 'partition' | 'accountId'> {
  now: Date;
  roles: Map<string, Role>;
}

/** A role by name or ARN; a name that no role has still makes the ARN of a role that is missing. */
export function resolveRole(
  reference: string,
  context: ClusterContext,
): string {
  if (reference.startsWith('arn:')) {
    return reference;
  }
  const name = reference.split('/').pop() ?? reference;
  return context.roles.get(name)?.arn ?? roleArn(context, reference);
}

/** Issuer of a cluster, with https://. */
export function issuerOf(
  spec: ClusterSpec,
  region: string,
  account: Pick<AccountState, 'partition'>,
): string {
  const id = spec.oidcId ?? oidcId(`${region}/${spec.name}`);
  return `https://oidc.eks.${region}.${dnsSuffix(account.partition)}/id/${id}`;
}

function healthIssues(
  issues:
    | { code: string; message: string; resourceIds?: string[] }[]
    | undefined,
): HealthIssue[] {
  return (issues ?? []).map(issue => ({
    code: issue.code,
    message: issue.message,
    resourceIds: issue.resourceIds ?? [],
  }));
}

function buildAddon(
  spec: AddonSpec,
  cluster: Cluster,
  context: ClusterContext,
): Addon {
  const known = catalogAddon(spec.name);
  const createdAt = parseTime(
    spec.createdAt ?? cluster.createdAt.toISOString(),
    context.now,
  );
  return {
    name: spec.name,
    arn: eksArn(
      context,
      cluster.region,
      `addon/${cluster.name}/${spec.name}/${uuid(
        `${cluster.arn}/${spec.name}`,
      )}`,
    ),
    version:
      spec.version ??
      (known && defaultVersion(known, cluster.version)) ??
      known?.versions[0].version ??
      'v1.0.0-eksbuild.1',
    status: spec.status ?? 'ACTIVE',
    issues: healthIssues(spec.health),
    serviceAccountRoleArn: spec.serviceAccountRole
      ? resolveRole(spec.serviceAccountRole, context)
      : undefined,
    configurationValues:
      typeof spec.configurationValues === 'object'
        ? JSON.stringify(spec.configurationValues)
        : spec.configurationValues,
    namespace: spec.namespace ?? known?.namespace ?? 'kube-system',
    owner: known?.owner ?? 'aws-marketplace',
    publisher: spec.publisher ?? known?.publisher ?? 'eks',
    tags: spec.tags ?? {},
    createdAt,
    modifiedAt: spec.modifiedAt
      ? parseTime(spec.modifiedAt, context.now)
      : createdAt,
    bringsObjects: spec.objects ?? true,
  };
}

/** The externalId that EKS makes for target roles: region/account/cluster/namespace/service account. */
export function externalIdOf(
  cluster: Pick<Cluster, 'name' | 'region'>,
  accountId: string,
  namespace: string,
  serviceAccount: string,
): string {
  return [
    cluster.region,
    accountId,
    cluster.name,
    namespace,
    serviceAccount,
  ].join('/');
}

function buildAssociation(
  spec: AssociationSpec,
  ownerArn: string | undefined,
  cluster: Cluster,
  context: ClusterContext,
): Association {
  const id =
    spec.id ??
    associationId(`${cluster.arn}/${spec.namespace}/${spec.serviceAccount}`);
  const createdAt = parseTime(
    spec.createdAt ?? cluster.createdAt.toISOString(),
    context.now,
  );
  return {
    id,
    arn: associationArn(context, cluster, id),
    clusterName: cluster.name,
    namespace: spec.namespace,
    serviceAccount: spec.serviceAccount,
    roleArn: resolveRole(spec.role, context),
    targetRoleArn: spec.targetRole && resolveRole(spec.targetRole, context),
    externalId: spec.targetRole
      ? externalIdOf(
          cluster,
          context.accountId,
          spec.namespace,
          spec.serviceAccount,
        )
      : undefined,
    disableSessionTags: spec.disableSessionTags ?? false,
    policy: spec.policy,
    ownerArn,
    tags: spec.tags ?? {},
    createdAt,
    modifiedAt: spec.modifiedAt
      ? parseTime(spec.modifiedAt, context.now)
      : createdAt,
    effectiveAt: createdAt,
  };
}

function buildAssociations(
  cluster: Cluster,
  context: ClusterContext,
): Association[] {
  const owned = (cluster.spec.addons ?? []).flatMap(addonSpec =>
    (addonSpec.podIdentityAssociations ?? []).map(spec => {
      const addon = cluster.addons.get(addonSpec.name) as Addon;
      return buildAssociation(
        {
          ...spec,
          namespace: addon.namespace,
          createdAt: spec.createdAt ?? addonSpec.createdAt,
          tags: addonSpec.tags,
        },
        addon.arn,
        cluster,
        context,
      );
    }),
  );
  const own = (cluster.spec.podIdentityAssociations ?? []).map(spec =>
    buildAssociation(
      spec,
      spec.ownerAddon && cluster.addons.get(spec.ownerAddon)?.arn,
      cluster,
      context,
    ),
  );
  return [...owned, ...own];
}

function buildNodegroup(
  spec: NodegroupSpec,
  cluster: Cluster,
  context: ClusterContext,
): Nodegroup {
  return {
    name: spec.name,
    arn: eksArn(
      context,
      cluster.region,
      `nodegroup/${cluster.name}/${spec.name}/${uuid(
        `${cluster.arn}/nodegroup/${spec.name}`,
      )}`,
    ),
    nodeRoleArn: resolveRole(spec.nodeRole ?? `${cluster.name}-node`, context),
    amiType: spec.amiType ?? 'AL2023_x86_64_STANDARD',
    capacityType: spec.capacityType ?? 'ON_DEMAND',
    nodes: spec.nodes ?? 2,
    instanceTypes: spec.instanceTypes ?? ['m6i.large'],
    labels: spec.labels ?? {},
    taints: (spec.taints ?? []).map(taint => ({
      key: taint.key,
      value: taint.value,
      effect: taint.effect ?? 'NoSchedule',
    })),
    subnets: spec.subnets ?? subnetsOf(cluster),
    tags: spec.tags ?? {},
    issues: healthIssues(spec.health),
    status: spec.status ?? 'ACTIVE',
    version: spec.version ?? cluster.version,
    httpPutResponseHopLimit: spec.httpPutResponseHopLimit ?? 1,
    createdAt: parseTime(
      spec.createdAt ?? cluster.createdAt.toISOString(),
      context.now,
    ),
  };
}

/** Two subnets that follow from the cluster's ARN. */
export function subnetsOf(cluster: Pick<Cluster, 'arn'>): string[] {
  return ['a', 'b'].map(
    zone =>
      `subnet-0${uuid(`${cluster.arn}/${zone}`)
        .replace(/-/g, '')
        .slice(0, 16)}`,
  );
}

function buildFargateProfile(
  spec: FargateProfileSpec,
  cluster: Cluster,
  context: ClusterContext,
): FargateProfile {
  return {
    name: spec.name,
    arn: eksArn(
      context,
      cluster.region,
      `fargateprofile/${cluster.name}/${spec.name}/${uuid(
        `${cluster.arn}/fargate/${spec.name}`,
      )}`,
    ),
    podExecutionRoleArn: resolveRole(
      spec.podExecutionRole ?? `${cluster.name}-fargate`,
      context,
    ),
    selectors: spec.selectors,
    subnets: spec.subnets ?? subnetsOf(cluster),
    status: spec.status ?? 'ACTIVE',
    tags: spec.tags ?? {},
    createdAt: parseTime(
      spec.createdAt ?? cluster.createdAt.toISOString(),
      context.now,
    ),
  };
}

function buildAccessEntries(
  cluster: Cluster,
  context: ClusterContext,
): AccessEntry[] {
  return (cluster.spec.accessEntries ?? []).map(spec => {
    const principalArn = resolveRole(spec.principal, context);
    const [, , , , account, resource] = principalArn.split(':');
    const [kind] = resource.split('/');
    const name = resource.split('/').pop();
    return {
      principalArn,
      arn: eksArn(
        context,
        cluster.region,
        `access-entry/${cluster.name}/${kind}/${account}/${name}/${uuid(
          `${cluster.arn}/${principalArn}`,
        )}`,
      ),
      type: spec.type ?? 'STANDARD',
      username:
        spec.username ??
        (kind === 'role'
          ? `arn:${context.partition}:sts::${account}:assumed-role/${name}/{{SessionName}}`
          : principalArn),
      kubernetesGroups: spec.kubernetesGroups ?? [],
      policies: spec.policies ?? [],
      tags: spec.tags ?? {},
      createdAt: parseTime(
        spec.createdAt ?? cluster.createdAt.toISOString(),
        context.now,
      ),
    };
  });
}

/** A cluster as the account file describes it, with AWS's defaults. */
export function buildCluster(
  spec: ClusterSpec,
  region: string,
  context: ClusterContext,
): Cluster {
  const cluster: Cluster = {
    spec,
    name: spec.name,
    region,
    arn: eksArn(context, region, `cluster/${spec.name}`),
    version: spec.version ?? '1.33',
    platformVersion: spec.platformVersion ?? 'eks.10',
    status: spec.status ?? 'ACTIVE',
    createdAt: parseTime(spec.createdAt ?? '400 days ago', context.now),
    ipFamily: spec.ipFamily ?? 'ipv4',
    autoMode: spec.autoMode ?? false,
    roleArn: resolveRole(spec.clusterRole ?? `${spec.name}-cluster`, context),
    issuer: issuerOf(spec, region, context),
    tags: spec.tags ?? {},
    addons: new Map(),
    associations: new Map(),
    deletedAssociations: [],
    nodegroups: new Map(),
    fargateProfiles: new Map(),
    accessEntries: new Map(),
    updates: [],
  };
  for (const item of spec.addons ?? []) {
    cluster.addons.set(item.name, buildAddon(item, cluster, context));
  }
  for (const item of buildAssociations(cluster, context)) {
    cluster.associations.set(item.id, item);
  }
  for (const item of spec.nodegroups ?? []) {
    cluster.nodegroups.set(item.name, buildNodegroup(item, cluster, context));
  }
  for (const item of spec.fargateProfiles ?? []) {
    cluster.fargateProfiles.set(
      item.name,
      buildFargateProfile(item, cluster, context),
    );
  }
  for (const item of buildAccessEntries(cluster, context)) {
    cluster.accessEntries.set(item.principalArn, item);
  }
  return cluster;
}
