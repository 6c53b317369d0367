import {
  roleNameOf,
  Step,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  RoleFacts,
  Sight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { managedByTags } from '../readiness/managedBy';
import {
  extendTrustPolicy,
  podIdentityStatement,
  TRUST_POLICY_QUOTA,
  TrustScope,
} from './trustStatement';

/** A step that opens a role to EKS Pod Identity, and what must be said about it. */
export interface TrustStep {
  step: Step;
  warnings: string[];
}

/**
 * The step that adds the Pod Identity statement to a role; nothing is removed by it.
 * @param admitted the trust policy was evaluated and admits this service account already
 */
export function trustStep(
  role: { arn: string; sight: Sight<RoleFacts | undefined> },
  scope: TrustScope,
  options: { admitted: boolean; sessionTags: boolean },
): TrustStep {
  const roleName = roleNameOf(role.arn);
  const facts = role.sight.seen ? role.sight.value : undefined;
  const statement = podIdentityStatement(scope, options);
  const extended = facts && extendTrustPolicy(facts.trustPolicy, statement);
  const managedBy = facts && managedByTags(facts.tags, `IAM role ${facts.arn}`);
  const warnings: string[] = [];
  if (!options.admitted && !extended) {
    warnings.push(
      `The trust policy of ${role.arn} could not be read, so the statement has to be added by hand: don't replace the document, the OIDC statement must stay.`,
    );
  }
  if (!options.admitted && extended && extended.length > TRUST_POLICY_QUOTA) {
    warnings.push(
      `With the new statement the trust policy of ${roleName} has ${extended.length} characters; IAM's default quota is ${TRUST_POLICY_QUOTA}. Have the quota raised (L-C07B4B0D), or merge statements first.`,
    );
  }
  if (!options.admitted && managedBy) {
    warnings.push(
      `Role ${roleName} is managed by ${managedBy.tool}${
        managedBy.name ? ` (${managedBy.name})` : ''
      }: a change made by hand there is reverted. Make it in the code.`,
    );
  }
  return {
    warnings,
    step: {
      id: 'extend-trust',
      kind: 'extend-trust',
      title: `Let EKS Pod Identity assume ${roleName}`,
      description: `Adds one statement for pods.eks.amazonaws.com (sts:AssumeRole and sts:TagSession) to the role's trust policy. The OIDC statement of IRSA stays, so running pods keep their way to credentials, and the way back stays open.`,
      target: role.arn,
      satisfied: options.admitted,
      needed: true,
      before: facts ? { trustPolicy: facts.trustPolicy } : undefined,
      parameters: {
        roleName,
        statement,
        ...(extended ? { trustPolicy: extended.document } : {}),
      },
      undo: {
        description:
          'Remove that one statement again, after the association is gone.',
      },
      managedBy,
      evidence: facts
        ? [
            {
              what: options.admitted
                ? 'The trust policy admits this service account already'
                : 'The trust policy does not admit this service account yet',
              source: 'iam',
              where: `iam:GetRole ${role.arn}`,
              ...(role.sight.seen ? { readAt: role.sight.read.readAt } : {}),
            },
          ]
        : [],
    },
  };
}
