import {
  DescribePodIdentityAssociationCommand,
  paginateListPodIdentityAssociations,
} from '@aws-sdk/client-eks';
import type {
  AssociationFacts,
  Sight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { z } from 'zod';
import { allItems, checked, look, type ReadContext } from '../context';
import { isGone } from '../failures';
import { tagMapSchema } from '../tags';
import type { ClusterBase } from './clusters';

const summarySchema = z.object({ associationId: z.string().min(1) });

const associationSchema = z.object({
  associationArn: z.string().startsWith('arn:'),
  associationId: z.string().min(1),
  namespace: z.string().min(1),
  serviceAccount: z.string().min(1),
  ownerArn: z.string().optional(),
  roleArn: z.string().startsWith('arn:'),
  targetRoleArn: z.string().optional(),
  externalId: z.string().optional(),
  disableSessionTags: z.boolean().optional(),
  policy: z.string().optional(),
  tags: tagMapSchema,
  createdAt: z.date(),
  modifiedAt: z.date(),
});

async function describe(
  context: ReadContext,
  cluster: ClusterBase,
  associationId: string,
): Promise<AssociationFacts[]> {
  let answer: unknown;
  try {
    const { association } = await context.limit(() =>
      context.clients.eks(cluster.region).send(
        new DescribePodIdentityAssociationCommand({
          clusterName: cluster.name,
          associationId,
        }),
        { abortSignal: context.signal },
      ),
    );
    answer = association;
  } catch (error) {
    if (isGone(error)) {
      return [];
    }
    throw error;
  }
  const read = checked(
    associationSchema,
    answer,
    `association ${associationId} of ${cluster.arn}`,
  );
  return [
    {
      arn: read.associationArn,
      id: read.associationId,
      namespace: read.namespace,
      serviceAccount: read.serviceAccount,
      roleArn: read.roleArn,
      targetRoleArn: read.targetRoleArn || undefined,
      externalId: read.externalId,
      disableSessionTags: read.disableSessionTags,
      policy: read.policy,
      ownerArn: read.ownerArn,
      tags: read.tags,
      createdAt: read.createdAt.toISOString(),
      modifiedAt: read.modifiedAt.toISOString(),
    },
  ];
}

/**
 * The associations of a cluster. Where DescribePodIdentityAssociation is denied, all of them are unseen: a summary
 * tells neither the role nor the age, and checks would take the gap for an answer.
 */
export function readAssociations(
  context: ReadContext,
  cluster: ClusterBase,
): Promise<Sight<AssociationFacts[]>> {
  return look(
    context,
    'eks:ListPodIdentityAssociations',
    cluster.arn,
    async () => {
      const summaries = await allItems(
        context,
        paginateListPodIdentityAssociations(
          { client: context.clients.eks(cluster.region), pageSize: 100 },
          { clusterName: cluster.name },
          { abortSignal: context.signal },
        ),
        'associations',
      );
      const associations = await Promise.all(
        summaries.map(each => {
          const { associationId } = checked(
            summarySchema,
            each,
            `associations of ${cluster.arn}`,
          );
          return describe(context, cluster, associationId);
        }),
      );
      return associations.flat();
    },
  );
}
