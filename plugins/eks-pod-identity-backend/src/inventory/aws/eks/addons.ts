import {
  DescribeAddonCommand,
  DescribeAddonConfigurationCommand,
  paginateDescribeAddonVersions,
  paginateListAddons,
} from '@aws-sdk/client-eks';
import type {
  AddonFacts,
  AddonVersionFacts,
  Sight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { z } from 'zod';
import { allItems, checked, look, type ReadContext } from '../context';
import { isGone, type Look } from '../failures';
import { tagMapSchema } from '../tags';
import type { ClusterBase } from './clusters';

const addonSchema = z.object({
  addonName: z.string().min(1),
  addonArn: z.string().startsWith('arn:'),
  addonVersion: z.string(),
  status: z.string(),
  serviceAccountRoleArn: z
    .string()
    .optional()
    .transform(arn => arn || undefined),
  podIdentityAssociations: z.array(z.string()).default([]),
  configurationValues: z.string().optional(),
  health: z
    .object({
      issues: z
        .array(
          z.object({
            code: z.string().default(''),
            message: z.string().default(''),
            resourceIds: z.array(z.string()).default([]),
          }),
        )
        .default([]),
    })
    .default({ issues: [] }),
  tags: tagMapSchema,
  createdAt: z.date(),
  modifiedAt: z.date(),
  namespaceConfig: z.object({ namespace: z.string().optional() }).optional(),
});

const configurationSchema = z.object({
  // Tell an answer about this version from an empty one: an add-on without Pod Identity may come without the list.
  addonName: z.string().min(1),
  addonVersion: z.string().min(1),
  podIdentityConfiguration: z
    .array(
      z.object({
        serviceAccount: z.string(),
        recommendedManagedPolicies: z.array(z.string()).default([]),
      }),
    )
    .default([]),
});

const versionsSchema = z.array(
  z.object({
    defaultNamespace: z.string().optional(),
    addonVersions: z.array(
      z.object({
        addonVersion: z.string(),
        computeTypes: z.array(z.string()).default([]),
        requiresIamPermissions: z.boolean().default(false),
        compatibilities: z
          .array(
            z.object({
              clusterVersion: z.string().optional(),
              defaultVersion: z.boolean().default(false),
            }),
          )
          .default([]),
      }),
    ),
  }),
);

interface Versions {
  namespace?: string;
  versions: AddonVersionFacts[];
}

/** What EKS tells of add-ons as such; the clusters of a region share it, so each is asked once per sync. */
export class AddonCatalog {
  readonly #configurations = new Map<
    string,
    Promise<AddonFacts['podIdentityConfiguration']>
  >();
  readonly #versions = new Map<string, Promise<Look<Versions>>>();

  constructor(
    private readonly context: ReadContext,
    private readonly region: string,
  ) {}

  /** Which service accounts of an add-on's version take Pod Identity, and which policies AWS recommends. */
  configuration(
    addonName: string,
    addonVersion: string,
  ): Promise<AddonFacts['podIdentityConfiguration']> {
    const subject = `${this.region} ${addonName} ${addonVersion}`;
    return once(this.#configurations, subject, () =>
      look(
        this.context,
        'eks:DescribeAddonConfiguration',
        subject,
        async () => {
          const answer = await this.context.limit(() =>
            this.context.clients.eks(this.region).send(
              new DescribeAddonConfigurationCommand({
                addonName,
                addonVersion,
              }),
              { abortSignal: this.context.signal },
            ),
          );
          return checked(configurationSchema, answer, subject)
            .podIdentityConfiguration;
        },
      ),
    );
  }

  /** Versions of an add-on for a Kubernetes version, and its usual namespace. */
  versions(
    addonName: string,
    kubernetesVersion: string,
  ): Promise<Look<Versions>> {
    const subject = `${this.region} ${addonName} on Kubernetes ${kubernetesVersion}`;
    return once(this.#versions, subject, () =>
      look(this.context, 'eks:DescribeAddonVersions', subject, async () => {
        const answer = await allItems(
          this.context,
          paginateDescribeAddonVersions(
            { client: this.context.clients.eks(this.region), pageSize: 100 },
            { addonName, kubernetesVersion },
            { abortSignal: this.context.signal },
          ),
          'addons',
        );
        const addons = checked(versionsSchema, answer, subject);
        return {
          namespace: addons.find(addon => addon.defaultNamespace)
            ?.defaultNamespace,
          versions: addons.flatMap(addon =>
            addon.addonVersions.map(version => ({
              version: version.addonVersion,
              requiresIamPermissions: version.requiresIamPermissions,
              computeTypes: version.computeTypes,
              defaultVersion: version.compatibilities.some(
                each =>
                  each.defaultVersion &&
                  (each.clusterVersion ?? kubernetesVersion) ===
                    kubernetesVersion,
              ),
            })),
          ),
        };
      }),
    );
  }
}

function once<T>(
  asked: Map<string, Promise<T>>,
  key: string,
  ask: () => Promise<T>,
): Promise<T> {
  const answer = asked.get(key) ?? ask();
  asked.set(key, answer);
  return answer;
}

async function describeAddon(
  context: ReadContext,
  cluster: ClusterBase,
  catalog: AddonCatalog,
  addonName: string,
): Promise<AddonFacts[]> {
  let answer: unknown;
  try {
    const { addon } = await context.limit(() =>
      context.clients
        .eks(cluster.region)
        .send(
          new DescribeAddonCommand({ clusterName: cluster.name, addonName }),
          { abortSignal: context.signal },
        ),
    );
    answer = addon;
  } catch (error) {
    if (isGone(error)) {
      return [];
    }
    throw error;
  }
  const read = checked(
    addonSchema,
    answer,
    `add-on ${addonName} of ${cluster.arn}`,
  );
  const [podIdentityConfiguration, versions] = await Promise.all([
    catalog.configuration(addonName, read.addonVersion),
    catalog.versions(addonName, cluster.kubernetesVersion),
  ]);
  return [
    {
      arn: read.addonArn,
      name: read.addonName,
      version: read.addonVersion,
      status: read.status,
      serviceAccountRoleArn: read.serviceAccountRoleArn,
      podIdentityAssociationArns: read.podIdentityAssociations,
      configurationValues: read.configurationValues,
      health: read.health.issues,
      tags: read.tags,
      createdAt: read.createdAt.toISOString(),
      modifiedAt: read.modifiedAt.toISOString(),
      podIdentityConfiguration,
      versions: versions.seen
        ? { ...versions, value: versions.value.versions }
        : versions,
      namespace:
        read.namespaceConfig?.namespace ??
        (versions.seen ? versions.value.namespace : undefined),
    },
  ];
}

/** The add-ons of a cluster. An add-on that is deleted meanwhile is left out; any other error makes the part unseen. */
export function readAddons(
  context: ReadContext,
  cluster: ClusterBase,
  catalog: AddonCatalog,
): Promise<Sight<AddonFacts[]>> {
  return look(context, 'eks:ListAddons', cluster.arn, async () => {
    const names = await allItems(
      context,
      paginateListAddons(
        { client: context.clients.eks(cluster.region), pageSize: 100 },
        { clusterName: cluster.name },
        { abortSignal: context.signal },
      ),
      'addons',
    );
    const addons = await Promise.all(
      names.map(name => describeAddon(context, cluster, catalog, name)),
    );
    return addons.flat();
  });
}
