import {
  DescribeFargateProfileCommand,
  DescribeNodegroupCommand,
  paginateListFargateProfiles,
  paginateListNodegroups,
} from '@aws-sdk/client-eks';
import type {
  FargateProfileFacts,
  NodegroupFacts,
  Sight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { z } from 'zod';
import { allItems, checked, look, type ReadContext } from '../context';
import { isGone } from '../failures';
import { tagMapSchema } from '../tags';
import type { ClusterBase } from './clusters';

/** The API writes NO_SCHEDULE where Kubernetes writes NoSchedule. */
const taintEffects: Record<string, string> = {
  NO_SCHEDULE: 'NoSchedule',
  NO_EXECUTE: 'NoExecute',
  PREFER_NO_SCHEDULE: 'PreferNoSchedule',
};

const nodegroupSchema = z.object({
  nodegroupName: z.string().min(1),
  nodegroupArn: z.string().startsWith('arn:'),
  nodeRole: z.string(),
  amiType: z.string().default('CUSTOM'),
  status: z.string(),
  labels: z.record(z.string(), z.string()).default({}),
  taints: z
    .array(
      z.object({
        key: z.string().default(''),
        value: z.string().optional(),
        effect: z
          .string()
          .default('')
          .transform(effect => taintEffects[effect] ?? effect),
      }),
    )
    .default([]),
  tags: tagMapSchema,
});

const fargateProfileSchema = z.object({
  fargateProfileName: z.string().min(1),
  fargateProfileArn: z.string().startsWith('arn:'),
  podExecutionRoleArn: z.string(),
  status: z.string(),
  selectors: z.array(
    z.object({
      namespace: z.string().default('*'),
      labels: z.record(z.string(), z.string()).default({}),
    }),
  ),
});

/** Leaves out what was deleted between list and describe. */
async function whileThere<T>(read: () => Promise<T>): Promise<T[]> {
  try {
    return [await read()];
  } catch (error) {
    if (isGone(error)) {
      return [];
    }
    throw error;
  }
}

/** The managed node groups of a cluster. */
export function readNodegroups(
  context: ReadContext,
  cluster: ClusterBase,
): Promise<Sight<NodegroupFacts[]>> {
  const client = context.clients.eks(cluster.region);
  return look(context, 'eks:ListNodegroups', cluster.arn, async () => {
    const names = await allItems(
      context,
      paginateListNodegroups(
        { client, pageSize: 100 },
        { clusterName: cluster.name },
        { abortSignal: context.signal },
      ),
      'nodegroups',
    );
    const groups = await Promise.all(
      names.map(nodegroupName =>
        whileThere(async () => {
          const answer = await context.limit(() =>
            client.send(
              new DescribeNodegroupCommand({
                clusterName: cluster.name,
                nodegroupName,
              }),
              { abortSignal: context.signal },
            ),
          );
          const read = checked(
            nodegroupSchema,
            answer.nodegroup,
            `node group ${nodegroupName} of ${cluster.arn}`,
          );
          return {
            arn: read.nodegroupArn,
            name: read.nodegroupName,
            nodeRoleArn: read.nodeRole,
            amiType: read.amiType,
            status: read.status,
            labels: read.labels,
            taints: read.taints,
            tags: read.tags,
          };
        }),
      ),
    );
    return groups.flat();
  });
}

/** The Fargate profiles of a cluster. */
export function readFargateProfiles(
  context: ReadContext,
  cluster: ClusterBase,
): Promise<Sight<FargateProfileFacts[]>> {
  const client = context.clients.eks(cluster.region);
  return look(context, 'eks:ListFargateProfiles', cluster.arn, async () => {
    const names = await allItems(
      context,
      paginateListFargateProfiles(
        { client, pageSize: 100 },
        { clusterName: cluster.name },
        { abortSignal: context.signal },
      ),
      'fargateProfileNames',
    );
    const profiles = await Promise.all(
      names.map(fargateProfileName =>
        whileThere(async () => {
          const answer = await context.limit(() =>
            client.send(
              new DescribeFargateProfileCommand({
                clusterName: cluster.name,
                fargateProfileName,
              }),
              { abortSignal: context.signal },
            ),
          );
          const read = checked(
            fargateProfileSchema,
            answer.fargateProfile,
            `Fargate profile ${fargateProfileName} of ${cluster.arn}`,
          );
          return {
            arn: read.fargateProfileArn,
            name: read.fargateProfileName,
            podExecutionRoleArn: read.podExecutionRoleArn,
            status: read.status,
            selectors: read.selectors,
          };
        }),
      ),
    );
    return profiles.flat();
  });
}
