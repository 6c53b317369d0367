import {
  AccountFacts,
  ServiceFacts,
  TerraformFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
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
