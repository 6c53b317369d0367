import { accountOf } from '../state/arns';
import type { Association, Cluster, RunningPod } from '../state/types';
import type { RequestContext } from './conditions';
import type { TrustRequest } from './evaluate';

/** The six session tags that EKS sends (EKS user guide, ABAC with Pod Identity). */
export function sessionTags(
  cluster: Pick<Cluster, 'arn' | 'name'>,
  pod: Pick<RunningPod, 'namespace' | 'serviceAccount' | 'name' | 'uid'>,
): Record<string, string> {
  return {
    'eks-cluster-arn': cluster.arn,
    'eks-cluster-name': cluster.name,
    'kubernetes-namespace': pod.namespace,
    'kubernetes-service-account': pod.serviceAccount,
    'kubernetes-pod-name': pod.name,
    'kubernetes-pod-uid': pod.uid,
  };
}

/**
 * The requests that EKS makes for a pod with an association: sts:AssumeRole, and with session tags
 * sts:TagSession. All must be allowed.
 */
export function podIdentityRequests(
  cluster: Pick<Cluster, 'arn' | 'name'>,
  pod: Pick<RunningPod, 'namespace' | 'serviceAccount' | 'name' | 'uid'>,
  association: Pick<Association, 'disableSessionTags'>,
): TrustRequest[] {
  const tags = association.disableSessionTags ? {} : sessionTags(cluster, pod);
  const keys = Object.keys(tags);
  const context: RequestContext = {
    'aws:SourceAccount': accountOf(cluster.arn),
    'aws:SourceArn': cluster.arn,
    'aws:PrincipalIsAWSService': 'true',
    'aws:PrincipalServiceName': 'pods.eks.amazonaws.com',
    ...Object.fromEntries(
      Object.entries(tags).map(([key, value]) => [
        `aws:RequestTag/${key}`,
        value,
      ]),
    ),
    ...(keys.length > 0
      ? { 'aws:TagKeys': keys, 'sts:TransitiveTagKeys': keys }
      : {}),
  };
  const principal = {
    type: 'Service',
    name: 'pods.eks.amazonaws.com',
  } as const;
  return [
    { action: 'sts:AssumeRole', principal, context },
    ...(keys.length > 0
      ? [{ action: 'sts:TagSession', principal, context }]
      : []),
  ];
}

/**
 * The request that an SDK makes for a pod with IRSA.
 * @param providerArn - the OIDC provider that is registered for the cluster's issuer.
 */
export function webIdentityRequest(
  cluster: Pick<Cluster, 'issuer'>,
  providerArn: string,
  pod: Pick<RunningPod, 'namespace' | 'serviceAccount'>,
): TrustRequest {
  const issuer = cluster.issuer.replace('https://', '');
  return {
    action: 'sts:AssumeRoleWithWebIdentity',
    principal: { type: 'Federated', provider: providerArn },
    context: {
      [`${issuer}:sub`]: `system:serviceaccount:${pod.namespace}:${pod.serviceAccount}`,
      [`${issuer}:aud`]: 'sts.amazonaws.com',
      'aws:FederatedProvider': providerArn,
    },
  };
}
