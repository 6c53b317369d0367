import { NotFoundError } from '@backstage/errors';
import {
  Cluster,
  routes,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { ClusterAssessment } from '../readiness/assessment';
import { ApiContext } from './context';
import { cursorsOf } from './cursor';
import { Serve } from './serve';

/** Routes of clusters. */
export function serveClusters(serve: Serve, api: ApiContext): void {
  const { assessments, access } = api;

  serve(routes.listClusters, async ({ query, caller }) => {
    await access.requireRead(caller);
    const { cursor, limit, ...filter } = query;
    const cursors = cursorsOf('clusters', query, ['text', 'text']);
    const page = await assessments.listClusters(filter, cursors.paging);
    return cursors.page({ ...page, items: page.items.map(clusterSummary) });
  });

  serve(routes.getCluster, async ({ params: { region, name }, caller }) => {
    await access.requireRead(caller);
    const cluster = await assessments.getCluster(region, name);
    if (!cluster) {
      throw new NotFoundError(`No cluster '${name}' in region '${region}'`);
    }
    return cluster;
  });
}

/** A cluster as lists tell it: without findings. */
export function clusterSummary(cluster: ClusterAssessment): Cluster {
  const { findings: _findings, ...summary } = cluster;
  return summary;
}
