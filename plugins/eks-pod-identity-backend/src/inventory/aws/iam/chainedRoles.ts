import type { RoleFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { chainTargets } from '../../../readiness/policy/chainTargets';
import { contextOf, unknowable } from '../../../readiness/policy/context';
import { trustIndexOf } from '../../../readiness/policy/trustIndex';

/** Nothing is known of the session that would assume them: whatever may be meant counts. */
const ANY_SESSION = contextOf({}, () => unknowable);

/**
 * ARNs of the account's roles that others may assume further: those that their policies name or describe, and those whose
 * trust policies name them. What policies give for `*` is not followed: that would be every role of the account.
 */
export function chainedRoles(
  roles: RoleFacts[],
  from: ReadonlySet<string>,
): Set<string> {
  const index = trustIndexOf(roles);
  const chained = new Set<string>();
  for (const arn of from) {
    const role = index.byArn.get(arn);
    if (role) {
      const { named, patterns } = chainTargets(role, ANY_SESSION);
      const further = [
        ...named,
        ...index.naming(role).map(({ role: target }) => target.arn),
        ...patterns.flatMap(({ pattern }) =>
          index.fitting(pattern).map(({ role: target }) => target.arn),
        ),
      ];
      further
        .filter(target => index.byArn.has(target))
        .forEach(target => chained.add(target));
    }
  }
  return chained;
}
