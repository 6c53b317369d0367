import { Evidence } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { TerraformFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';

export type ModuleFact = TerraformFacts['modules'][number];
export type ProviderFact = TerraformFacts['providers'][number];
export type AddonFact = TerraformFacts['addons'][number];
export type AssociationFact = TerraformFacts['associations'][number];
export type UnfollowedFact = NonNullable<TerraformFacts['unfollowed']>[number];

/** Code that was not read is told as code that says nothing, with the reason as its fault: it may manage an add-on. */
export function unreadCode(reason: string, fault: Evidence): TerraformFacts {
  return {
    modules: [],
    providers: [],
    addons: [],
    associations: [],
    supportsAddonPodIdentityAssociation: null,
    reason,
    faults: [fault],
  };
}
