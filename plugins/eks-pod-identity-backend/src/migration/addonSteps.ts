import { Step } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  AddonSubject,
  AssociationFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { knownAddon } from '../readiness/data/addons';
import { managedByTags } from '../readiness/managedBy';
import { AddonIdentity } from './addonIdentities';

type StepWords = Pick<
  Step,
  'id' | 'kind' | 'title' | 'description' | 'parameters' | 'undo'
> &
  Partial<Step>;

function stepOf({ addon }: AddonSubject, step: StepWords): Step {
  const managedBy = managedByTags(addon.tags, `eks:DescribeAddon ${addon.arn}`);
  return {
    target: addon.arn,
    satisfied: false,
    needed: true,
    evidence: [],
    ...(managedBy ? { managedBy } : {}),
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

/** CreateAddon takes a namespace only where it is not the usual one. */
function ownNamespace({ addon }: AddonSubject): { namespace?: string } {
  const usual = knownAddon(addon.name)?.namespace;
  return usual && addon.namespace && addon.namespace !== usual
    ? { namespace: addon.namespace }
    : {};
}

/** Tags that may be given: those of AWS itself (`aws:…`) are reserved. */
function ownTags(tags: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tags).filter(([key]) => !/^aws:/i.test(key)),
  );
}

/**
 * UpdateAddon with the associations and **without** `serviceAccountRoleArn`: left out it unsets the role of IRSA, empty it
 * ends in 403 'Cross-account pass role is not allowed' (hashicorp/terraform-provider-aws issues 30645 and 19402).
 */
export function updateAddon(
  subject: AddonSubject,
  identities: AddonIdentity[],
  owned: AddonIdentity[],
): Step {
  const { addon } = subject;
  return stepOf(subject, {
    id: 'update-addon',
    kind: 'update-addon',
    title: `Update ${addon.name} to Pod Identity, without naming the role`,
    description:
      'UpdateAddon with podIdentityAssociations, the version and the configuration that are in force, and no serviceAccountRoleArn at all: left out it unsets the IRSA role, empty it ends in a 403.',
    before: {
      ...inForce(subject),
      serviceAccountRoleArn: addon.serviceAccountRoleArn,
      podIdentityAssociations: owned,
    },
    parameters: {
      ...inForce(subject),
      podIdentityAssociations: identities,
      resolveConflicts: 'PRESERVE',
    },
    undo: {
      description: `UpdateAddon with serviceAccountRoleArn ${
        addon.serviceAccountRoleArn
      } and ${
        owned.length
          ? 'the associations that it had'
          : 'an empty list of podIdentityAssociations'
      }.`,
    },
  });
}

/** Removes an association that the add-on would collide with. */
export function deleteAssociation(
  subject: AddonSubject,
  association: AssociationFacts,
): Step {
  const { id, namespace, serviceAccount, roleArn } = association;
  const managedBy = managedByTags(
    association.tags,
    `eks:DescribePodIdentityAssociation ${association.arn}`,
  );
  return {
    id: `delete-association-${id}`,
    kind: 'delete-association',
    title: `Remove the left-over association ${id}`,
    description:
      'An add-on can not adopt an association that is there already; its creation would fail with Association already exists.',
    target: association.arn,
    satisfied: false,
    needed: true,
    before: { namespace, serviceAccount, ...(roleArn ? { roleArn } : {}) },
    parameters: { clusterName: subject.cluster.name, associationId: id },
    undo: {
      description: `Create it again for ${namespace}/${serviceAccount} with ${
        roleArn ?? 'its role'
      }.`,
    },
    ...(managedBy ? { managedBy } : {}),
    evidence: [],
  };
}

/** Deletes the add-on with its software; the associations that it owns go with it. */
export function deleteAddon(
  subject: AddonSubject,
  owned: AddonIdentity[],
): Step {
  const { addon } = subject;
  return stepOf(subject, {
    id: 'delete-addon',
    kind: 'delete-addon',
    title: `Delete ${addon.name}`,
    description:
      'Deletes the add-on with its software. Settings that were made outside its configuration values are lost.',
    before: {
      ...inForce(subject),
      ...ownNamespace(subject),
      serviceAccountRoleArn: addon.serviceAccountRoleArn,
      podIdentityAssociations: owned,
      tags: ownTags(addon.tags),
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

/** Creates the add-on as it was, with Pod Identity. */
export function createAddon(
  subject: AddonSubject,
  identities: AddonIdentity[],
): Step {
  return stepOf(subject, {
    id: 'create-addon',
    kind: 'create-addon',
    title: `Create ${subject.addon.name} with Pod Identity`,
    description:
      'CreateAddon with the version and configuration that were in force and podIdentityAssociations. Retry for some seconds on Association already exists: deletions are eventually consistent.',
    parameters: {
      ...inForce(subject),
      ...ownNamespace(subject),
      podIdentityAssociations: identities,
      tags: ownTags(subject.addon.tags),
    },
    undo: {
      description:
        'Delete it and create it again with serviceAccountRoleArn as before.',
    },
  });
}

/** Looks at fresh facts. */
export function verifyAddon(
  subject: AddonSubject,
  identities: AddonIdentity[],
): Step {
  return stepOf(subject, {
    id: 'verify',
    kind: 'verify',
    title: 'Verify from fresh facts',
    description:
      'DescribeAddon must be ACTIVE, list the association and no role; the pods of its service account must carry the Pod Identity variables.',
    parameters: {
      clusterName: subject.cluster.name,
      addonName: subject.addon.name,
      serviceAccounts: identities.map(({ serviceAccount }) => serviceAccount),
    },
    undo: { description: 'Nothing to undo.' },
  });
}

/** Brings the code in line, after the add-on itself. */
export function alignCode(subject: AddonSubject): Step {
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
