import {
  countVerdicts,
  Finding,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { ClusterSubject } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { ClusterAssessment, WorkloadAssessment } from './assessment';
import { clusterRef, failingOf } from './assessWorkload';
import { agentOf } from './checks/agent';
import { valueOr } from './evidence';
import { missingOfCluster } from './missing';

/** A cluster with its findings and the numbers of its workloads. */
export function assessCluster(
  { cluster }: ClusterSubject,
  findings: Finding[],
  workloads: WorkloadAssessment[],
): ClusterAssessment {
  return {
    ...clusterRef(cluster),
    kubernetesVersion: cluster.kubernetesVersion,
    platformVersion: cluster.platformVersion,
    status: cluster.status,
    autoMode: cluster.autoMode,
    ipFamily: cluster.ipFamily,
    agent: agentState(cluster),
    workloads: countVerdicts(workloads.map(({ verdict }) => verdict)),
    armed: workloads.filter(({ armed }) => armed).length,
    timeBombs: workloads.filter(({ timeBomb }) => timeBomb).length,
    addons: valueOr(cluster.addons, []).length,
    associations: cluster.associations.seen
      ? cluster.associations.value.length
      : null,
    failing: failingOf(findings),
    stale: cluster.stale ?? null,
    missing: missingOfCluster(cluster),
    readAt: cluster.readAt,
    findings,
  };
}

function agentState(
  cluster: ClusterSubject['cluster'],
): ClusterAssessment['agent'] {
  const { addon, daemonSets } = agentOf(cluster);
  if (addon.seen && addon.value) {
    return {
      state: 'addon',
      version: addon.value.version,
      status: addon.value.status,
    };
  }
  if (daemonSets.seen && daemonSets.value.length) {
    return { state: 'self-managed' };
  }
  if (cluster.autoMode) {
    return { state: 'auto-mode' };
  }
  return { state: addon.seen && daemonSets.seen ? 'absent' : 'unknown' };
}
