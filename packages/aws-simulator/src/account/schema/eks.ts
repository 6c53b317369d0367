import { z } from 'zod';
import {
  regionSchema,
  roleReferenceSchema,
  stringMapSchema,
  tagsSchema,
  timeSchema,
} from './common';
import { kubernetesSchema, nodeSchema, taintSchema } from './kubernetes';

const issueSchema = z.strictObject({
  code: z
    .string()
    .describe('As in the EKS API, such as InsufficientNumberOfReplicas.'),
  message: z.string(),
  resourceIds: z.array(z.string()).optional(),
});

const healthSchema = z
  .array(issueSchema)
  .describe('Health issues that Describe… answers.');

export const addonSchema = z
  .strictObject({
    name: z.string().min(1),
    version: z
      .string()
      .optional()
      .describe(
        'vX.Y.Z-eksbuild.N. Default: the newest for the Kubernetes version.',
      ),
    status: z
      .enum([
        'CREATING',
        'ACTIVE',
        'CREATE_FAILED',
        'UPDATING',
        'DELETING',
        'DELETE_FAILED',
        'DEGRADED',
        'UPDATE_FAILED',
      ])
      .optional()
      .describe('Default: ACTIVE.'),
    health: healthSchema.optional(),
    serviceAccountRole: roleReferenceSchema
      .optional()
      .describe('The IRSA role (serviceAccountRoleArn).'),
    podIdentityAssociations: z
      .array(
        z.strictObject({
          id: z
            .string()
            .regex(/^a-[a-z0-9]{17}$/)
            .optional(),
          serviceAccount: z.string().min(1),
          role: roleReferenceSchema,
          createdAt: timeSchema.optional(),
        }),
      )
      .optional()
      .describe('Associations that the add-on owns (ownerArn).'),
    configurationValues: z
      .union([z.string(), z.looseObject({})])
      .optional()
      .describe('JSON or YAML text, or an object.'),
    namespace: z
      .string()
      .optional()
      .describe('Default: the usual namespace of the add-on.'),
    publisher: z.string().optional(),
    tags: tagsSchema.optional(),
    createdAt: timeSchema.optional(),
    modifiedAt: timeSchema.optional(),
    objects: z
      .boolean()
      .optional()
      .describe(
        'false: the add-on brings no Kubernetes objects of its own. Default: it brings its usual service accounts, DaemonSets and Deployments.',
      ),
  })
  .describe('An EKS add-on of the cluster.');

export const associationSchema = z
  .strictObject({
    id: z
      .string()
      .regex(
        /^a-[a-z0-9]{17}$/,
        'must be a- and 17 lower-case letters or digits',
      )
      .optional(),
    namespace: z.string().min(1),
    serviceAccount: z.string().min(1),
    role: roleReferenceSchema,
    targetRole: z
      .string()
      .optional()
      .describe('ARN of the target role, of this or another account.'),
    disableSessionTags: z.boolean().optional(),
    policy: z
      .string()
      .optional()
      .describe('Inline session policy (JSON); needs disableSessionTags.'),
    tags: tagsSchema.optional(),
    createdAt: timeSchema.optional(),
    modifiedAt: timeSchema.optional(),
    ownerAddon: z
      .string()
      .optional()
      .describe('Name of the add-on that owns it; see also addons.'),
  })
  .describe('A Pod Identity association.');

export const nodegroupSchema = z
  .strictObject({
    name: z.string().min(1),
    nodeRole: roleReferenceSchema
      .optional()
      .describe(
        'Default: a role CLUSTER-node with the usual policies, which the simulator adds.',
      ),
    amiType: z
      .string()
      .optional()
      .describe(
        'Default: AL2023_x86_64_STANDARD; WINDOWS_… makes Windows nodes.',
      ),
    capacityType: z.enum(['ON_DEMAND', 'SPOT']).optional(),
    nodes: z.number().int().min(0).max(1000).optional().describe('Default: 2.'),
    instanceTypes: z.array(z.string()).optional(),
    labels: stringMapSchema.optional(),
    taints: z.array(taintSchema).optional(),
    subnets: z.array(z.string()).optional(),
    tags: tagsSchema.optional(),
    health: healthSchema.optional(),
    status: z.string().optional().describe('Default: ACTIVE.'),
    version: z.string().optional().describe("Default: the cluster's."),
    httpPutResponseHopLimit: z
      .number()
      .int()
      .optional()
      .describe(
        'IMDS hop limit of the nodes: 1 keeps pods away from the node role. Default: 1.',
      ),
    createdAt: timeSchema.optional(),
  })
  .describe('A managed node group, and its nodes.');

export const fargateProfileSchema = z
  .strictObject({
    name: z.string().min(1),
    podExecutionRole: roleReferenceSchema.optional(),
    selectors: z.array(
      z.strictObject({
        namespace: z.string(),
        labels: stringMapSchema.optional(),
      }),
    ),
    status: z.string().optional(),
    subnets: z.array(z.string()).optional(),
    tags: tagsSchema.optional(),
    createdAt: timeSchema.optional(),
  })
  .describe('A Fargate profile: pods that match a selector run on Fargate.');

const accessEntrySchema = z.strictObject({
  principal: z.string().describe('ARN of a role or user, or name of a role.'),
  type: z
    .enum([
      'STANDARD',
      'EC2_LINUX',
      'EC2_WINDOWS',
      'FARGATE_LINUX',
      'EC2',
      'HYBRID_LINUX',
      'HYPERPOD_LINUX',
    ])
    .optional()
    .describe('Default: STANDARD.'),
  username: z.string().optional(),
  kubernetesGroups: z.array(z.string()).optional(),
  policies: z
    .array(z.string())
    .optional()
    .describe('Access policies, such as AmazonEKSViewPolicy.'),
  tags: tagsSchema.optional(),
  createdAt: timeSchema.optional(),
});

const insightSchema = z.strictObject({
  id: z.string().optional(),
  name: z.string(),
  category: z
    .enum(['UPGRADE_READINESS', 'MISCONFIGURATION', 'ROLLBACK_READINESS'])
    .optional(),
  kubernetesVersion: z.string().optional(),
  status: z.enum(['PASSING', 'WARNING', 'ERROR', 'UNKNOWN']),
  reason: z.string().optional(),
  description: z.string().optional(),
  recommendation: z.string().optional(),
  lastRefreshTime: timeSchema.optional(),
});

export const clusterSchema = z
  .strictObject({
    name: z
      .string()
      .regex(/^[0-9A-Za-z][A-Za-z0-9\-_]{0,99}$/, 'must be a cluster name'),
    region: regionSchema
      .optional()
      .describe('Default: the first region of the account.'),
    version: z
      .string()
      .regex(
        /^1\.\d+$/,
        'must be a Kubernetes version such as "1.33" (in quotes)',
      )
      .optional()
      .describe('Kubernetes version. Default: "1.33".'),
    platformVersion: z
      .string()
      .regex(/^eks\.\d+$/)
      .optional()
      .describe('Default: eks.10.'),
    status: z
      .enum(['CREATING', 'ACTIVE', 'DELETING', 'FAILED', 'UPDATING', 'PENDING'])
      .optional(),
    createdAt: timeSchema.optional(),
    tags: tagsSchema.optional(),
    ipFamily: z.enum(['ipv4', 'ipv6']).optional(),
    autoMode: z
      .boolean()
      .optional()
      .describe('EKS Auto Mode: the agent is built in, no DaemonSet to see.'),
    clusterRole: roleReferenceSchema.optional(),
    oidcId: z
      .string()
      .regex(/^[0-9A-Z]{32}$/, 'must be 32 upper-case letters or digits')
      .optional()
      .describe(
        'Last part of the issuer. Default: derived from region and name.',
      ),
    oidcProvider: z
      .boolean()
      .optional()
      .describe('Is the issuer registered in IAM? Default: true.'),
    endpointAccess: z
      .strictObject({
        public: z.boolean().optional(),
        private: z.boolean().optional(),
        publicAccessCidrs: z.array(z.string()).optional(),
      })
      .optional(),
    authenticationMode: z
      .enum(['API', 'API_AND_CONFIG_MAP', 'CONFIG_MAP'])
      .optional(),
    outpost: z.boolean().optional().describe('A local cluster on an Outpost.'),
    hanging: z
      .boolean()
      .optional()
      .describe('The Kubernetes API takes connections and never answers.'),
    addons: z.array(addonSchema).optional(),
    nodegroups: z.array(nodegroupSchema).optional(),
    fargateProfiles: z.array(fargateProfileSchema).optional(),
    nodes: z
      .array(nodeSchema)
      .optional()
      .describe(
        'Nodes outside managed node groups: Auto Mode, hybrid, Outposts, self-managed.',
      ),
    podIdentityAssociations: z.array(associationSchema).optional(),
    accessEntries: z.array(accessEntrySchema).optional(),
    insights: z.array(insightSchema).optional(),
    kubernetes: kubernetesSchema.optional(),
  })
  .describe('An EKS cluster.');
