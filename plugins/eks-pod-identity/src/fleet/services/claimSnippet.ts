import { ANNOTATION_SERVICE_ACCOUNTS } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type { Workload } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';

/** The annotation that claims a workload, as it stands in catalog-info.yaml; with placeholders without a workload. */
export function claimSnippet(
  workload?: Pick<Workload, 'namespace' | 'serviceAccount' | 'cluster'>,
): string {
  const value = workload
    ? `${workload.namespace}/${workload.serviceAccount}@${workload.cluster.name}`
    : 'NAMESPACE/SERVICE-ACCOUNT@CLUSTER';
  return [
    'metadata:',
    '  annotations:',
    `    ${ANNOTATION_SERVICE_ACCOUNTS}: ${value}`,
  ].join('\n');
}
