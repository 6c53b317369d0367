import { z } from 'zod';
import { regionSchema, timeSchema } from './common';

export const repositorySchema = z
  .strictObject({
    name: z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'must be owner/repository'),
    defaultBranch: z.string().optional().describe('Default: main.'),
    description: z.string().optional(),
    revision: z
      .string()
      .regex(/^[0-9a-f]{40}$/)
      .optional()
      .describe(
        'Commit of the default branch. Default: derived from the files.',
      ),
    files: z
      .record(z.string(), z.string())
      .optional()
      .describe('Path to text.'),
    folder: z
      .string()
      .optional()
      .describe(
        'A folder of files, relative to the account file; `files` come on top.',
      ),
    missing: z
      .boolean()
      .optional()
      .describe('The host answers 404 for it (deleted, or no access).'),
  })
  .describe('A repository on the simulated GitHub host.');

const cloudTrailEventSchema = z
  .strictObject({
    eventTime: timeSchema,
    eventName: z.string().min(1),
    eventSource: z.string().describe('Such as sts.amazonaws.com.'),
    region: regionSchema.optional().describe('Default: us-east-1.'),
    username: z.string().optional(),
    userAgent: z.string().optional(),
    sourceIPAddress: z.string().optional(),
    readOnly: z.boolean().optional(),
    accessKeyId: z.string().optional(),
    userIdentity: z.looseObject({}).optional(),
    requestParameters: z.looseObject({}).nullable().optional(),
    responseElements: z.looseObject({}).nullable().optional(),
    errorCode: z.string().optional(),
    errorMessage: z.string().optional(),
    resources: z
      .array(z.strictObject({ type: z.string().optional(), name: z.string() }))
      .optional(),
  })
  .describe('A CloudTrail management event.');

export const cloudTrailSchema = z
  .strictObject({
    derive: z
      .boolean()
      .optional()
      .describe(
        'Write events for what the pods that run would do: credentials, and the `calls` of their containers. Default: true.',
      ),
    days: z
      .number()
      .int()
      .min(0)
      .max(90)
      .optional()
      .describe(
        'For how many days back; a few events a day and pod. Default: 14.',
      ),
    events: z.array(cloudTrailEventSchema).optional(),
  })
  .describe(
    'What LookupEvents finds, beside the calls that the simulator serves.',
  );
