/** One use of credentials that CloudTrail saw. */
export interface UsageFacts {
  eventId: string;
  at: string;
  region: string;
  roleArn: string;
  /** `irsa`: AssumeRoleWithWebIdentity; `pod-identity`: AssumeRole by pods.eks.amazonaws.com; `call`: a later management call. */
  kind: 'irsa' | 'pod-identity' | 'call';
  clusterArn?: string;
  namespace?: string;
  serviceAccount?: string;
  /** Of the SDK in the pod; absent for calls that AWS makes. */
  userAgent?: string;
}
