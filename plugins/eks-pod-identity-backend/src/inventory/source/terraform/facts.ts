import { TerraformFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';

export type ModuleFact = TerraformFacts['modules'][number];
export type ProviderFact = TerraformFacts['providers'][number];
export type AddonFact = TerraformFacts['addons'][number];
export type AssociationFact = TerraformFacts['associations'][number];
export type UnfollowedFact = NonNullable<TerraformFacts['unfollowed']>[number];
