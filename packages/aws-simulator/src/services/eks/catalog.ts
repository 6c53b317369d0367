import type {
  AddonInfo,
  DescribeAddonConfigurationRequest,
  DescribeAddonConfigurationResponse,
  DescribeAddonVersionsRequest,
  DescribeAddonVersionsResponse,
} from '@aws-sdk/client-eks';
import {
  catalogAddon,
  catalogAddons,
  compatibleKubernetesVersions,
  configurationSchema,
  defaultVersion,
  podIdentityConfiguration,
  type CatalogAddon,
} from '../../data/addonCatalog';
import { managedPolicyArn } from '../../data/managedPolicies';
import { eksError } from './errors';
import { eksPage, operation } from './operation';

function addonInfo(
  addon: CatalogAddon,
  kubernetesVersion: string | undefined,
): AddonInfo {
  const versions = addon.versions.filter(
    version =>
      !kubernetesVersion ||
      compatibleKubernetesVersions(version).includes(kubernetesVersion),
  );
  return {
    addonName: addon.name,
    type: addon.type,
    owner: addon.owner,
    publisher: addon.publisher,
    defaultNamespace: addon.namespace,
    addonVersions: versions.map(version => ({
      addonVersion: version.version,
      architecture: ['amd64', 'arm64'],
      computeTypes: ['ec2', 'auto', 'hybrid'],
      compatibilities: compatibleKubernetesVersions(version)
        .filter(item => !kubernetesVersion || item === kubernetesVersion)
        .map(item => ({
          clusterVersion: item,
          platformVersions: ['*'],
          defaultVersion: defaultVersion(addon, item) === version.version,
        })),
      requiresConfiguration: false,
      requiresIamPermissions: addon.requiresIamPermissions,
    })),
  };
}

/** What add-ons EKS offers. */
export const catalogOperations = {
  DescribeAddonVersions: operation<
    DescribeAddonVersionsRequest,
    DescribeAddonVersionsResponse
  >({
    run: (input, context) => {
      const { addonName, kubernetesVersion, types, publishers, owners } = input;
      const admits = (list: string[] | undefined, value: string) =>
        !list?.length || list.includes(value);
      const infos = catalogAddons
        .filter(
          addon =>
            (!addonName || addon.name === addonName) &&
            admits(types, addon.type) &&
            admits(publishers, addon.publisher) &&
            admits(owners, addon.owner),
        )
        .map(addon => addonInfo(addon, kubernetesVersion))
        .filter(info => info.addonVersions?.length);
      const { items, next } = eksPage(
        infos,
        info => info.addonName ?? '',
        input,
        `addon-versions:${JSON.stringify([
          addonName,
          kubernetesVersion,
          types,
          publishers,
          owners,
        ])}`,
        context,
      );
      return { addons: items, nextToken: next };
    },
  }),

  DescribeAddonConfiguration: operation<
    DescribeAddonConfigurationRequest,
    DescribeAddonConfigurationResponse
  >({
    run: (input, context) => {
      const addon = catalogAddon(input.addonName);
      if (!addon) {
        throw eksError(
          'ResourceNotFoundException',
          `Addon ${input.addonName} is not supported`,
          { addonName: input.addonName },
        );
      }
      if (!addon.versions.some(item => item.version === input.addonVersion)) {
        throw eksError(
          'ResourceNotFoundException',
          `Addon version ${input.addonVersion} of addon ${addon.name} is not supported`,
          { addonName: addon.name },
        );
      }
      return {
        addonName: addon.name,
        addonVersion: input.addonVersion,
        configurationSchema: JSON.stringify(configurationSchema(addon)),
        podIdentityConfiguration: podIdentityConfiguration(
          addon,
          input.addonVersion,
        ).map(({ serviceAccount, policies }) => ({
          serviceAccount,
          recommendedManagedPolicies: policies.map(policy =>
            managedPolicyArn(context.state.partition, policy),
          ),
        })),
      };
    },
  }),
};
