import {
  paginateListAccessEntries,
  paginateListInsights,
} from '@aws-sdk/client-eks';
import type {
  AccessEntryFacts,
  InsightFacts,
  Sight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { z } from 'zod';
import { allItems, checked, look, type ReadContext } from '../context';
import type { ClusterBase } from './clusters';

const insightSchema = z.object({
  id: z.string(),
  name: z.string().default(''),
  category: z.string().default(''),
  insightStatus: z
    .object({
      status: z.string().default('UNKNOWN'),
      reason: z.string().default(''),
    })
    .default({ status: 'UNKNOWN', reason: '' }),
});

/** EKS's own insights about a cluster. */
export function readInsights(
  context: ReadContext,
  cluster: ClusterBase,
): Promise<Sight<InsightFacts[]>> {
  return look(context, 'eks:ListInsights', cluster.arn, async () => {
    const insights = await allItems(
      context,
      paginateListInsights(
        { client: context.clients.eks(cluster.region), pageSize: 100 },
        { clusterName: cluster.name },
        { abortSignal: context.signal },
      ),
      page => page.insights,
    );
    return insights.map(each => {
      const { id, name, category, insightStatus } = checked(
        insightSchema,
        each,
        `insights of ${cluster.arn}`,
      );
      return { id, name, category, ...insightStatus };
    });
  });
}

/** Who has an access entry. ListAccessEntries names principals only; their types are not needed by any check. */
export function readAccessEntries(
  context: ReadContext,
  cluster: ClusterBase,
): Promise<Sight<AccessEntryFacts[]>> {
  return look(context, 'eks:ListAccessEntries', cluster.arn, async () => {
    const principals = await allItems(
      context,
      paginateListAccessEntries(
        { client: context.clients.eks(cluster.region), pageSize: 100 },
        { clusterName: cluster.name },
        { abortSignal: context.signal },
      ),
      page => page.accessEntries,
    );
    return principals.map(principal => ({
      principalArn: checked(
        z.string(),
        principal,
        `access entries of ${cluster.arn}`,
      ),
    }));
  });
}
