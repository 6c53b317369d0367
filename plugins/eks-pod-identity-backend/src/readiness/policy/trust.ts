import {
  ClusterFacts,
  RoleFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { memo } from '../memo';
import { readPolicy } from './document';
import { Decision, evaluatePolicy } from './evaluate';
import {
  issuerHost,
  PodIdentitySubject,
  podIdentityCaller,
  podIdentityContext,
  webIdentityContext,
} from './requests';

/** What a trust policy says; `invalid`: it can't be read as a policy. */
export interface TrustDecision extends Omit<Decision, 'result' | 'by'> {
  result: Decision['result'] | 'invalid';
  /** The action that decided, where it was evaluated. */
  action?:
    | 'sts:AssumeRole'
    | 'sts:TagSession'
    | 'sts:AssumeRoleWithWebIdentity';
}

const policyOf = memo((role: RoleFacts) => readPolicy(role.trustPolicy));

/**
 * Whether EKS could hand out the role to this service account. Both actions are needed, also where the association
 * disables session tags: EKS looks for sts:TagSession when the association is made ('Trust policy of the role provided is
 * invalid').
 */
export function podIdentityTrust(
  role: RoleFacts,
  subject: PodIdentitySubject,
): TrustDecision {
  const policy = policyOf(role);
  if (!policy.valid) {
    return { result: 'invalid', reason: policy.reason };
  }
  const context = podIdentityContext(subject, role);
  let undecided: TrustDecision | undefined;
  let allowed: TrustDecision | undefined;
  for (const action of ['sts:AssumeRole', 'sts:TagSession'] as const) {
    const decision = evaluatePolicy(policy.document, {
      action,
      context,
      caller: podIdentityCaller,
    });
    if (decision.result === 'denied') {
      return { ...decision, action };
    }
    if (decision.result === 'unknown') {
      undecided ??= { ...decision, action };
    } else {
      allowed ??= { ...decision, action };
    }
  }
  return undecided ?? allowed!;
}

/** Whether a pod of this service account could assume the role by IRSA. Unknown without an issuer. */
export function webIdentityTrust(
  role: RoleFacts,
  cluster: ClusterFacts,
  serviceAccount: { namespace: string; name: string },
  now?: string,
): TrustDecision {
  const policy = policyOf(role);
  if (!policy.valid) {
    return { result: 'invalid', reason: policy.reason };
  }
  if (!cluster.oidcIssuer) {
    return { result: 'unknown', reason: 'the cluster names no OIDC issuer' };
  }
  const accountId = role.arn.split(':')[4];
  const providerArn = providerArnOf(
    cluster.oidcIssuer,
    cluster.partition,
    accountId,
  );
  const action = 'sts:AssumeRoleWithWebIdentity' as const;
  const decision = evaluatePolicy(policy.document, {
    action,
    caller: { type: 'federated', providerArn },
    context: webIdentityContext(
      {
        issuer: cluster.oidcIssuer,
        providerArn,
        accountId,
        namespace: serviceAccount.namespace,
        serviceAccount: serviceAccount.name,
        now,
      },
      role,
    ),
  });
  return { ...decision, action };
}

/** ARN of the OIDC provider of an issuer in an account. */
export function providerArnOf(
  issuer: string,
  partition: string,
  accountId: string,
): string {
  return `arn:${partition}:iam::${accountId}:oidc-provider/${issuerHost(
    issuer,
  )}`;
}
