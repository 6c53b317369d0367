import { z } from 'zod';
import {
  bindingSchema,
  evidenceSchema,
  findingSchema,
  instant,
  managedBySchema,
  outcomeSchema,
  pageOf,
  pageQuery,
  staleSchema,
  verdictSchema,
} from './base';

/** One AWS SDK (or what stands for one) that a service was seen to use. */
export const sdkEvidenceSchema = z.object({
  /** Strongest first: cloudtrail, sbom, lockfile, manifest, image, declared; third parties add their own. */
  source: z.string(),
  /** Id as in the table of minimums, `js-v3` for example. */
  sdk: z.string(),
  package: z.string(),
  version: z.string().optional(),
  range: z.string().optional(),
  supportsPodIdentity: z.boolean().nullable(),
  minimum: z.string().optional(),
  officialMinimum: z.string().optional(),
  /** What an SDK below the minimum does. */
  below: z.string().optional(),
  reason: z.string(),
  direct: z.boolean().nullable().optional(),
  scope: z.string().optional(),
  via: z.array(z.string()).optional(),
  evidence: evidenceSchema,
});
export type SdkEvidence = z.infer<typeof sdkEvidenceSchema>;

/** What the service's sources tell of its AWS SDKs. */
export const sdkSummarySchema = z.object({
  verdict: z.enum(['supported', 'too-old', 'unknown', 'no-aws-sdk']),
  reason: z.string(),
  sdks: z.array(sdkEvidenceSchema),
  /** What is written and too old where the only process was seen with a newer one: the next build may bring it back. */
  writtenTooOld: sdkEvidenceSchema.optional(),
  files: z.array(
    z.object({
      file: z.string(),
      format: z.string(),
      ok: z.boolean(),
      error: z.string().optional(),
    }),
  ),
});
export type SdkSummary = z.infer<typeof sdkSummarySchema>;

export const clusterRefSchema = z.object({
  arn: z.string(),
  name: z.string(),
  region: z.string(),
  accountId: z.string(),
});
export type ClusterRef = z.infer<typeof clusterRefSchema>;

export const workloadSchema = z.object({
  /** Opaque, stable while cluster, namespace and service account are the same. */
  id: z.string(),
  cluster: clusterRefSchema,
  namespace: z.string(),
  serviceAccount: z.string(),
  verdict: verdictSchema,
  /** The verdict in one sentence. */
  sentence: z.string(),
  running: bindingSchema,
  next: bindingSchema,
  armed: z.boolean(),
  /** Armed with a failing check. */
  timeBomb: z.boolean(),
  roleArn: z.string().optional(),
  associationId: z.string().optional(),
  /** Kind and name of what runs with the service account. */
  controllers: z.array(
    z.object({ kind: z.string(), name: z.string(), pods: z.number().int() }),
  ),
  pods: z.number().int(),
  /** Add-on that owns the service account, if any. */
  addon: z.string().optional(),
  /** Entity references of the services that claim it. */
  services: z.array(z.string()),
  failing: z.array(z.string()),
  managedBy: managedBySchema.optional(),
  stale: staleSchema.nullable(),
  assessedAt: instant,
  /** Open request for it, if any. */
  requestId: z.string().optional(),
});
export type Workload = z.infer<typeof workloadSchema>;

export const workloadDetailSchema = workloadSchema.extend({
  findings: z.array(findingSchema),
  sdk: sdkSummarySchema.optional(),
});
export type WorkloadDetail = z.infer<typeof workloadDetailSchema>;

export const workloadsPage = pageOf(workloadSchema);

export const workloadsQuery = z.object({
  ...pageQuery,
  cluster: z.string().max(512).optional(),
  namespace: z.string().max(63).optional(),
  verdict: verdictSchema.optional(),
  armed: z.stringbool().optional(),
  /** true: only workloads that no service claims. */
  unclaimed: z.stringbool().optional(),
  check: z.string().max(100).optional(),
  q: z.string().max(200).optional(),
});

export const addonIdentities = [
  'irsa',
  'pod-identity',
  'both',
  'node-role',
  'none-needed',
  'unknown',
] as const;

export const addonSchema = z.object({
  id: z.string(),
  cluster: clusterRefSchema,
  name: z.string(),
  version: z.string(),
  status: z.string(),
  identity: z.enum(addonIdentities),
  verdict: verdictSchema,
  sentence: z.string(),
  roleArn: z.string().optional(),
  associations: z.array(
    z.object({
      id: z.string(),
      serviceAccount: z.string(),
      roleArn: z.string().optional(),
      owned: z.boolean(),
    }),
  ),
  supportsPodIdentity: z.boolean().nullable(),
  failing: z.array(z.string()),
  managedBy: managedBySchema.optional(),
  stale: staleSchema.nullable(),
  assessedAt: instant,
  requestId: z.string().optional(),
});
export type Addon = z.infer<typeof addonSchema>;

export const addonDetailSchema = addonSchema.extend({
  findings: z.array(findingSchema),
});
export type AddonDetail = z.infer<typeof addonDetailSchema>;

export const addonsPage = pageOf(addonSchema);
export const addonsQuery = z.object({
  ...pageQuery,
  cluster: z.string().max(512).optional(),
  name: z.string().max(100).optional(),
  verdict: verdictSchema.optional(),
  identity: z.enum(addonIdentities).optional(),
});

export const serviceSchema = z.object({
  /** `component:default/orders`. */
  entityRef: z.string(),
  name: z.string(),
  title: z.string().optional(),
  owner: z.string().optional(),
  system: z.string().optional(),
  verdict: verdictSchema,
  sentence: z.string(),
  armed: z.number().int(),
  timeBombs: z.number().int(),
  workloads: z.number().int(),
  clusters: z.array(z.string()),
  running: z.array(bindingSchema),
  sdk: z.object({
    verdict: sdkSummarySchema.shape.verdict,
    /** `python-botocore 1.31.85`, the deciding one first. */
    labels: z.array(z.string()),
  }),
  failing: z.array(z.string()),
  unknown: z.array(z.string()),
  stale: z.boolean(),
  assessedAt: instant,
  /** Open requests for its workloads. */
  requestIds: z.array(z.string()),
});
export type Service = z.infer<typeof serviceSchema>;

export const serviceDetailSchema = serviceSchema.extend({
  workloadDetails: z.array(workloadDetailSchema),
  sdkSummary: sdkSummarySchema,
  /** Workloads of this service that another entity claims too. */
  sharedWith: z.array(
    z.object({ workloadId: z.string(), services: z.array(z.string()) }),
  ),
  /** How the workloads were found: annotation and value. */
  mapping: z.array(evidenceSchema),
});
export type ServiceDetail = z.infer<typeof serviceDetailSchema>;

export const servicesPage = pageOf(serviceSchema);
export const servicesQuery = z.object({
  ...pageQuery,
  verdict: verdictSchema.optional(),
  owner: z.string().max(500).optional(),
  system: z.string().max(500).optional(),
  cluster: z.string().max(512).optional(),
  check: z.string().max(100).optional(),
  sdk: z.string().max(100).optional(),
  armed: z.stringbool().optional(),
  /** true: only those with a workload that is a time bomb. */
  timeBomb: z.stringbool().optional(),
  q: z.string().max(200).optional(),
  sort: z.enum(['verdict', 'name', 'owner', 'armed']).default('verdict'),
});

export const outcomeCountSchema = z.record(outcomeSchema, z.number().int());
