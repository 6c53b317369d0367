import {
  AccountFacts,
  ServiceFacts,
  TerraformFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import {
  Evidence,
  MissingSight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { readMapping } from '../services/annotations';
import { missingOf } from './evidence';
import { memo } from './memo';

const ofServices = memo((services: ServiceFacts[]): TerraformFacts[] =>
  services.flatMap(({ source }) =>
    source.seen && source.value.terraform ? [source.value.terraform] : [],
  ),
);

/** All Terraform code that was read: the platform's and that of services. */
export const terraformOf = memo((facts: AccountFacts): TerraformFacts[] => [
  ...facts.platformTerraform,
  ...(facts.services.seen ? ofServices(facts.services.value) : []),
]);

/** Code that manages an add-on of a cluster. Where the code does not name the cluster, it may be this one. */
export function terraformAddon(
  facts: AccountFacts,
  addonName: string,
  clusterName: string,
): { terraform: TerraformFacts; addon: TerraformFacts['addons'][number] }[] {
  return terraformOf(facts).flatMap(terraform =>
    terraform.addons
      .filter(
        addon =>
          addon.name === addonName &&
          (!addon.clusterName || addon.clusterName === clusterName),
      )
      .map(addon => ({ terraform, addon })),
  );
}

/** Whether `pod_identity_association` can be written for an add-on, and why. */
export function supportOf({
  terraform,
  addon,
}: {
  terraform: TerraformFacts;
  addon: TerraformFacts['addons'][number];
}): { supports: boolean | null; reason: string } {
  return (
    addon.support ?? {
      supports: terraform.supportsAddonPodIdentityAssociation,
      reason: terraform.reason,
    }
  );
}

/**
 * Code that sets add-ons and could not be followed, as far as it may be about this one. None where other code names both
 * add-on and cluster: that is the one that manages it.
 */
export function unfollowedTerraform(
  facts: AccountFacts,
  addonName: string,
  clusterName: string,
): Evidence[] {
  const managed = terraformAddon(facts, addonName, clusterName);
  if (managed.some(({ addon }) => addon.clusterName !== undefined)) return [];
  return terraformOf(facts)
    .flatMap(({ unfollowed = [] }) => unfollowed)
    .filter(
      each =>
        (!each.addonName || each.addonName === addonName) &&
        (!each.clusterName || each.clusterName === clusterName),
    )
    .map(({ evidence }) => evidence);
}

/** The same, as what is missing. */
export function missingOfUnfollowed(unfollowed: Evidence[]): MissingSight[] {
  return unfollowed.map(({ what, where }) => ({
    what: `Code that sets add-ons in ${where}`,
    reason: what,
  }));
}

/**
 * What could not be read and may hold the Terraform code of add-ons: the platform's repositories and files, those of entities
 * without workloads of their own, and those whose code named the add-on when they could be read last.
 */
export function unreadTerraform(
  facts: AccountFacts,
  addonName: string,
): MissingSight[] {
  if (!facts.services.seen) {
    return [missingOf('Repositories with Terraform code', facts.services)];
  }
  const ofPlatform = facts.platformTerraform.flatMap(({ faults = [] }) =>
    faults.map(({ what, where }) => ({
      what: `Terraform code in ${where}`,
      reason: what,
    })),
  );
  const ofServicesUnread = facts.services.value.flatMap(
    ({ entityRef, annotations, source }) => {
      if (source.seen || source.why === 'absent') {
        return [];
      }
      const knew = source.last?.value.terraform?.addons.some(
        ({ name }) => name === addonName,
      );
      return knew || readMapping(annotations).by === 'nothing'
        ? [
            missingOf(
              `Terraform code in the repository of ${entityRef}`,
              source,
            ),
          ]
        : [];
    },
  );
  return [...ofPlatform, ...ofServicesUnread];
}
