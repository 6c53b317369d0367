import {
  DescribeAccessEntryCommand,
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

const accessEntrySchema = z.object({
  principalArn: z.string().startsWith('arn:'),
  type: z.string().optional(),
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
      'insights',
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

/**
 * Who has an access entry, and of which type: entries of nodes are the only place that names the role of nodes outside
 * managed groups. The list names principals only; where their description is refused, the type stays open.
 */
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
      'accessEntries',
    );
    const arns = principals.map(principal =>
      checked(z.string(), principal, `access entries of ${cluster.arn}`),
    );
    const typeOf = (arn: string) => readAccessEntryType(context, cluster, arn);
    const [first, ...rest] = arns;
    // What is refused for one is refused for all: it is not asked again.
    const told = first === undefined ? [] : [await typeOf(first)];
    if (told[0]?.seen) {
      told.push(...(await Promise.all(rest.map(typeOf))));
    }
    return arns.map((principalArn, index) => {
      const type = told[index];
      return {
        principalArn,
        ...(type?.seen && type.value ? { type: type.value } : {}),
      };
    });
  });
}

function readAccessEntryType(
  context: ReadContext,
  cluster: ClusterBase,
  principalArn: string,
): Promise<Sight<string | undefined>> {
  return look(context, 'eks:DescribeAccessEntry', principalArn, async () => {
    const { accessEntry } = await context.limit(() =>
      context.clients.eks(cluster.region).send(
        new DescribeAccessEntryCommand({
          clusterName: cluster.name,
          principalArn,
        }),
        { abortSignal: context.signal },
      ),
    );
    return checked(
      accessEntrySchema,
      accessEntry,
      `access entry ${principalArn} of ${cluster.arn}`,
    ).type;
  });
}
