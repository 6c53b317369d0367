import type {
  DescribeAccessEntryRequest,
  DescribeAccessEntryResponse,
  DescribeInsightRequest,
  DescribeInsightResponse,
  Insight,
  ListAccessEntriesRequest,
  ListAccessEntriesResponse,
  ListAccessPoliciesRequest,
  ListAccessPoliciesResponse,
  ListAssociatedAccessPoliciesRequest,
  ListAssociatedAccessPoliciesResponse,
  ListInsightsRequest,
  ListInsightsResponse,
} from '@aws-sdk/client-eks';
import type { InsightSpec } from '../../account/schema';
import { parseTime } from '../../account/time';
import { uuid } from '../../state/ids';
import type { AccessEntry, Cluster } from '../../state/types';
import type { CallContext } from '../context';
import { eksError } from './errors';
import { clusterArn, eksPage, findCluster, operation } from './operation';
import { accessEntryView } from './views';

const ofCluster = (input: { clusterName: string }, context: CallContext) =>
  clusterArn(context, input.clusterName);

const accessPolicies = [
  'AmazonEKSAdminPolicy',
  'AmazonEKSAdminViewPolicy',
  'AmazonEKSAutoNodePolicy',
  'AmazonEKSClusterAdminPolicy',
  'AmazonEKSEditPolicy',
  'AmazonEKSHybridPolicy',
  'AmazonEKSViewPolicy',
];

function accessPolicyArn(context: CallContext, name: string): string {
  return name.startsWith('arn:')
    ? name
    : `arn:${context.state.partition}:eks::aws:cluster-access-policy/${name}`;
}

function findEntry(cluster: Cluster, principalArn: string): AccessEntry {
  const entry = cluster.accessEntries.get(principalArn);
  if (!entry) {
    throw eksError(
      'ResourceNotFoundException',
      `The specified principalArn could not be found: ${principalArn}.`,
      { clusterName: cluster.name },
    );
  }
  return entry;
}

function insightView(
  spec: InsightSpec,
  cluster: Cluster,
  context: CallContext,
): Insight & { id: string } {
  const refreshed = parseTime(
    spec.lastRefreshTime ?? '6 hours ago',
    context.state.clock.start,
  );
  return {
    id: spec.id ?? uuid(`${cluster.arn}/insight/${spec.name}`),
    name: spec.name,
    category: spec.category ?? 'UPGRADE_READINESS',
    kubernetesVersion: spec.kubernetesVersion,
    lastRefreshTime: refreshed,
    lastTransitionTime: refreshed,
    description: spec.description ?? spec.name,
    insightStatus: { status: spec.status, reason: spec.reason },
    recommendation: spec.recommendation,
    resources: [],
    additionalInfo: {},
  };
}

/** Access entries and cluster insights: reads. */
export const accessOperations = {
  ListAccessEntries: operation<
    ListAccessEntriesRequest,
    ListAccessEntriesResponse
  >({
    resource: ofCluster,
    run: (input, context) => {
      const cluster = findCluster(context, input.clusterName);
      const policy = input.associatedPolicyArn;
      const entries = [...cluster.accessEntries.values()].filter(
        entry =>
          !policy ||
          entry.policies.some(
            name => accessPolicyArn(context, name) === policy,
          ),
      );
      const { items, next } = eksPage(
        entries,
        entry => entry.principalArn,
        input,
        `access-entries:${cluster.name}:${policy ?? ''}`,
        context,
      );
      return {
        accessEntries: items.map(entry => entry.principalArn),
        nextToken: next,
      };
    },
  }),

  DescribeAccessEntry: operation<
    DescribeAccessEntryRequest,
    DescribeAccessEntryResponse
  >({
    resource: ofCluster,
    run: (input, context) => {
      const cluster = findCluster(context, input.clusterName);
      return {
        accessEntry: accessEntryView(
          findEntry(cluster, input.principalArn),
          cluster,
        ),
      };
    },
  }),

  ListAssociatedAccessPolicies: operation<
    ListAssociatedAccessPoliciesRequest,
    ListAssociatedAccessPoliciesResponse
  >({
    resource: ofCluster,
    run: (input, context) => {
      const cluster = findCluster(context, input.clusterName);
      const entry = findEntry(cluster, input.principalArn);
      const { items, next } = eksPage(
        entry.policies,
        name => name,
        input,
        `access-policies:${entry.arn}`,
        context,
      );
      return {
        clusterName: cluster.name,
        principalArn: entry.principalArn,
        associatedAccessPolicies: items.map(name => ({
          policyArn: accessPolicyArn(context, name),
          accessScope: { type: 'cluster' as const, namespaces: [] },
          associatedAt: entry.createdAt,
          modifiedAt: entry.createdAt,
        })),
        nextToken: next,
      };
    },
  }),

  ListAccessPolicies: operation<
    ListAccessPoliciesRequest,
    ListAccessPoliciesResponse
  >({
    run: (input, context) => {
      const { items, next } = eksPage(
        accessPolicies,
        name => name,
        input,
        'access-policies',
        context,
      );
      return {
        accessPolicies: items.map(name => ({
          name,
          arn: accessPolicyArn(context, name),
        })),
        nextToken: next,
      };
    },
  }),

  ListInsights: operation<ListInsightsRequest, ListInsightsResponse>({
    resource: ofCluster,
    run: (input, context) => {
      const cluster = findCluster(context, input.clusterName);
      const { categories, kubernetesVersions, statuses } = input.filter ?? {};
      const admits = (list: string[] | undefined, value?: string) =>
        !list?.length || list.includes(value ?? '');
      const insights = (cluster.spec.insights ?? [])
        .map(spec => insightView(spec, cluster, context))
        .filter(
          insight =>
            admits(categories, insight.category) &&
            admits(kubernetesVersions, insight.kubernetesVersion) &&
            admits(statuses, insight.insightStatus?.status),
        );
      const { items, next } = eksPage(
        insights,
        insight => insight.id,
        input,
        `insights:${cluster.name}:${JSON.stringify(input.filter ?? {})}`,
        context,
      );
      return { insights: items, nextToken: next };
    },
  }),

  DescribeInsight: operation<DescribeInsightRequest, DescribeInsightResponse>({
    resource: ofCluster,
    run: (input, context) => {
      const cluster = findCluster(context, input.clusterName);
      const insight = (cluster.spec.insights ?? [])
        .map(spec => insightView(spec, cluster, context))
        .find(({ id }) => id === input.id);
      if (!insight) {
        throw eksError(
          'ResourceNotFoundException',
          `No insight found for id: ${input.id}.`,
        );
      }
      return { insight };
    },
  }),
};
