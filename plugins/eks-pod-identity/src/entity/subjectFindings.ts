import type {
  ServiceDetail,
  WorkloadDetail,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type { SubjectFinding } from '../shared/findings';

/** How a person knows a workload: `shop/orders · main`. */
export function workloadLabel({
  namespace,
  serviceAccount,
  cluster,
}: Pick<WorkloadDetail, 'namespace' | 'serviceAccount' | 'cluster'>): string {
  return `${namespace}/${serviceAccount} · ${cluster.name}`;
}

/** The findings of all workloads of a service, each with its workload's label. */
export function subjectFindings(
  service: Pick<ServiceDetail, 'workloadDetails'>,
): SubjectFinding[] {
  return service.workloadDetails.flatMap(workload =>
    workload.findings.map(finding => ({
      finding,
      subject: workloadLabel(workload),
    })),
  );
}
