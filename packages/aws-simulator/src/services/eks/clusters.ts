import type {
  DescribeClusterRequest,
  DescribeClusterResponse,
  DescribeClusterVersionsRequest,
  DescribeClusterVersionsResponse,
  DescribeFargateProfileRequest,
  DescribeFargateProfileResponse,
  DescribeNodegroupRequest,
  DescribeNodegroupResponse,
  ListClustersRequest,
  ListClustersResponse,
  ListFargateProfilesRequest,
  ListFargateProfilesResponse,
  ListNodegroupsRequest,
  ListNodegroupsResponse,
} from '@aws-sdk/client-eks';
import kubernetesVersions from '../../data/kubernetesVersions.json';
import type { CallContext } from '../context';
import { eksError } from './errors';
import { clusterArn, eksPage, findCluster, operation } from './operation';
import { clusterView, fargateProfileView, nodegroupView } from './views';

const ofCluster = (input: { clusterName: string }, context: CallContext) =>
  clusterArn(context, input.clusterName);

function versionStatus(
  version: (typeof kubernetesVersions.versions)[number],
  now: Date,
): 'STANDARD_SUPPORT' | 'EXTENDED_SUPPORT' | 'UNSUPPORTED' {
  if (now < new Date(version.standardUntil)) {
    return 'STANDARD_SUPPORT';
  }
  return now < new Date(version.extendedUntil)
    ? 'EXTENDED_SUPPORT'
    : 'UNSUPPORTED';
}

/** Clusters, their node groups and Fargate profiles: reads. */
export const clusterOperations = {
  ListClusters: operation<ListClustersRequest, ListClustersResponse>({
    run: (input, context) => {
      const names = [...context.state.clusters.values()]
        .filter(({ region }) => region === context.region)
        .map(({ name }) => name);
      const { items, next } = eksPage(
        names,
        name => name,
        input,
        'clusters',
        context,
      );
      return { clusters: items, nextToken: next };
    },
  }),

  DescribeCluster: operation<DescribeClusterRequest, DescribeClusterResponse>({
    resource: (input, context) => clusterArn(context, input.name),
    run: (input, context) => ({
      cluster: clusterView(findCluster(context, input.name), context.state),
    }),
  }),

  DescribeClusterVersions: operation<
    DescribeClusterVersionsRequest,
    DescribeClusterVersionsResponse
  >({
    run: (input, context) => {
      const now = context.state.clock.now();
      const wanted = input.versionStatus?.toUpperCase();
      const all = kubernetesVersions.versions
        .map((entry, index) => ({
          clusterVersion: entry.version,
          clusterType: 'eks',
          defaultPlatformVersion: 'eks.10',
          defaultVersion: index === 0,
          releaseDate: new Date(entry.released),
          endOfStandardSupportDate: new Date(entry.standardUntil),
          endOfExtendedSupportDate: new Date(entry.extendedUntil),
          versionStatus: versionStatus(entry, now),
          kubernetesPatchVersion: `${entry.version}.0`,
        }))
        .filter(
          entry =>
            (input.includeAll || entry.versionStatus !== 'UNSUPPORTED') &&
            (!input.defaultOnly || entry.defaultVersion) &&
            (!input.clusterVersions?.length ||
              input.clusterVersions.includes(entry.clusterVersion)) &&
            (!wanted || entry.versionStatus === wanted),
        );
      const { items, next } = eksPage(
        all,
        entry => entry.clusterVersion,
        input,
        'cluster-versions',
        context,
      );
      return { clusterVersions: items, nextToken: next };
    },
  }),

  ListNodegroups: operation<ListNodegroupsRequest, ListNodegroupsResponse>({
    resource: ofCluster,
    run: (input, context) => {
      const cluster = findCluster(context, input.clusterName);
      const { items, next } = eksPage(
        cluster.nodegroups.keys(),
        name => name,
        input,
        `nodegroups:${cluster.name}`,
        context,
      );
      return { nodegroups: items, nextToken: next };
    },
  }),

  DescribeNodegroup: operation<
    DescribeNodegroupRequest,
    DescribeNodegroupResponse
  >({
    resource: ofCluster,
    run: (input, context) => {
      const cluster = findCluster(context, input.clusterName);
      const group = cluster.nodegroups.get(input.nodegroupName);
      if (!group) {
        throw eksError(
          'ResourceNotFoundException',
          `No node group found for name: ${input.nodegroupName}.`,
          {
            clusterName: cluster.name,
            nodegroupName: input.nodegroupName,
          },
        );
      }
      return { nodegroup: nodegroupView(group, cluster) };
    },
  }),

  ListFargateProfiles: operation<
    ListFargateProfilesRequest,
    ListFargateProfilesResponse
  >({
    resource: ofCluster,
    run: (input, context) => {
      const cluster = findCluster(context, input.clusterName);
      const { items, next } = eksPage(
        cluster.fargateProfiles.keys(),
        name => name,
        input,
        `fargate-profiles:${cluster.name}`,
        context,
      );
      return { fargateProfileNames: items, nextToken: next };
    },
  }),

  DescribeFargateProfile: operation<
    DescribeFargateProfileRequest,
    DescribeFargateProfileResponse
  >({
    resource: ofCluster,
    run: (input, context) => {
      const cluster = findCluster(context, input.clusterName);
      const profile = cluster.fargateProfiles.get(input.fargateProfileName);
      if (!profile) {
        throw eksError(
          'ResourceNotFoundException',
          `No Fargate Profile found with name: ${input.fargateProfileName}.`,
          {
            clusterName: cluster.name,
            fargateProfileName: input.fargateProfileName,
          },
        );
      }
      return { fargateProfile: fargateProfileView(profile, cluster) };
    },
  }),
};
