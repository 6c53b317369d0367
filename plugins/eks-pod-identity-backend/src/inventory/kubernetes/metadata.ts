import { z } from 'zod';

/** Annotations that hold whole manifests, environment included: never stored. */
const manifests = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'kapp.k14s.io/original',
  'banzaicloud.com/last-applied',
]);

/** Far more than an annotation that we read needs. */
const longestValue = 4096;

export const labelsSchema = z.record(z.string(), z.string()).default({});

/** Annotations without whole manifests and over-long values. */
export const annotationsSchema = labelsSchema.transform(annotations =>
  Object.fromEntries(
    Object.entries(annotations).filter(
      ([key, value]) => !manifests.has(key) && value.length <= longestValue,
    ),
  ),
);

export const ownersSchema = z
  .array(
    z.object({
      apiVersion: z.string(),
      kind: z.string(),
      name: z.string(),
      uid: z.string().default(''),
      controller: z.boolean().default(false),
    }),
  )
  .default([]);

/** The member `metadata` of an object in a namespace. */
export const metadataSchema = z.object({
  name: z.string().min(1),
  namespace: z.string().default(''),
  uid: z.string().default(''),
  labels: labelsSchema,
  annotations: annotationsSchema,
  creationTimestamp: z
    .date()
    .optional()
    .transform(at => at?.toISOString()),
  ownerReferences: ownersSchema,
});

export type Metadata = z.output<typeof metadataSchema>;
