import {
  AccountFacts,
  CheckResult,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { readPolicy } from '../policy/document';
import { sessionPolicyEffect } from '../policy/sessionPolicy';
import { sessionContext } from '../policy/sessions';
import {
  forRoles,
  ofReadRole,
  permittedRole,
  ReadRole,
  sessionSubjects,
} from './roleChecks';
import {
  because,
  fail,
  notApplicable,
  pass,
  unknown,
  unseenResult,
  warn,
  worstResult,
} from './results';

/**
 * The association's session policy leaves the pods the permissions that they have with the role. A session policy limits
 * the role's permissions, with a target role those of the target (EKS API, CreatePodIdentityAssociation).
 */
export const sessionPolicy = forRoles({
  id: 'session-policy',
  title: 'Session policy keeps the permissions',
  needs: ['eks:DescribePodIdentityAssociation', 'iam:GetRolePolicy'],
  link: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreatePodIdentityAssociation.html',
  ask: ofReadRole(judge),
});

function judge(use: ReadRole, facts: AccountFacts): CheckResult {
  if (!use.sessionPolicy) {
    return notApplicable('The association has no session policy.');
  }
  const policy = readPolicy(use.sessionPolicy);
  if (!policy.valid) {
    return because(
      'session-policy-unreadable',
      { name: use.name, reason: policy.reason },
      unknown(
        `The session policy of the association could not be evaluated: it ${policy.reason}.`,
        [{ what: `Session policy of ${use.name}`, reason: policy.reason }],
        [use.namedBy],
      ),
    );
  }
  const role = permittedRole(use, facts);
  if (!role) {
    const reason = `the policies of its target role ${use.targetRoleArn} are not read`;
    return because(
      'session-policy-target-not-read',
      { target: use.targetRoleArn ?? '' },
      unknown(
        `What the session policy of the association leaves can't be told: ${reason}.`,
        [{ what: `Policies of ${use.targetRoleArn}`, reason }],
        [use.namedBy],
      ),
    );
  }
  if (!role.policies.seen) {
    return unseenResult(`Policies of role ${role.name}`, role.policies);
  }
  return worstResult(
    sessionSubjects(use, facts).map(subject => {
      const effect = sessionPolicyEffect(
        role,
        policy.document,
        sessionContext(subject, {
          role,
          way: 'pod-identity',
          chained: use.targetRoleArn !== undefined,
        }),
      );
      return resultOf(effect, use, role.name);
    }),
  );
}

function resultOf(
  { gone, narrowed, kept }: ReturnType<typeof sessionPolicyEffect>,
  use: ReadRole,
  roleName: string,
): CheckResult {
  const evidence = [
    {
      ...use.namedBy,
      what: `session policy of the association: ${use.sessionPolicy}`,
    },
  ];
  const remedy = {
    summary:
      'Allow in the session policy what the pods need, or remove it from the association.',
    steps: [
      `Compare the policies of ${roleName} with the session policy: a session has what both allow.`,
      `aws eks update-pod-identity-association --cluster-name ${
        use.cluster.name
      } --region ${use.cluster.region} --association-id ${
        use.associationId ?? 'ASSOCIATION_ID'
      } --policy file://session-policy.json`,
    ],
  };
  const taken = [...gone, ...narrowed];
  const coded = (code: string, result: CheckResult) =>
    because(
      code,
      { role: roleName, taken: taken.slice(0, 3).join('; ') },
      result,
    );
  if (!taken.length) {
    return pass(
      `The session policy leaves all permissions of role ${roleName}.`,
      evidence,
    );
  }
  const nothing = !narrowed.length && !kept.length;
  if (nothing) {
    return coded(
      'session-policy-leaves-nothing',
      fail(
        `The session policy leaves none of the permissions of role ${roleName} (${gone[0]}).`,
        evidence,
        remedy,
      ),
    );
  }
  if (gone.length && !use.runsPodIdentity) {
    return coded(
      'session-policy-takes',
      fail(
        `The session policy takes ${gone[0]} away, which role ${roleName} allows: the pods lose it at their next restart.`,
        evidence,
        remedy,
      ),
    );
  }
  return coded(
    'session-policy-narrows',
    warn(
      `The session policy narrows the permissions of role ${roleName} (${taken[0]}).`,
      evidence,
      remedy,
    ),
  );
}
