import type { ClusterRef } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';

/** The account of all fixtures. */
export const ACCOUNT_ID = '111122223333';

/** An instant some hours ago, ISO 8601. */
export function hoursAgo(hours: number): string {
  return new Date(Date.now() - hours * 3_600_000).toISOString();
}

/** The ARN of a role. */
export function roleArn(name: string): string {
  return `arn:aws:iam::${ACCOUNT_ID}:role/${name}`;
}

/** A cluster of the account. */
export function clusterRef(name: string, region: string): ClusterRef {
  return {
    arn: `arn:aws:eks:${region}:${ACCOUNT_ID}:cluster/${name}`,
    name,
    region,
    accountId: ACCOUNT_ID,
  };
}

export const main = clusterRef('main', 'ap-northeast-2');
export const batch = clusterRef('batch', 'ap-northeast-2');
export const edge = clusterRef('edge', 'us-east-1');
