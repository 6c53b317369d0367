import {
  roleNameOf,
  Step,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  ClusterFacts,
  RoleFacts,
  Sight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { managedByTags } from '../readiness/managedBy';
import { podIdentityTrust } from '../readiness/policy/trust';
import {
  ExtendedTrust,
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

/** What the step needs to know beside the role. */
export interface TrustStepOptions {
  cluster: ClusterFacts;
  /** The trust policy was evaluated and admits the service accounts already. */
  admitted: boolean;
  /** Whether the association sends session tags, which the conditions rest on. */
  sessionTags: boolean;
  /** When the role was judged, for statements that are limited in time. */
  now: string;
}

/**
 * The step that adds the Pod Identity statement to a role; nothing is removed by it. Its parameters have a document only
 * where the policy could be read and the statement opens the role: a Deny statement that keeps EKS out is for people.
 */
export function trustStep(
  role: { arn: string; sight: Sight<RoleFacts | undefined> },
  scope: TrustScope,
  options: TrustStepOptions,
): TrustStep {
  const { admitted } = options;
  const roleName = roleNameOf(role.arn);
  const facts = role.sight.seen ? role.sight.value : undefined;
  const statement = podIdentityStatement(scope, options);
  const extended = facts && extendTrustPolicy(facts.trustPolicy, statement);
  const closed =
    facts && extended ? whatKeepsOut(facts, extended, scope, options) : '';
  const managedBy =
    facts && managedByTags(facts.tags, `iam:GetRole ${role.arn}`);
  return {
    warnings: admitted
      ? []
      : warningsOf(role.arn, { extended, closed, managedBy }),
    step: {
      id: 'extend-trust',
      kind: 'extend-trust',
      title: `Let EKS Pod Identity assume ${roleName}`,
      description: `Adds one statement for pods.eks.amazonaws.com (sts:AssumeRole and sts:TagSession) to the role's trust policy. The OIDC statement of IRSA stays, so running pods keep their way to credentials, and the way back stays open.`,
      target: role.arn,
      satisfied: admitted,
      needed: true,
      ...(facts ? { before: { trustPolicy: facts.trustPolicy } } : {}),
      parameters: {
        roleName,
        statement,
        ...(extended && !closed ? { trustPolicy: extended.document } : {}),
      },
      undo: {
        description:
          'Remove that one statement again, after the association is gone.',
      },
      ...(managedBy ? { managedBy } : {}),
      evidence: facts
        ? [
            {
              what: admitted
                ? 'The trust policy admits Pod Identity already'
                : 'The trust policy does not admit Pod Identity yet',
              source: 'iam',
              where: `iam:ListRoles ${role.arn}`,
              ...(role.sight.seen ? { readAt: role.sight.read.readAt } : {}),
            },
          ]
        : [],
    },
  };
}

/** What would keep EKS out in spite of the statement; empty where nothing does. */
function whatKeepsOut(
  role: RoleFacts,
  extended: ExtendedTrust,
  scope: TrustScope,
  { cluster, sessionTags, now }: TrustStepOptions,
): string {
  for (const serviceAccount of scope.serviceAccounts) {
    const decision = podIdentityTrust(
      { ...role, trustPolicy: JSON.stringify(extended.document) },
      {
        cluster,
        namespace: scope.namespace ?? '',
        serviceAccount,
        disableSessionTags: !sessionTags,
        now,
      },
    );
    if (decision.result !== 'allowed') {
      return decision.reason;
    }
  }
  return '';
}

function warningsOf(
  roleArn: string,
  {
    extended,
    closed,
    managedBy,
  }: {
    extended?: ExtendedTrust;
    closed: string;
    managedBy: Step['managedBy'];
  },
): string[] {
  const roleName = roleNameOf(roleArn);
  const warnings: string[] = [];
  if (!extended) {
    warnings.push(
      `The trust policy of ${roleArn} could not be read, so the statement has to be added by hand: don't replace the document, the OIDC statement must stay.`,
    );
  }
  if (closed) {
    warnings.push(
      `Also with the new statement ${roleName} stays closed to Pod Identity: ${closed}. Mend the trust policy first.`,
    );
  }
  if (extended && extended.length > TRUST_POLICY_QUOTA) {
    warnings.push(
      `With the new statement the trust policy of ${roleName} has ${extended.length} characters; IAM's default quota is ${TRUST_POLICY_QUOTA}. Have the quota raised (L-C07B4B0D), or merge statements first.`,
    );
  }
  if (managedBy) {
    warnings.push(
      `Role ${roleName} is managed by ${managedBy.tool}${
        managedBy.name ? ` (${managedBy.name})` : ''
      }: a change made by hand there is reverted. Make it in the code.`,
    );
  }
  return warnings;
}
