import {
  Addon,
  Evidence,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  AddonFacts,
  AddonSubject,
  AssociationFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { ADDONS_SOURCE, knownAddon } from './data/addons';
import { dataEvidence, evidenceOf, valueOr } from './evidence';

/** How an add-on gets AWS credentials. */
export type AddonIdentity = Addon['identity'];

const NO_ROLE = {
  none: (name: string) => `${name} calls nothing of AWS`,
  node: (name: string) =>
    `${name} works with the node's role and takes none of its own`,
  pods: (name: string) =>
    `${name} has no role: the pods that use it bring their own`,
};

/** Positive evidence that an add-on needs no role of its own; undefined where there is none. */
export function needsNoRole(subject: AddonSubject): Evidence | undefined {
  const { addon } = subject;
  const known = knownAddon(addon.name);
  if (known && known.identity !== 'own') {
    return dataEvidence(NO_ROLE[known.identity](addon.name), ADDONS_SOURCE);
  }
  const version = valueOr(addon.versions, []).find(
    candidate => candidate.version === addon.version,
  );
  const configuration = addon.podIdentityConfiguration;
  // A version that offers Pod Identity may need a role, whatever the flag says; and nobody gives a role for nothing.
  return version &&
    !addon.serviceAccountRoleArn &&
    addon.versions.seen &&
    !version.requiresIamPermissions &&
    configuration.seen &&
    !configuration.value.length
    ? evidenceOf(
        `${addon.name} ${addon.version}: requiresIamPermissions is false`,
        addon.versions.read,
      )
    : undefined;
}

/** The identity of an add-on, from its role, its associations and what its version needs. */
export function addonIdentityOf(subject: AddonSubject): AddonIdentity {
  const { addon, associations } = subject;
  const role = Boolean(addon.serviceAccountRoleArn);
  if (!associations.seen) {
    if (!addon.podIdentityAssociationArns.length) {
      return 'unknown';
    }
    return role ? 'both' : 'pod-identity';
  }
  const association =
    associations.value.length > 0 ||
    addon.podIdentityAssociationArns.length > 0;
  const known = knownAddon(addon.name)?.identity;
  if (association) {
    return role ? 'both' : 'pod-identity';
  }
  // It takes no role: serviceAccountRoleArn has no effect.
  if (known === 'node') {
    return 'node-role';
  }
  if (role) {
    return 'irsa';
  }
  if (needsNoRole(subject)) {
    return 'none-needed';
  }
  return needsRole(subject) ? 'node-role' : 'unknown';
}

/** Positive evidence that the installed version wants a role. */
function needsRole({ addon }: AddonSubject): boolean {
  return (
    valueOr(addon.podIdentityConfiguration, []).length > 0 ||
    valueOr(addon.versions, []).some(
      ({ version, requiresIamPermissions }) =>
        version === addon.version && requiresIamPermissions,
    )
  );
}

/** The association that counts for an add-on's role: one that it owns, else one beside it. */
export function associationOfAddon(
  addon: AddonFacts,
  associations: AssociationFacts[],
): AssociationFacts | undefined {
  return (
    associations.find(
      ({ arn, ownerArn }) =>
        ownerArn === addon.arn ||
        addon.podIdentityAssociationArns.includes(arn),
    ) ?? associations[0]
  );
}
