import { z } from 'zod';
import { bindings } from '../binding';
import { outcomes } from '../checks';
import { verdicts } from '../verdict';

/** An instant in UTC, ISO 8601. */
export const instant = z.iso.datetime({ offset: true });

export const verdictSchema = z.enum(verdicts);
export const bindingSchema = z.enum(bindings);
export const outcomeSchema = z.enum(outcomes);

export const verdictCountsSchema = z.record(verdictSchema, z.number().int());

/** One observed fact: what, where it was seen, when. */
export const evidenceSchema = z.object({
  /** What was seen, one sentence or value. */
  what: z.string(),
  source: z.enum([
    'eks',
    'iam',
    'sts',
    'kubernetes',
    'repository',
    'cloudtrail',
    'catalog',
    'config',
    'data',
  ]),
  /** API call and ARN, file and line, event id, or the object's path. */
  where: z.string(),
  /** Link to the source host or console, where there is one. */
  url: z.string().optional(),
  /** When it was read. */
  readAt: instant.optional(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** What to do about a finding. */
export const remedySchema = z.object({
  summary: z.string(),
  steps: z.array(z.string()),
  link: z.string().optional(),
});
export type Remedy = z.infer<typeof remedySchema>;

/** What could not be seen, and what would let us see it. */
export const missingSightSchema = z.object({
  what: z.string(),
  reason: z.string(),
  /** IAM action, Kubernetes verb and resource, or config key that is missing. */
  permission: z.string().optional(),
});
export type MissingSight = z.infer<typeof missingSightSchema>;

/** Why a finding came out as it did, as data: a stable code in kebab case, and what its sentence names. */
export const reasonSchema = z.object({
  code: z.string(),
  parameters: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
  ),
});
export type Reason = z.infer<typeof reasonSchema>;

/** A check's outcome for a workload, add-on or cluster. */
export const findingSchema = z.object({
  check: z.string(),
  title: z.string(),
  outcome: outcomeSchema,
  /** One sentence about this subject. */
  message: z.string(),
  /** True where no change to code or configuration helps as long as the workload runs where it runs. */
  blocking: z.boolean(),
  /** False where an `unknown` does not stand in the way of `ready`. */
  required: z.boolean(),
  evidence: z.array(evidenceSchema),
  remedy: remedySchema.optional(),
  missing: z.array(missingSightSchema).optional(),
  reason: reasonSchema.optional(),
});
export type Finding = z.infer<typeof findingSchema>;

/** Where a cluster is in doubt: its facts are those of an earlier sync. */
export const staleSchema = z.object({ since: instant, reason: z.string() });

/** Who reverts a change made by hand. */
export const managedBySchema = z.object({
  tool: z.enum([
    'terraform',
    'cloudformation',
    'eksctl',
    'helm',
    'argo-cd',
    'flux',
    'eks-addon',
    'unknown',
  ]),
  /** Stack, release, application or workspace, where it is told. */
  name: z.string().optional(),
  evidence: z.array(evidenceSchema),
});
export type ManagedBy = z.infer<typeof managedBySchema>;

/** One page of a list. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    /** Number of items in all pages, after filters. */
    totalItems: z.number().int(),
    /** Pass as `cursor` for the next page; absent on the last one. */
    nextCursor: z.string().optional(),
  });
}

/** Query members of every list. */
export const pageQuery = {
  cursor: z.string().max(4000).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
};
