import { InputError } from '@backstage/errors';
import {
  Finding,
  ManagedBy,
  parseArn,
  Plan,
  Step,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { WorkloadSubject } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { usesOf } from '../readiness/identityUsers';
import { managedByMetadata, managedByTags } from '../readiness/managedBy';
import { agentStep } from './agentStep';
import { interruptionOf, Restart, restartsOf } from './interruption';
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
 * @throws InputError when there is no role to take over, the role is of another account, or an add-on owns the workload
 */
export function planWorkload(
  workload: WorkloadSubject,
  basis: PlanBasis,
): Plan {
  const { cluster, namespace, serviceAccount } = workload;
  const subject = `${namespace}/${serviceAccount}`;
  if (workload.addon) {
    throw new InputError(
      `${subject} belongs to EKS add-on ${workload.addon.name}: ask for the move of the add-on instead, a hand-made association would get in its way`,
    );
  }
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
  if (association && !association.roleArn) {
    throw new InputError(
      `The role of association ${association.id} could not be read: allow eks:DescribePodIdentityAssociation and sync again`,
    );
  }
  const passes = (check: string) =>
    basis.findings.some(
      finding => finding.check === check && finding.outcome === 'pass',
    );
  const restarts = restartsOf(workload);
  const trust = trustStep(
    { arn: roleArn, sight: workload.role },
    { namespace, serviceAccounts: [serviceAccount] },
    {
      cluster,
      admitted: passes('role-trust'),
      sessionTags: !association?.disableSessionTags,
      now: basis.assessedAt,
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
      // What is written may bring back an SDK that needs IRSA, and others may use IRSA on: then nothing is offered for removal.
      ...(workload.sdk.writtenTooOld || usesByIrsa(workload)
        ? []
        : [cleanUpStep(workload, roleArn)]),
    ],
    warnings: [...trust.warnings, ...warningsOf(workload, restarts)],
    interruption: interruptionOf(workload),
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
    satisfied: association !== undefined,
    needed: true,
    ...(association
      ? { before: { associationId: association.id, roleArn } }
      : {}),
    parameters: {
      clusterName: cluster.name,
      namespace,
      serviceAccount,
      roleArn,
      ...(association?.targetRoleArn
        ? { targetRoleArn: association.targetRoleArn }
        : {}),
      ...(association?.disableSessionTags ? { disableSessionTags: true } : {}),
    },
    undo: {
      description: association
        ? 'It was there before the request: it stays.'
        : 'Delete the association, then restart the pods: the annotation is still there, so new pods get IRSA again.',
    },
    ...(association
      ? managed(
          managedByTags(
            association.tags,
            `eks:DescribePodIdentityAssociation ${association.arn}`,
          ),
        )
      : {}),
    evidence:
      association && workload.association.seen
        ? [
            {
              what: `Association ${association.id} with ${roleArn}`,
              source: 'eks',
              where: `eks:DescribePodIdentityAssociation ${association.arn}`,
              readAt: workload.association.read.readAt,
            },
          ]
        : [],
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
    title: restartTitle(workload, restarts),
    description:
      'New pods carry AWS_CONTAINER_CREDENTIALS_FULL_URI instead of AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE.',
    target: `${workload.namespace}/${workload.serviceAccount}`,
    satisfied: false,
    needed: restarts.length > 0 || !workload.controllers.seen,
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
    ...(workload.irsaRoleArn
      ? { before: { annotation: workload.irsaRoleArn } }
      : {}),
    parameters: {
      namespace: workload.namespace,
      serviceAccount: workload.serviceAccount,
      roleArn,
      oidcIssuer: workload.cluster.oidcIssuer,
    },
    undo: {
      description: 'Set the annotation again and restore the statement.',
    },
    ...managed(serviceAccountManagedBy(workload)),
    evidence: [],
  };
}

function restartTitle(workload: WorkloadSubject, restarts: Restart[]): string {
  if (restarts.length) {
    return 'Restart the pods';
  }
  return workload.controllers.seen && workload.pods.seen
    ? 'No pods to restart: nothing runs with this service account'
    : 'Restart what runs with this service account: it could not be seen from here';
}

function managed(managedBy: ManagedBy | undefined): Pick<Step, 'managedBy'> {
  return managedBy ? { managedBy } : {};
}

function serviceAccountManagedBy(
  workload: WorkloadSubject,
): ManagedBy | undefined {
  const object = workload.serviceAccountObject.seen
    ? workload.serviceAccountObject.value
    : undefined;
  return (
    object &&
    managedByMetadata(
      object,
      `ServiceAccount ${object.namespace}/${object.name} in ${workload.cluster.name}`,
    )
  );
}

/** Why annotation and OIDC statement have to stay; undefined where nothing but the pods uses them. */
function usesByIrsa(workload: WorkloadSubject): string | undefined {
  const { certain, possible, missing } = usesOf(workload);
  const [use] = [...certain, ...possible];
  if (use) {
    return `${use.kind} ${use.name} uses the service account by IRSA and stays on it: keep the annotation and the OIDC statement.`;
  }
  return missing.length
    ? 'Whether custom resources use the service account by IRSA could not be seen: keep the annotation and the OIDC statement.'
    : undefined;
}

function warningsOf(workload: WorkloadSubject, restarts: Restart[]): string[] {
  const kept = usesByIrsa(workload);
  const warnings: string[] = kept ? [kept] : [];
  const association = workload.association.seen
    ? workload.association.value
    : undefined;
  if (
    association?.roleArn &&
    workload.irsaRoleArn &&
    workload.irsaRoleArn !== association.roleArn
  ) {
    warnings.push(
      `The association gives ${association.roleArn}, the annotation ${workload.irsaRoleArn}: after the restart the pods have the association's role.`,
    );
  }
  if (association) {
    warnings.push(
      `Association ${association.id} is there already: the switch acts at the next restart of a pod, whoever causes it.`,
    );
  }
  for (const sight of [workload.pods, workload.controllers]) {
    if (!sight.seen) {
      warnings.push(
        `What runs with the service account could not be seen (${sight.reason}): restart it yourself; the plan can be verified by its association alone.`,
      );
      break;
    }
  }
  const managedBy = serviceAccountManagedBy(workload);
  if (managedBy && workload.irsaRoleArn) {
    warnings.push(
      `The service account is managed by ${managedBy.tool}${
        managedBy.name ? ` (${managedBy.name})` : ''
      }: when it is time to clean up, remove the annotation in its source; removed by hand it comes back.`,
    );
  }
  for (const { kind, name, how, note } of restarts) {
    if (how !== 'rollout') {
      warnings.push(`${kind} ${name}: ${note}.`);
    }
  }
  return warnings;
}
