import type { AccountState, Cluster } from './types';

type Account = Pick<AccountState, 'partition' | 'accountId'>;

/** ARN of a role. @param name - with path: `eks/demo-node`, or without. */
export function roleArn(account: Account, name: string): string {
  return `arn:${account.partition}:iam::${
    account.accountId
  }:role/${name.replace(/^\//, '')}`;
}

/** ARN of an EKS resource in the region of a cluster. @param resource - such as cluster/demo */
export function eksArn(
  account: Account,
  region: string,
  resource: string,
): string {
  return `arn:${account.partition}:eks:${region}:${account.accountId}:${resource}`;
}

/** ARN of an association. */
export function associationArn(
  account: Account,
  cluster: Pick<Cluster, 'name' | 'region'>,
  id: string,
): string {
  return eksArn(
    account,
    cluster.region,
    `podidentityassociation/${cluster.name}/${id}`,
  );
}

/** ARN of an OIDC provider. @param issuer - with or without https:// */
export function oidcProviderArn(account: Account, issuer: string): string {
  return `arn:${account.partition}:iam::${
    account.accountId
  }:oidc-provider/${issuer.replace(/^https:\/\//, '')}`;
}

/** The domain that AWS's host names of a partition end in. */
export function dnsSuffix(partition: AccountState['partition']): string {
  return partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
}

/** The account id in an ARN, '' without one. */
export function accountOf(arn: string): string {
  return arn.split(':')[4] ?? '';
}

/** The name of the role in a role's ARN, without its path. */
export function roleNameOf(arn: string): string {
  return arn.split('/').pop() ?? '';
}
