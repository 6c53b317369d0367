import {
  DescribeClusterCommand,
  paginateListClusters,
} from '@aws-sdk/client-eks';
import type { ClusterFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { z } from 'zod';
import { allItems, checked, type ReadContext } from '../context';
import { tagMapSchema } from '../tags';

/** What DescribeCluster tells; the parts are read by calls of their own. */
export type ClusterBase = Omit<
  ClusterFacts,
  | 'addons'
  | 'associations'
  | 'nodegroups'
  | 'fargateProfiles'
  | 'insights'
  | 'accessEntries'
  | 'kubernetes'
  | 'stale'
>;

const clusterSchema = z.object({
  name: z.string().min(1),
  arn: z.string().startsWith('arn:'),
  createdAt: z.date(),
  status: z.string(),
  version: z.string().default(''),
  platformVersion: z.string().default(''),
  endpoint: z.string().optional(),
  certificateAuthority: z.object({ data: z.string().optional() }).optional(),
  identity: z
    .object({ oidc: z.object({ issuer: z.string().optional() }).optional() })
    .optional(),
  kubernetesNetworkConfig: z
    .object({ ipFamily: z.enum(['ipv4', 'ipv6']).optional() })
    .optional(),
  computeConfig: z
    .object({
      enabled: z.boolean().optional(),
      nodeRoleArn: z.string().optional(),
    })
    .optional(),
  resourcesVpcConfig: z
    .object({
      endpointPublicAccess: z.boolean().optional(),
      endpointPrivateAccess: z.boolean().optional(),
    })
    .optional(),
  outpostConfig: z.looseObject({}).optional(),
  tags: tagMapSchema,
});

/** Names of the region's clusters. */
export function listClusters(
  context: ReadContext,
  region: string,
): Promise<string[]> {
  return allItems(
    context,
    paginateListClusters(
      { client: context.clients.eks(region), pageSize: 100 },
      {},
      { abortSignal: context.signal },
    ),
    'clusters',
  );
}

/** Describes a cluster. */
export async function describeCluster(
  context: ReadContext,
  region: string,
  name: string,
): Promise<ClusterBase> {
  const { cluster } = await context.limit(() =>
    context.clients.eks(region).send(new DescribeClusterCommand({ name }), {
      abortSignal: context.signal,
    }),
  );
  const read = checked(clusterSchema, cluster, `cluster ${region}/${name}`);
  const [, partition, , , accountId] = read.arn.split(':');
  const vpc = read.resourcesVpcConfig;
  return {
    arn: read.arn,
    name: read.name,
    region,
    accountId,
    partition,
    createdAt: read.createdAt.toISOString(),
    status: read.status,
    kubernetesVersion: read.version,
    platformVersion: read.platformVersion,
    endpoint: read.endpoint,
    certificateAuthority: read.certificateAuthority?.data,
    oidcIssuer: read.identity?.oidc?.issuer,
    ipFamily: read.kubernetesNetworkConfig?.ipFamily ?? 'ipv4',
    autoMode: read.computeConfig?.enabled === true,
    autoModeNodeRoleArn: read.computeConfig?.nodeRoleArn,
    privateOnly: vpc?.endpointPublicAccess === false,
    outpost: read.outpostConfig !== undefined,
    tags: read.tags,
    readAt: context.clock().toISOString(),
  };
}
