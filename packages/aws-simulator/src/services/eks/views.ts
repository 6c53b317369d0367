import type {
  AccessEntry as AccessEntryOut,
  Addon as AddonOut,
  Cluster as ClusterOut,
  FargateProfile as FargateProfileOut,
  Nodegroup as NodegroupOut,
  PodIdentityAssociation,
  PodIdentityAssociationSummary,
  Update as UpdateOut,
} from '@aws-sdk/client-eks';
import { subnetsOf } from '../../state/build/cluster';
import { associationsOwnedBy } from '../../state/associations';
import { uuid } from '../../state/ids';
import type {
  AccessEntry,
  AccountState,
  Addon,
  Association,
  Cluster,
  FargateProfile,
  Nodegroup,
  Update,
} from '../../state/types';

function shortId(prefix: string, seed: string): string {
  return `${prefix}-0${uuid(seed).replace(/-/g, '').slice(0, 16)}`;
}

/** A cluster as DescribeCluster shows it. */
export function clusterView(cluster: Cluster, state: AccountState): ClusterOut {
  const { spec } = cluster;
  const access = spec.endpointAccess ?? {};
  const isOutpost = spec.outpost ?? false;
  return {
    name: cluster.name,
    arn: cluster.arn,
    createdAt: cluster.createdAt,
    version: cluster.version,
    endpoint: cluster.kubernetes?.endpoint,
    roleArn: cluster.roleArn,
    resourcesVpcConfig: {
      subnetIds: subnetsOf(cluster),
      securityGroupIds: [],
      clusterSecurityGroupId: shortId('sg', `${cluster.arn}/sg`),
      vpcId: shortId('vpc', `${state.accountId}/${cluster.region}/vpc`),
      endpointPublicAccess: access.public ?? true,
      endpointPrivateAccess: access.private ?? true,
      publicAccessCidrs: access.publicAccessCidrs ?? ['0.0.0.0/0'],
    },
    kubernetesNetworkConfig: {
      ipFamily: cluster.ipFamily,
      ...(cluster.ipFamily === 'ipv6'
        ? { serviceIpv6Cidr: 'fd12:3456:789a::/108' }
        : { serviceIpv4Cidr: '172.20.0.0/16' }),
      elasticLoadBalancing: { enabled: cluster.autoMode },
    },
    logging: {
      clusterLogging: [
        {
          types: [
            'api',
            'audit',
            'authenticator',
            'controllerManager',
            'scheduler',
          ],
          enabled: false,
        },
      ],
    },
    identity: { oidc: { issuer: cluster.issuer } },
    status: cluster.status as ClusterOut['status'],
    certificateAuthority: { data: cluster.kubernetes?.certificateAuthority },
    platformVersion: cluster.platformVersion,
    tags: cluster.tags,
    health: { issues: [] },
    accessConfig: {
      authenticationMode: spec.authenticationMode ?? 'API_AND_CONFIG_MAP',
    },
    upgradePolicy: { supportType: 'EXTENDED' },
    deletionProtection: false,
    computeConfig: { enabled: cluster.autoMode },
    storageConfig: { blockStorage: { enabled: cluster.autoMode } },
    ...(isOutpost
      ? {
          id: uuid(`${cluster.arn}/local`),
          outpostConfig: {
            outpostArns: [
              `arn:${state.partition}:outposts:${cluster.region}:${
                state.accountId
              }:outpost/${shortId('op', cluster.arn)}`,
            ],
            controlPlaneInstanceType: 'm5.large',
          },
        }
      : {}),
  };
}

/** An add-on as DescribeAddon shows it: associations are ARNs here. */
export function addonView(addon: Addon, cluster: Cluster): AddonOut {
  const associations = associationsOwnedBy(cluster, addon.arn);
  return {
    addonName: addon.name,
    clusterName: cluster.name,
    status: addon.status,
    addonVersion: addon.version,
    health: { issues: addon.issues as never },
    addonArn: addon.arn,
    createdAt: addon.createdAt,
    modifiedAt: addon.modifiedAt,
    serviceAccountRoleArn: addon.serviceAccountRoleArn,
    tags: addon.tags,
    publisher: addon.publisher,
    owner: addon.owner,
    configurationValues: addon.configurationValues,
    podIdentityAssociations:
      associations.length > 0 ? associations.map(({ arn }) => arn) : undefined,
    namespaceConfig: { namespace: addon.namespace },
  };
}

/** An association as List shows it: no role, no tags. */
export function associationSummary(
  association: Association,
): PodIdentityAssociationSummary {
  return {
    clusterName: association.clusterName,
    namespace: association.namespace,
    serviceAccount: association.serviceAccount,
    associationArn: association.arn,
    associationId: association.id,
    ownerArn: association.ownerArn,
  };
}

/** An association as Describe shows it. */
export function associationView(
  association: Association,
): PodIdentityAssociation {
  return {
    ...associationSummary(association),
    roleArn: association.roleArn,
    tags: association.tags,
    createdAt: association.createdAt,
    modifiedAt: association.modifiedAt,
    disableSessionTags: association.disableSessionTags,
    targetRoleArn: association.targetRoleArn,
    externalId: association.externalId,
    policy: association.policy,
  };
}

/** A node group as DescribeNodegroup shows it. */
export function nodegroupView(
  group: Nodegroup,
  cluster: Cluster,
): NodegroupOut {
  const windows = group.amiType.startsWith('WINDOWS');
  return {
    nodegroupName: group.name,
    nodegroupArn: group.arn,
    clusterName: cluster.name,
    version: group.version,
    releaseVersion: `${group.version}.0-20260301`,
    createdAt: group.createdAt,
    modifiedAt: group.createdAt,
    status: group.status as NodegroupOut['status'],
    capacityType: group.capacityType as NodegroupOut['capacityType'],
    scalingConfig: {
      minSize: Math.min(1, group.nodes),
      maxSize: Math.max(group.nodes * 2, 1),
      desiredSize: group.nodes,
    },
    instanceTypes: group.instanceTypes,
    subnets: group.subnets,
    amiType: group.amiType as NodegroupOut['amiType'],
    nodeRole: group.nodeRoleArn,
    labels: group.labels,
    taints: group.taints.map(({ key, value, effect }) => ({
      key,
      value,
      effect: (
        {
          NoSchedule: 'NO_SCHEDULE',
          NoExecute: 'NO_EXECUTE',
          PreferNoSchedule: 'PREFER_NO_SCHEDULE',
        } as const
      )[effect],
    })),
    resources: {
      autoScalingGroups: [
        { name: `eks-${group.name}-${group.arn.split('/').pop()}` },
      ],
    },
    diskSize: windows ? 50 : 20,
    health: { issues: group.issues as never },
    updateConfig: { maxUnavailable: 1 },
    tags: group.tags,
  };
}

/** A Fargate profile as DescribeFargateProfile shows it. */
export function fargateProfileView(
  profile: FargateProfile,
  cluster: Cluster,
): FargateProfileOut {
  return {
    fargateProfileName: profile.name,
    fargateProfileArn: profile.arn,
    clusterName: cluster.name,
    createdAt: profile.createdAt,
    podExecutionRoleArn: profile.podExecutionRoleArn,
    subnets: profile.subnets,
    selectors: profile.selectors,
    status: profile.status as FargateProfileOut['status'],
    tags: profile.tags,
    health: { issues: [] },
  };
}

/** An access entry as DescribeAccessEntry shows it. */
export function accessEntryView(
  entry: AccessEntry,
  cluster: Cluster,
): AccessEntryOut {
  return {
    clusterName: cluster.name,
    principalArn: entry.principalArn,
    kubernetesGroups: entry.kubernetesGroups,
    accessEntryArn: entry.arn,
    createdAt: entry.createdAt,
    modifiedAt: entry.createdAt,
    tags: entry.tags,
    username: entry.username,
    type: entry.type,
  };
}

/** An update as DescribeUpdate shows it. */
export function updateView(update: Update): UpdateOut {
  return {
    id: update.id,
    status: update.status,
    type: update.type as UpdateOut['type'],
    params: update.params as UpdateOut['params'],
    createdAt: update.createdAt,
    errors: update.errors as UpdateOut['errors'],
  };
}
