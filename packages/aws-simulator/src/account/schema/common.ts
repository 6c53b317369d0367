import { z } from 'zod';

/** A point in time: an ISO 8601 stamp, or a distance before the start of the simulator such as `3 days ago`. */
export const timeSchema = z
  .string()
  .regex(
    /^(?:\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?|\d+(?:\.\d+)? ?(?:s|seconds?|m|min|minutes?|h|hours?|d|days?|w|weeks?|months?|years?) ago)$/,
    'must be an ISO 8601 time (2026-03-01T09:00:00Z) or a distance before now (3 days ago)',
  )
  .describe(
    'A time: ISO 8601 (2026-03-01T09:00:00Z), or a distance before the start of the simulator (`90 minutes ago`, `3 days ago`).',
  );

export const tagsSchema = z
  .record(z.string().min(1).max(128), z.string().max(256))
  .describe('AWS tags, key to value.');

/** Kubernetes labels or annotations. */
export const stringMapSchema = z.record(z.string(), z.string());

export const regionSchema = z
  .string()
  .regex(
    /^[a-z]{2,}(?:-[a-z]+)+-\d+$/,
    'must be a region such as ap-northeast-2',
  );

export const roleReferenceSchema = z
  .string()
  .min(1)
  .describe(
    'A role: its name (path included or not) where it is a role of this account, else its full ARN. A role that `iam.roles` does not list is a role that does not exist.',
  );

/** `namespace/name`. */
export const serviceAccountReferenceSchema = z
  .string()
  .regex(
    /^[a-z0-9*]([-a-z0-9*]*[a-z0-9*])?\/[a-z0-9*]([-a-z0-9.*]*[a-z0-9*])?$/,
    'must be namespace/service-account',
  );

export const policyDocumentSchema = z
  .looseObject({
    Version: z.enum(['2012-10-17', '2008-10-17']).optional(),
    Statement: z.union([
      z.looseObject({ Effect: z.enum(['Allow', 'Deny']) }),
      z.array(z.looseObject({ Effect: z.enum(['Allow', 'Deny']) })),
    ]),
  })
  .describe(
    'An IAM policy document. `${oidc:CLUSTER}` in it stands for the issuer of that cluster without https://, `${account}` for the account id, `${partition}` for the partition.',
  );

export const rawManifestSchema = z
  .looseObject({
    apiVersion: z.string(),
    kind: z.string(),
    metadata: z.looseObject({ name: z.string() }),
  })
  .describe('A Kubernetes manifest, as one would apply it.');
