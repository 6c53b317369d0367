import { InputError } from '@backstage/errors';
import {
  Finding,
  parseArn,
  Plan,
  Step,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { WorkloadSubject } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { agentStep } from './agentStep';
import { interruptionOf, Restart, restartOf } from './interruption';
import { trustStep } from './trustStep';

/** What the plan takes from the assessment of its workload. */
export interface PlanBasis {
  assessedAt: string;
  verdict: string;
  findings: Finding[];
}

/**
 * The plan that takes one workload over: agent, trust, association, restart, verification, clean-up.
 * Every prefix of it is safe to stop at; nothing is removed before the new way is verified.
 * @throws InputError when there is no role to take over, or the role is of another account
 */
export function planWorkload(
  workload: WorkloadSubject,
  basis: PlanBasis,
): Plan {
  const { cluster, namespace, serviceAccount } = workload;
  const subject = `${namespace}/${serviceAccount}`;
  const roleArn = workload.roleArn;
  if (!roleArn) {
    throw new InputError(
      `${subject} in cluster ${cluster.name} has no role to take over: neither the annotation eks.amazonaws.com/role-arn nor an association names one`,
    );
  }
  const roleAccount = parseArn(roleArn).accountId;
  if (roleAccount !== cluster.accountId) {
    throw new InputError(
      `Role ${roleArn} is of account ${roleAccount}, the cluster of ${cluster.accountId}: an association takes only roles of the cluster's account. Create a role there and give ${roleArn} as its target role, or chain to it in code`,
    );
  }
  const association = workload.association.seen
    ? workload.association.value
    : undefined;
  if (association?.ownerArn) {
    throw new InputError(
      `The association of ${subject} belongs to add-on ${association.ownerArn}: ask for the move of the add-on instead`,
    );
  }
  const passes = (check: string) =>
    basis.findings.some(
      finding => finding.check === check && finding.outcome === 'pass',
    );
  const controllers = workload.controllers.seen
    ? workload.controllers.value
    : [];
  const restarts = controllers.map(restartOf);
  const trust = trustStep(
    { arn: roleArn, sight: workload.role },
    { namespace, serviceAccount },
    {
      admitted: passes('role-trust'),
      sessionTags: !association?.disableSessionTags,
    },
  );
  return {
    kind: 'workload',
    subjectId: workload.id,
    subject,
    cluster: {
      arn: cluster.arn,
      name: cluster.name,
      region: cluster.region,
      accountId: cluster.accountId,
    },
    method: 'associate',
    steps: [
      agentStep(cluster, passes('agent-present')),
      trust.step,
      associationStep(workload, roleArn),
      waitStep(workload),
      restartStep(workload, restarts),
      verifyStep(workload),
      cleanUpStep(workload, roleArn),
    ],
    warnings: [...trust.warnings, ...warningsOf(workload, restarts)],
    interruption: interruptionOf(controllers),
    basis: { assessedAt: basis.assessedAt, verdict: basis.verdict },
  };
}

function associationStep(workload: WorkloadSubject, roleArn: string): Step {
  const { cluster, namespace, serviceAccount } = workload;
  const association = workload.association.seen
    ? workload.association.value
    : undefined;
  return {
    id: 'create-association',
    kind: 'create-association',
    title: `Associate ${namespace}/${serviceAccount} with the role`,
    description:
      'This is the switch: from now on every new pod of the service account gets Pod Identity, whoever or whatever starts it. Pods that run keep what they have.',
    target: `${cluster.arn} ${namespace}/${serviceAccount}`,
    satisfied: association?.roleArn === roleArn,
    needed: true,
    before: association
      ? { associationId: association.id, roleArn: association.roleArn }
      : undefined,
    parameters: {
      clusterName: cluster.name,
      namespace,
      serviceAccount,
      roleArn,
    },
    undo: {
      description: association
        ? `Set the association back to ${association.roleArn}, then restart the pods.`
        : 'Delete the association, then restart the pods: the annotation is still there, so new pods get IRSA again.',
    },
    evidence: [],
  };
}

function waitStep(workload: WorkloadSubject): Step {
  return {
    id: 'wait-effective',
    kind: 'wait-effective',
    title: 'Wait until the association is effective',
    description:
      'Associations are eventually consistent: a pod that starts in the seconds after comes up without the variables. Wait at least 10 seconds before the restart.',
    target: workload.cluster.arn,
    satisfied: false,
    needed: true,
    parameters: { seconds: 10 },
    undo: { description: 'Nothing to undo.' },
    evidence: [],
  };
}

function restartStep(workload: WorkloadSubject, restarts: Restart[]): Step {
  return {
    id: 'restart',
    kind: 'restart',
    title: restarts.length
      ? 'Restart the pods'
      : 'No pods to restart: nothing runs with this service account',
    description:
      'New pods carry AWS_CONTAINER_CREDENTIALS_FULL_URI instead of AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE.',
    target: `${workload.namespace}/${workload.serviceAccount}`,
    satisfied: false,
    needed: restarts.length > 0,
    parameters: { controllers: restarts },
    undo: {
      description: 'Restart once more after the association is gone.',
    },
    evidence: [],
  };
}

function verifyStep(workload: WorkloadSubject): Step {
  return {
    id: 'verify',
    kind: 'verify',
    title: 'Verify from fresh facts',
    description:
      'Every pod of the service account must carry the Pod Identity variables. A pod that came up bare (started before the association was effective, or missed by the webhook) is restarted once more.',
    target: `${workload.namespace}/${workload.serviceAccount}`,
    satisfied: false,
    needed: true,
    parameters: {
      namespace: workload.namespace,
      serviceAccount: workload.serviceAccount,
    },
    undo: { description: 'Nothing to undo.' },
    evidence: [],
  };
}

function cleanUpStep(workload: WorkloadSubject, roleArn: string): Step {
  return {
    id: 'clean-up',
    kind: 'clean-up',
    title: 'Clean up, some days later',
    description:
      'Remove the annotation eks.amazonaws.com/role-arn from the service account, and the OIDC statement from the trust policy once no other service account uses it. Until then the way back is one deletion and a restart.',
    target: `${workload.namespace}/${workload.serviceAccount}`,
    satisfied: !workload.irsaRoleArn,
    needed: false,
    before: workload.irsaRoleArn
      ? { annotation: workload.irsaRoleArn }
      : undefined,
    parameters: {
      namespace: workload.namespace,
      serviceAccount: workload.serviceAccount,
      roleArn,
      oidcIssuer: workload.cluster.oidcIssuer,
    },
    undo: {
      description: 'Set the annotation again and restore the statement.',
    },
    evidence: [],
  };
}

function warningsOf(workload: WorkloadSubject, restarts: Restart[]): string[] {
  const warnings: string[] = [];
  if (workload.association.seen && workload.association.value?.roleArn) {
    const current = workload.association.value.roleArn;
    if (workload.irsaRoleArn && workload.irsaRoleArn !== current) {
      warnings.push(
        `The association gives ${current}, the annotation ${workload.irsaRoleArn}: after the restart the pods have the association's role.`,
      );
    }
  }
  if (!workload.pods.seen) {
    warnings.push(
      `The pods could not be seen (${workload.pods.reason}): the plan can be verified by its association alone.`,
    );
  }
  for (const { kind, name, how, note } of restarts) {
    if (how !== 'rollout') {
      warnings.push(`${kind} ${name}: ${note}.`);
    }
  }
  return warnings;
}
