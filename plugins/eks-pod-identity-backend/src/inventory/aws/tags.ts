import { z } from 'zod';

/** Tags as EKS answers them. */
export const tagMapSchema = z.record(z.string(), z.string()).default({});

/** Tags as IAM answers them. */
export const tagListSchema = z
  .array(z.object({ Key: z.string(), Value: z.string() }))
  .default([])
  .transform(tags =>
    Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])),
  );
