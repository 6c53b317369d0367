import { z } from 'zod';
import { regionSchema } from './schema/common';
import { clusterSchema } from './schema/eks';
import { faultsSchema, settingsSchema } from './schema/faults';
import { callerSchema, iamSchema } from './schema/iam';
import { cloudTrailSchema, repositorySchema } from './schema/sources';

/**
 * The account file: everything that the simulator serves, in one YAML document. All members but
 * `accountId` are optional and have the defaults that AWS would give.
 */
export const accountFileSchema = z
  .strictObject({
    $schema: z.string().optional(),
    accountId: z
      .string()
      .regex(/^\d{12}$/, 'must be 12 digits in quotes, such as "111122223333"'),
    partition: z
      .enum(['aws', 'aws-cn', 'aws-us-gov'])
      .optional()
      .describe('Default: aws.'),
    regions: z
      .array(regionSchema)
      .min(1)
      .optional()
      .describe(
        'Regions of the account, the first is the default. Default: those of the clusters.',
      ),
    settings: settingsSchema.optional(),
    faults: faultsSchema.optional(),
    callers: z
      .array(callerSchema)
      .optional()
      .describe(
        'Access keys with an identity of their own. Any other key is an administrator: user/simulator.',
      ),
    iam: iamSchema.optional(),
    clusters: z.array(clusterSchema).optional(),
    repositories: z.array(repositorySchema).optional(),
    cloudTrail: cloudTrailSchema.optional(),
  })
  .describe('An AWS account with its EKS clusters, for the simulator.');

/** An account file as written by hand, after validation. */
export type AccountFile = z.infer<typeof accountFileSchema>;
export type ClusterSpec = z.infer<typeof clusterSchema>;
export type AddonSpec = NonNullable<ClusterSpec['addons']>[number];
export type NodegroupSpec = NonNullable<ClusterSpec['nodegroups']>[number];
export type FargateProfileSpec = NonNullable<
  ClusterSpec['fargateProfiles']
>[number];
export type NodeSpec = NonNullable<ClusterSpec['nodes']>[number];
export type AssociationSpec = NonNullable<
  ClusterSpec['podIdentityAssociations']
>[number];
export type AccessEntrySpec = NonNullable<ClusterSpec['accessEntries']>[number];
export type InsightSpec = NonNullable<ClusterSpec['insights']>[number];
export type KubernetesSpec = NonNullable<ClusterSpec['kubernetes']>;
export type WorkloadSpec = NonNullable<KubernetesSpec['workloads']>[number];
export type ContainerSpec = NonNullable<WorkloadSpec['containers']>[number];
export type ServiceAccountSpec = NonNullable<
  KubernetesSpec['serviceAccounts']
>[number];
export type RoleSpec = NonNullable<
  NonNullable<AccountFile['iam']>['roles']
>[number];
export type CallerSpec = NonNullable<AccountFile['callers']>[number];
export type RepositorySpec = NonNullable<AccountFile['repositories']>[number];
export type CloudTrailEventSpec = NonNullable<
  NonNullable<AccountFile['cloudTrail']>['events']
>[number];
export type FaultsSpec = z.infer<typeof faultsSchema>;
export type SettingsSpec = z.infer<typeof settingsSchema>;
