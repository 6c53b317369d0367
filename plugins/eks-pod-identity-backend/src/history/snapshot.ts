import {
  countVerdicts,
  HistoryPoint,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  Assessment,
  ServiceAssessment,
  WorkloadAssessment,
} from '../readiness/assessment';

/** What a point of history is about. The key is a cluster's ARN, an entity reference or an owner; empty for the fleet. */
export interface HistoryScope {
  scope: 'fleet' | 'cluster' | 'service' | 'team';
  key: string;
}

/** One point of one scope. */
export type ScopedPoint = HistoryScope & Omit<HistoryPoint, 'imported'>;

/** The day of an assessment, in UTC. */
export function dayOf(assessedAt: string): string {
  return new Date(assessedAt).toISOString().slice(0, 10);
}

/** The points of one day: the fleet, every cluster, service and team. Pure. */
export function pointsOf(assessment: Assessment): ScopedPoint[] {
  const { clusters, services, workloads, assessedAt } = assessment;
  const byId = new Map(workloads.map(workload => [workload.id, workload]));
  const workloadsOf = (list: ServiceAssessment[]) =>
    [...new Set(list.flatMap(({ workloadIds }) => workloadIds))].flatMap(
      id => byId.get(id) ?? [],
    );
  const date = dayOf(assessedAt);
  const point = (
    scope: HistoryScope['scope'],
    key: string,
    ofServices: ServiceAssessment[],
    ofWorkloads: WorkloadAssessment[],
  ): ScopedPoint => ({
    scope,
    key,
    date,
    services: countVerdicts(ofServices.map(({ verdict }) => verdict)),
    workloads: countVerdicts(ofWorkloads.map(({ verdict }) => verdict)),
    armed: ofWorkloads.filter(({ armed }) => armed).length,
  });
  const owners = new Set(services.flatMap(({ owner }) => owner ?? []));
  return [
    point('fleet', '', services, workloads),
    ...clusters.map(({ arn }) => {
      const inCluster = workloads.filter(({ cluster }) => cluster.arn === arn);
      const ids = new Set(inCluster.map(({ id }) => id));
      return point(
        'cluster',
        arn,
        services.filter(({ workloadIds }) =>
          workloadIds.some(id => ids.has(id)),
        ),
        inCluster,
      );
    }),
    ...services.map(service =>
      point('service', service.entityRef, [service], workloadsOf([service])),
    ),
    ...[...owners].map(owner => {
      const owned = services.filter(service => service.owner === owner);
      return point('team', owner, owned, workloadsOf(owned));
    }),
  ];
}
