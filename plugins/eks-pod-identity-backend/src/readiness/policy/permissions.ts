import {
  RoleFacts,
  RolePolicyFacts,
  Sight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { memo } from '../memo';
import { contextOf, RequestContext, unknowable } from './context';
import { readPolicy, ReadPolicy } from './document';
import { evaluatePolicy } from './evaluate';

/** Reads a policy of a role once. */
export const policyDocumentOf = memo(
  ({ document }: RolePolicyFacts): ReadPolicy => readPolicy(document),
);

/** What a role's own policies say of an action, and which of them decides. */
export type PermissionDecision =
  | { result: 'unseen'; sight: Extract<Sight<unknown>, { seen: false }> }
  | {
      result: 'allowed' | 'denied' | 'unknown';
      /** Name of the deciding policy; absent where none allows. */
      policy?: string;
      reason: string;
    };

/** Nothing is known of the request but the action. */
const EMPTY = contextOf({}, () => unknowable);

/**
 * Evaluates all policies of a role together: a denial anywhere wins, one permission is enough, and a permissions boundary
 * has to allow it as well (IAM user guide, 'Policy evaluation logic'). Resource policies and SCPs are not read.
 * @param resource ARN; left out: the action is taken for allowed if it is so on any resource
 */
export function permissionOf(
  role: RoleFacts,
  action: string,
  options: { resource?: string; context?: RequestContext } = {},
): PermissionDecision {
  const { policies } = role;
  if (!policies.seen) {
    return { result: 'unseen', sight: policies };
  }
  const context = options.context ?? EMPTY;
  const judged = policies.value.map(policy => {
    const read = policyDocumentOf(policy);
    return {
      policy,
      decision: read.valid
        ? evaluatePolicy(read.document, {
            action,
            context,
            resource: options.resource,
          })
        : {
            result: 'unknown' as const,
            // What can't be read may deny as well as allow.
            by: 'deny' as const,
            reason: `the document ${read.reason}`,
          },
    };
  });
  const say = (
    result: 'allowed' | 'denied' | 'unknown',
    entry: (typeof judged)[number],
  ): PermissionDecision => ({
    result,
    policy: entry.policy.name,
    reason: `${entry.policy.name}: ${entry.decision.reason}`,
  });
  const explicit = judged.find(
    ({ decision }) => decision.result === 'denied' && decision.by === 'deny',
  );
  if (explicit) {
    return say('denied', explicit);
  }
  const boundaries = judged.filter(({ policy }) => policy.kind === 'boundary');
  const closed = boundaries.find(
    ({ decision }) => decision.result === 'denied',
  );
  if (closed) {
    return {
      result: 'denied',
      policy: closed.policy.name,
      reason: `permissions boundary ${closed.policy.name} does not allow it`,
    };
  }
  const own = judged.filter(({ policy }) => policy.kind !== 'boundary');
  const unsure = judged.find(({ decision }) => decision.result === 'unknown');
  const allowed = own.find(({ decision }) => decision.result === 'allowed');
  const boundaryUnread =
    role.permissionsBoundaryArn !== undefined && !boundaries.length;
  if (allowed && boundaryUnread) {
    return {
      result: 'unknown',
      policy: allowed.policy.name,
      reason: `permissions boundary ${role.permissionsBoundaryArn} was not read`,
    };
  }
  // A policy that may deny, or a boundary that may not allow, leaves it open; another one that may allow does not matter.
  const mayForbid = judged.find(
    ({ policy, decision }) =>
      decision.result === 'unknown' &&
      (policy.kind === 'boundary' || decision.by === 'deny'),
  );
  if (allowed) {
    return mayForbid ? say('unknown', mayForbid) : say('allowed', allowed);
  }
  return unsure
    ? say('unknown', unsure)
    : { result: 'denied', reason: 'no policy of the role allows it' };
}
