import { z } from 'zod';
import { policyDocumentSchema, tagsSchema, timeSchema } from './common';

const trustShorthandSchema = z
  .strictObject({
    podIdentity: z
      .boolean()
      .optional()
      .describe(
        'Adds the documented statement for pods.eks.amazonaws.com (sts:AssumeRole and sts:TagSession).',
      ),
    irsa: z
      .array(
        z
          .string()
          .regex(
            /^[^/\s]+\/[^/\s]+\/[^/\s]+$/,
            'must be cluster/namespace/service-account',
          ),
      )
      .optional()
      .describe(
        'One OIDC statement per entry `cluster/namespace/service-account`; a * makes it StringLike.',
      ),
    services: z
      .array(z.string())
      .optional()
      .describe('Service principals, such as ec2.amazonaws.com.'),
    accounts: z
      .array(z.string().regex(/^\d{12}$/, 'must be a 12-digit account id'))
      .optional()
      .describe('Accounts whose principals may assume the role.'),
  })
  .describe('A trust policy in short; the simulator writes the document.');

export const roleSchema = z
  .strictObject({
    name: z.string().regex(/^[\w+=,.@-]{1,64}$/, 'must be a role name'),
    path: z
      .string()
      .regex(/^\/(?:[!-~]+\/)?$/, 'must begin and end with /')
      .optional()
      .describe('Default: /'),
    trust: z
      .union([policyDocumentSchema, trustShorthandSchema])
      .describe('The trust policy: a policy document, or the short form.'),
    attachedPolicies: z
      .array(z.string().min(1))
      .optional()
      .describe(
        'ARNs, names of policies of `iam.policies`, or names of AWS managed policies (AmazonEKS_CNI_Policy, service-role/AmazonEBSCSIDriverPolicy).',
      ),
    inlinePolicies: z
      .record(z.string().min(1).max(128), policyDocumentSchema)
      .optional()
      .describe('Policy name to document.'),
    description: z.string().optional(),
    maxSessionDuration: z
      .number()
      .int()
      .min(3600)
      .max(43200)
      .optional()
      .describe('Seconds. Default: 3600.'),
    permissionsBoundary: z
      .string()
      .optional()
      .describe('ARN or policy name, as in attachedPolicies.'),
    tags: tagsSchema.optional(),
    createdAt: timeSchema.optional(),
    lastUsedAt: timeSchema
      .optional()
      .describe('RoleLastUsed; absent: never used in the tracking period.'),
  })
  .describe('An IAM role of this account.');

export const iamSchema = z
  .strictObject({
    roles: z.array(roleSchema).optional(),
    policies: z
      .array(
        z.strictObject({
          name: z.string().regex(/^[\w+=,.@-]{1,128}$/),
          path: z.string().optional(),
          document: policyDocumentSchema,
          createdAt: timeSchema.optional(),
        }),
      )
      .optional()
      .describe(
        'Customer managed policies. The AWS managed ones around EKS come with the simulator.',
      ),
    oidcProviders: z
      .array(
        z.strictObject({
          url: z.string().describe('Issuer, with or without https://.'),
          clientIds: z.array(z.string()).optional(),
          thumbprints: z.array(z.string()).optional(),
          tags: tagsSchema.optional(),
          createdAt: timeSchema.optional(),
        }),
      )
      .optional()
      .describe(
        'OIDC providers beside those of the clusters (which are registered unless the cluster says oidcProvider: false).',
      ),
  })
  .describe('IAM of the account.');

export const callerSchema = z
  .strictObject({
    accessKeyId: z.string().min(1),
    secretAccessKey: z
      .string()
      .min(1)
      .optional()
      .describe('When given, signatures made with the key are checked.'),
    arn: z
      .string()
      .describe(
        'What STS GetCallerIdentity answers: a user, or an assumed role of any account.',
      ),
    deny: z
      .array(z.string())
      .optional()
      .describe(
        'Actions that are refused with AccessDenied; * as in IAM (iam:List*).',
      ),
    allow: z
      .array(z.string())
      .optional()
      .describe('When given, every other action is refused.'),
  })
  .describe('An access key that the simulator knows.');
