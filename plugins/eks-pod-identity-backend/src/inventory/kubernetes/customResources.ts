import type { Configuration } from '@kubernetes/client-node';
import {
  seen,
  type KubernetesFacts,
  type ReadMark,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import type { Unseen } from '../aws/failures';
import { identityKinds, policyKinds } from './customKinds';
import { readCustomKinds, servedGroups } from './customObjects';
import { identityUserFacts } from './identities';
import { otherPolicyFacts } from './policies';

/**
 * Custom resources that count: one call tells which API groups the cluster serves, and only their kinds are listed. Where
 * that call fails, it is not known which of them are there.
 */
export async function readCustomResources(
  client: Configuration,
  options: {
    unseen: (error: unknown, resource: string) => Unseen;
    read: (what: string) => ReadMark;
  },
): Promise<Pick<KubernetesFacts, 'otherPolicies' | 'identityUsers'>> {
  try {
    const groups = await servedGroups(client);
    const read = options.read('GET /apis');
    const [otherPolicies, identityUsers] = await Promise.all([
      readCustomKinds(client, policyKinds, groups, {
        ...options,
        toFacts: otherPolicyFacts,
      }),
      readCustomKinds(client, identityKinds, groups, {
        ...options,
        toFacts: (kind, object) => [identityUserFacts(kind, object)],
      }),
    ]);
    return {
      otherPolicies: seen(otherPolicies, read),
      identityUsers: seen(identityUsers, read),
    };
  } catch (error) {
    const lost = options.unseen(error, 'API groups');
    return { otherPolicies: lost, identityUsers: lost };
  }
}
