import { InputError } from '@backstage/errors';
import { parseArn } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  AddonSubject,
  AssociationFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';

/** A service account of an add-on and the role that it is to have by Pod Identity. */
export interface AddonIdentity {
  serviceAccount: string;
  roleArn: string;
}

/**
 * The identities that an add-on is to have: what it owns already stays, and every other service account that its version
 * names gets the role of IRSA. The list has to be whole: UpdateAddon replaces all associations that the add-on owns.
 * @throws InputError when the add-on has no IRSA role, the role is of another account, its version does not offer Pod
 * Identity, or that could not be seen
 */
export function addonIdentities(subject: AddonSubject): AddonIdentity[] {
  const { addon, cluster } = subject;
  const irsaRole = addon.serviceAccountRoleArn;
  if (!irsaRole) {
    throw new InputError(
      `Add-on ${addon.name} has no IRSA role to take over (serviceAccountRoleArn is not set)`,
    );
  }
  const roleAccount = parseArn(irsaRole).accountId;
  if (roleAccount !== cluster.accountId) {
    throw new InputError(
      `Role ${irsaRole} is of account ${roleAccount}, the cluster of ${cluster.accountId}: an association takes only roles of the cluster's account`,
    );
  }
  if (!addon.podIdentityConfiguration.seen) {
    throw new InputError(
      `Whether ${addon.name} ${addon.version} supports Pod Identity could not be seen: ${addon.podIdentityConfiguration.reason}`,
    );
  }
  if (!subject.associations.seen) {
    throw new InputError(
      `The associations of ${addon.name} could not be seen: ${subject.associations.reason}. UpdateAddon replaces them all, so they must be known`,
    );
  }
  const offered = addon.podIdentityConfiguration.value.map(
    ({ serviceAccount }) => serviceAccount,
  );
  if (!offered.length) {
    throw new InputError(
      `${addon.name} ${addon.version} does not support Pod Identity: update the add-on to a version whose configuration lists a service account first`,
    );
  }
  const owned = ownedAssociations(subject).map(
    ({ id, serviceAccount, roleArn }) => {
      if (!roleArn) {
        throw new InputError(
          `The role of association ${id} could not be read: allow eks:DescribePodIdentityAssociation and sync again`,
        );
      }
      return { serviceAccount, roleArn };
    },
  );
  const provided = new Set(owned.map(({ serviceAccount }) => serviceAccount));
  return [
    ...owned,
    ...offered
      .filter(serviceAccount => !provided.has(serviceAccount))
      .map(serviceAccount => ({ serviceAccount, roleArn: irsaRole })),
  ];
}

/** Associations that the add-on owns: they are changed through the add-on only. */
export function ownedAssociations({
  addon,
  associations,
}: AddonSubject): AssociationFacts[] {
  return (associations.seen ? associations.value : []).filter(
    ({ arn, ownerArn }) =>
      ownerArn === addon.arn || addon.podIdentityAssociationArns.includes(arn),
  );
}

/** Associations of others for the same service accounts: an add-on can't adopt them, they are in its way. */
export function leftOverAssociations(
  subject: AddonSubject,
  identities: AddonIdentity[],
): AssociationFacts[] {
  const owned = new Set(ownedAssociations(subject));
  return (subject.associations.seen ? subject.associations.value : []).filter(
    association =>
      !owned.has(association) &&
      identities.some(
        ({ serviceAccount }) => serviceAccount === association.serviceAccount,
      ),
  );
}
