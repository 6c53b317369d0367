import { z } from 'zod';
import { regionSchema } from './common';

/**
 * Faults that a simulated AWS can have; in the account file under `faults`, and changed
 * while it runs through `/_control/faults`.
 */
export const faultsSchema = z
  .strictObject({
    latencyMs: z
      .union([z.number().min(0), z.record(z.string(), z.number().min(0))])
      .optional()
      .describe(
        'Milliseconds (of the wall clock) before each answer; or per operation: { "eks:ListAddons": 500, "*": 20 }.',
      ),
    throttling: z
      .union([z.boolean(), z.enum(['always'])])
      .optional()
      .describe(
        'true (default): token buckets as in services/quotas.ts; false: never; always: every call is throttled.',
      ),
    quotas: z
      .record(
        z.string(),
        z.strictObject({
          ratePerSecond: z.number().positive(),
          burst: z.number().int().positive(),
        }),
      )
      .optional()
      .describe('Token buckets by operation or pattern: { "eks:List*": … }.'),
    denyActions: z
      .array(z.string())
      .optional()
      .describe(
        'Actions refused to every caller: ["iam:ListRoles", "eks:Describe*"].',
      ),
    lostRegions: z
      .array(regionSchema)
      .optional()
      .describe(
        'Regions whose endpoints do not answer: the connection is dropped.',
      ),
    disabledRegions: z
      .array(regionSchema)
      .optional()
      .describe(
        'Regions that are not enabled for the account: their endpoints do not know its credentials.',
      ),
    hangingClusters: z
      .array(z.string())
      .optional()
      .describe(
        'Names or ARNs of clusters whose Kubernetes API never answers.',
      ),
    errors: z
      .record(
        z.string(),
        z.strictObject({
          status: z.number().int().min(400).max(599).optional(),
          type: z.string(),
          message: z.string().optional(),
          times: z
            .number()
            .int()
            .positive()
            .optional()
            .describe('Default: for ever.'),
        }),
      )
      .optional()
      .describe(
        'Errors by operation: { "eks:DescribeAddon": { type: ServerException } }.',
      ),
  })
  .describe('Faults that the simulated AWS has.');

export const settingsSchema = z
  .strictObject({
    timeScale: z
      .number()
      .positive()
      .optional()
      .describe(
        'Durations of transitions are divided by it. Default: 60 (a minute of AWS takes a second).',
      ),
    updateAddonWithoutRole: z
      .enum(['unset', 'keep'])
      .optional()
      .describe(
        'What is left of the IRSA role after UpdateAddon omits it; reports contradict each other. Default: unset.',
      ),
    addonAnnotation: z
      .enum(['follow', 'keep'])
      .optional()
      .describe(
        'Does the annotation of an add-on’s service account follow its role (default), or stay when the role goes?',
      ),
    associationDelaySeconds: z
      .number()
      .min(0)
      .optional()
      .describe('Until the webhook knows of a new association. Default: 5.'),
    deletedAssociationSeconds: z
      .number()
      .min(0)
      .optional()
      .describe(
        'How long a deleted association still makes a new one fail with "Association already exists". Default: 2.',
      ),
    rolePropagationSeconds: z
      .number()
      .min(0)
      .optional()
      .describe('How long EKS does not see a new role. Default: 5.'),
    addonTransitionSeconds: z
      .number()
      .min(0)
      .optional()
      .describe('CREATING, UPDATING, DELETING of an add-on. Default: 45.'),
    podStartSeconds: z
      .number()
      .min(0)
      .optional()
      .describe('Until a new pod is ready. Default: 10.'),
    cloudTrailDelaySeconds: z
      .number()
      .min(0)
      .optional()
      .describe('Until LookupEvents shows an event. Default: 300.'),
    associationsPerCluster: z
      .number()
      .int()
      .positive()
      .optional()
      .describe('Quota. Default: 5000.'),
    pageSize: z
      .number()
      .int()
      .min(1)
      .max(1000)
      .optional()
      .describe('Page size where the caller gives none. Default: 100.'),
  })
  .describe('How the simulated AWS behaves.');
