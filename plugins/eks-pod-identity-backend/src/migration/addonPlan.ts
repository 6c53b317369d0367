import { InputError } from '@backstage/errors';
import {
  Finding,
  Plan,
  Step,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  AddonSubject,
  AssociationFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { agentStep } from './agentStep';
import { trustStep } from './trustStep';
import { PlanBasis } from './workloadPlan';

/** The two ways to take an add-on over. */
export type AddonMethod = 'update-in-place' | 'recreate';

interface Identity {
  serviceAccount: string;
  roleArn: string;
}

/**
 * The plan that takes an EKS add-on over.
 *
 * In place: one UpdateAddon with `podIdentityAssociations`, the version and the configuration in force, and **without**
 * `serviceAccountRoleArn`; then the Terraform code, which shows no diff afterwards. Or as many do it by hand: delete the
 * add-on, remove the left-over association, create it again. A plain `terraform apply` of the change sends an empty role
 * ARN, which EKS answers with 403 'Cross-account pass role is not allowed' (hashicorp/terraform-provider-aws issue 30645).
 *
 * @throws InputError when the add-on has no role, its version does not offer Pod Identity, or that could not be seen
 */
export function planAddon(
  subject: AddonSubject,
  basis: PlanBasis,
  method: AddonMethod,
): Plan {
  const { addon, cluster } = subject;
  const identity = identityOf(subject);
  const passes = (check: string) =>
    basis.findings.some(
      (finding: Finding) =>
        finding.check === check && finding.outcome === 'pass',
    );
  const leftOvers = (
    subject.associations.seen ? subject.associations.value : []
  ).filter(
    association =>
      !association.ownerArn &&
      association.serviceAccount === identity.serviceAccount,
  );
  const trust = trustStep(
    { arn: identity.roleArn, sight: subject.role },
    {
      namespace: addon.namespace ?? 'kube-system',
      serviceAccount: identity.serviceAccount,
    },
    { admitted: passes('role-trust'), sessionTags: true },
  );
  const change =
    method === 'update-in-place'
      ? [
          ...leftOvers.map(association => deleteAssociation(association)),
          updateAddon(subject, identity),
        ]
      : [
          deleteAddon(subject),
          ...leftOvers.map(association => deleteAssociation(association)),
          createAddon(subject, identity),
        ];
  return {
    kind: 'addon',
    subjectId: subject.id,
    subject: addon.name,
    cluster: {
      arn: cluster.arn,
      name: cluster.name,
      region: cluster.region,
      accountId: cluster.accountId,
    },
    method,
    steps: [
      agentStep(cluster, passes('agent-present')),
      trust.step,
      ...change,
      verifyAddon(subject, identity),
      alignCode(subject),
    ],
    warnings: [
      ...trust.warnings,
      'Do not run terraform apply for this change before the add-on itself is changed: removing service_account_role_arn in the same apply ends in 403 Cross-account pass role is not allowed.',
      ...leftOvers.map(
        ({ id }) =>
          `Association ${id} for ${identity.serviceAccount} was made by hand: the add-on can't adopt it, it must go first ('Association already exists'). Pods that start in between get no Pod Identity.`,
      ),
    ],
    interruption:
      method === 'update-in-place'
        ? {
            expected: 'none',
            reason:
              "EKS restarts the add-on's pods one after the other; running pods keep their credentials until then.",
          }
        : {
            expected: 'certain',
            reason: `Between delete and re-creation ${addon.name} does not run in this cluster.`,
          },
    basis: { assessedAt: basis.assessedAt, verdict: basis.verdict },
  };
}

function identityOf(subject: AddonSubject): Identity {
  const { addon } = subject;
  if (!addon.serviceAccountRoleArn) {
    throw new InputError(
      `Add-on ${addon.name} has no IRSA role to take over (serviceAccountRoleArn is not set)`,
    );
  }
  if (!addon.podIdentityConfiguration.seen) {
    throw new InputError(
      `Whether ${addon.name} ${addon.version} supports Pod Identity could not be seen: ${addon.podIdentityConfiguration.reason}`,
    );
  }
  const [configuration] = addon.podIdentityConfiguration.value;
  if (!configuration) {
    throw new InputError(
      `${addon.name} ${addon.version} does not support Pod Identity: update the add-on to a version whose configuration lists a service account first`,
    );
  }
  return {
    serviceAccount: configuration.serviceAccount,
    roleArn: addon.serviceAccountRoleArn,
  };
}

function stepOf(
  subject: AddonSubject,
  step: Pick<
    Step,
    'id' | 'kind' | 'title' | 'description' | 'parameters' | 'undo'
  > &
    Partial<Step>,
): Step {
  return {
    target: subject.addon.arn,
    satisfied: false,
    needed: true,
    evidence: [],
    ...step,
  };
}

function inForce({ addon, cluster }: AddonSubject) {
  return {
    clusterName: cluster.name,
    addonName: addon.name,
    addonVersion: addon.version,
    ...(addon.configurationValues
      ? { configurationValues: addon.configurationValues }
      : {}),
  };
}

function updateAddon(subject: AddonSubject, identity: Identity): Step {
  const { addon } = subject;
  return stepOf(subject, {
    id: 'update-addon',
    kind: 'update-addon',
    title: `Update ${addon.name} to Pod Identity, without naming the role`,
    description:
      'UpdateAddon with podIdentityAssociations, the version and the configuration that are in force, and no serviceAccountRoleArn at all: left out it unsets the IRSA role, empty it ends in a 403.',
    before: {
      serviceAccountRoleArn: addon.serviceAccountRoleArn,
      podIdentityAssociationArns: addon.podIdentityAssociationArns,
    },
    parameters: {
      ...inForce(subject),
      podIdentityAssociations: [identity],
      resolveConflicts: 'PRESERVE',
    },
    undo: {
      description: `UpdateAddon with serviceAccountRoleArn ${identity.roleArn} and an empty list of podIdentityAssociations.`,
    },
  });
}

function deleteAssociation(association: AssociationFacts): Step {
  return {
    id: `delete-association-${association.id}`,
    kind: 'delete-association',
    title: `Remove the left-over association ${association.id}`,
    description:
      'An add-on can not adopt an association that is there already; its creation would fail with Association already exists.',
    target: association.arn,
    satisfied: false,
    needed: true,
    before: {
      namespace: association.namespace,
      serviceAccount: association.serviceAccount,
      roleArn: association.roleArn,
    },
    parameters: { associationId: association.id },
    undo: {
      description: `Create it again for ${association.namespace}/${
        association.serviceAccount
      } with ${association.roleArn ?? 'its role'}.`,
    },
    evidence: [],
  };
}

function deleteAddon(subject: AddonSubject): Step {
  const { addon } = subject;
  return stepOf(subject, {
    id: 'delete-addon',
    kind: 'delete-addon',
    title: `Delete ${addon.name}`,
    description:
      'Deletes the add-on with its software. Settings that were made outside its configuration values are lost.',
    before: {
      ...inForce(subject),
      serviceAccountRoleArn: addon.serviceAccountRoleArn,
      tags: addon.tags,
    },
    parameters: {
      clusterName: subject.cluster.name,
      addonName: addon.name,
      preserve: false,
    },
    undo: {
      description: `Create it again with serviceAccountRoleArn ${addon.serviceAccountRoleArn}.`,
    },
  });
}

function createAddon(subject: AddonSubject, identity: Identity): Step {
  return stepOf(subject, {
    id: 'create-addon',
    kind: 'create-addon',
    title: `Create ${subject.addon.name} with Pod Identity`,
    description:
      'CreateAddon with the version and configuration that were in force and podIdentityAssociations. Retry for some seconds on Association already exists: deletions are eventually consistent.',
    parameters: {
      ...inForce(subject),
      podIdentityAssociations: [identity],
      tags: subject.addon.tags,
    },
    undo: {
      description:
        'Delete it and create it again with serviceAccountRoleArn as before.',
    },
  });
}

function verifyAddon(subject: AddonSubject, identity: Identity): Step {
  return stepOf(subject, {
    id: 'verify',
    kind: 'verify',
    title: 'Verify from fresh facts',
    description:
      'DescribeAddon must be ACTIVE, list the association and no role; the pods of its service account must carry the Pod Identity variables.',
    parameters: {
      addonName: subject.addon.name,
      serviceAccount: identity.serviceAccount,
    },
    undo: { description: 'Nothing to undo.' },
  });
}

function alignCode(subject: AddonSubject): Step {
  return stepOf(subject, {
    id: 'align-code',
    kind: 'align-code',
    title: 'Bring the Terraform code in line',
    description:
      'Remove service_account_role_arn, add pod_identity_association. The plan then shows no change, because the add-on is there already.',
    needed: false,
    parameters: { addonName: subject.addon.name },
    undo: { description: 'Revert the commit.' },
  });
}
