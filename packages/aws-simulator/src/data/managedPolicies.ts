import { iamId } from '../state/callers';
import type { AccountState, ManagedPolicy } from '../state/types';
import file from './awsManagedPolicies.json';

const policies: Record<string, { actions: string[]; created: string }> =
  file.policies;

/** ARN of an AWS managed policy. @param key - name with its path: service-role/AmazonEBSCSIDriverPolicy */
export function managedPolicyArn(
  partition: AccountState['partition'],
  key: string,
): string {
  return `arn:${partition}:iam::aws:policy/${key}`;
}

/** The AWS managed policies that come with the simulator (data/awsManagedPolicies.json). */
export function awsManagedPolicies(
  partition: AccountState['partition'],
): ManagedPolicy[] {
  return Object.entries(policies).map(([key, { actions, created }]) => ({
    name: key.split('/').pop() as string,
    path: `/${key.split('/').slice(0, -1).concat('').join('/')}`,
    arn: managedPolicyArn(partition, key),
    policyId: iamId('ANPA', key),
    document: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
    }),
    createdAt: new Date(created),
  }));
}

/** The key of an AWS managed policy by its name, with or without path. */
export function managedPolicyKey(name: string): string | undefined {
  return Object.keys(policies).find(
    key => key === name || key.endsWith(`/${name}`),
  );
}
