import { z } from 'zod';
import { requestStates } from '../requestState';
import {
  instant,
  missingSightSchema,
  pageOf,
  pageQuery,
  staleSchema,
  verdictCountsSchema,
  findingSchema,
} from './base';
import { addonIdentities, clusterRefSchema } from './workloads';

export const syncStates = [
  'running',
  'succeeded',
  'partial',
  'failed',
  'refused',
] as const;

/** One reading of the account. `partial`: a part could not be read; the parts say which. */
export const syncSchema = z.object({
  id: z.string(),
  state: z.enum(syncStates),
  trigger: z.enum(['schedule', 'demand', 'start']),
  requestedBy: z.string().optional(),
  startedAt: instant,
  finishedAt: instant.optional(),
  /** Why it failed or refused; where it is partial, what several parts have in common, or that there is no cluster. */
  error: z.string().optional(),
  progress: z.object({
    done: z.number().int(),
    total: z.number().int(),
    current: z.string().optional(),
  }),
  parts: z.array(
    z.object({
      /** `eks:ap-northeast-2/main`, `iam`, `kubernetes:…`, `repositories`, `cloudtrail:us-east-1`. */
      scope: z.string(),
      state: z.enum(['pending', 'running', 'ok', 'failed', 'skipped']),
      message: z.string().optional(),
      startedAt: instant.optional(),
      finishedAt: instant.optional(),
    }),
  ),
});
export type Sync = z.infer<typeof syncSchema>;
export const syncsPage = pageOf(syncSchema);
export const syncsQuery = z.object({ ...pageQuery });

export const fleetSummarySchema = z.object({
  accountId: z.string(),
  regions: z.array(z.string()),
  /** When the newest assessment was made; absent before the first sync. */
  assessedAt: instant.optional(),
  lastSync: syncSchema.nullable(),
  services: verdictCountsSchema,
  workloads: verdictCountsSchema,
  armed: z.number().int(),
  timeBombs: z.number().int(),
  addons: z.record(z.enum(addonIdentities), z.number().int()),
  addonVerdicts: verdictCountsSchema,
  clusters: z.object({
    total: z.number().int(),
    /** Those whose facts are of an earlier sync. */
    stale: z.number().int(),
    /** Those that are not stale, but of which a part could not be read. */
    partial: z.number().int(),
  }),
  unclaimedWorkloads: z.number().int(),
  requests: z.record(z.enum(requestStates), z.number().int()),
  /** What keeps most services: failing checks by number of services. */
  obstacles: z.array(
    z.object({
      check: z.string(),
      title: z.string(),
      services: z.number().int(),
      workloads: z.number().int(),
    }),
  ),
  teams: z.array(
    z.object({
      /** Entity reference; empty for services that nobody owns. */
      owner: z.string(),
      services: verdictCountsSchema,
    }),
  ),
  missing: z.array(missingSightSchema),
});
export type FleetSummary = z.infer<typeof fleetSummarySchema>;

export const historyPointSchema = z.object({
  date: z.iso.date(),
  /** True where the point was brought along by the demo instead of being observed. */
  imported: z.boolean(),
  services: verdictCountsSchema,
  workloads: verdictCountsSchema,
  armed: z.number().int(),
});
export type HistoryPoint = z.infer<typeof historyPointSchema>;
export const fleetHistorySchema = z.object({
  points: z.array(historyPointSchema),
  /** What changed between the last two points, and the findings that changed with it. */
  changes: z.array(
    z.object({
      subject: z.string(),
      kind: z.enum(['service', 'workload', 'addon', 'cluster']),
      from: z.string().nullable(),
      to: z.string().nullable(),
      because: z.array(z.string()),
    }),
  ),
});
export type FleetHistory = z.infer<typeof fleetHistorySchema>;
export const fleetHistoryQuery = z.object({
  scope: z.enum(['fleet', 'cluster', 'service', 'team']).default('fleet'),
  key: z.string().max(512).optional(),
  days: z.coerce.number().int().min(1).max(400).default(90),
});

export const clusterSchema = clusterRefSchema.extend({
  kubernetesVersion: z.string(),
  platformVersion: z.string(),
  status: z.string(),
  autoMode: z.boolean(),
  ipFamily: z.string(),
  agent: z.object({
    state: z.enum(['addon', 'self-managed', 'auto-mode', 'absent', 'unknown']),
    version: z.string().optional(),
    status: z.string().optional(),
  }),
  workloads: verdictCountsSchema,
  armed: z.number().int(),
  timeBombs: z.number().int(),
  addons: z.number().int(),
  associations: z.number().int().nullable(),
  failing: z.array(z.string()),
  stale: staleSchema.nullable(),
  missing: z.array(missingSightSchema),
  readAt: instant,
});
export type Cluster = z.infer<typeof clusterSchema>;
export const clusterDetailSchema = clusterSchema.extend({
  findings: z.array(findingSchema),
});
export type ClusterDetail = z.infer<typeof clusterDetailSchema>;
export const clustersPage = pageOf(clusterSchema);
export const clustersQuery = z.object({
  ...pageQuery,
  region: z.string().max(50).optional(),
});

export const sdkMinimumSchema = z.object({
  sdk: z.string(),
  registry: z.string(),
  packages: z.array(z.string()),
  officialMinimum: z.string(),
  effectiveMinimum: z.string(),
  below: z.string(),
  evidence: z.string(),
  overridden: z.boolean(),
  /** Services seen with a version below it. */
  servicesBelow: z.array(
    z.object({ entityRef: z.string(), version: z.string() }),
  ),
});
export type SdkMinimum = z.infer<typeof sdkMinimumSchema>;

/** One way in which a service account can get a role. */
export const identityEdgeSchema = z.object({
  cluster: z.string(),
  namespace: z.string(),
  serviceAccount: z.string(),
  roleArn: z.string(),
  mechanism: z.enum(['irsa', 'pod-identity', 'target-role']),
  /**
   * False where the trust policy admits it but nothing is set up to use it. What is set up is used by the pods that are
   * there: `pods` tells.
   */
  used: z.boolean(),
  pods: z.number().int().nullable(),
  note: z.string().optional(),
});
export type IdentityEdge = z.infer<typeof identityEdgeSchema>;
export const identityGraphSchema = z.object({
  edges: z.array(identityEdgeSchema),
  unusedIrsaRoles: z.array(z.string()),
  unusedAssociations: z.array(
    z.object({
      cluster: z.string(),
      associationId: z.string(),
      namespace: z.string(),
      serviceAccount: z.string(),
      /** `namespace/name` of a service account without an association, of which this name is likely a typo. */
      likelyMeant: z.string().optional(),
    }),
  ),
  doubleMechanisms: z.array(
    z.object({
      cluster: z.string(),
      namespace: z.string(),
      serviceAccount: z.string(),
    }),
  ),
  missing: z.array(missingSightSchema),
});
export type IdentityGraph = z.infer<typeof identityGraphSchema>;

export const diagnosisSchema = z.object({
  cause: z.string(),
  title: z.string(),
  what: z.string(),
  /** 0 to 1. */
  confidence: z.number(),
  /** The part of the text that it was recognised by. */
  matched: z.string(),
  evidence: z.array(z.object({ what: z.string(), where: z.string() })),
  steps: z.array(z.string()),
  /** Where to start a request that mends it. */
  request: z
    .object({
      kind: z.enum(['workload', 'addon']),
      id: z.string(),
      label: z.string(),
    })
    .optional(),
});
export type Diagnosis = z.infer<typeof diagnosisSchema>;
export const diagnosesBody = z.object({ text: z.string().min(1).max(200_000) });
export const diagnosesSchema = z.object({
  diagnoses: z.array(diagnosisSchema),
  /** Told when no cause is known for the text. */
  unknown: z
    .object({ message: z.string(), tryNext: z.array(z.string()) })
    .optional(),
});
export type Diagnoses = z.infer<typeof diagnosesSchema>;
