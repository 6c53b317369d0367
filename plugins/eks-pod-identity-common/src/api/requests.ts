import { z } from 'zod';
import { requestStates } from '../requestState';
import {
  evidenceSchema,
  instant,
  managedBySchema,
  pageOf,
  pageQuery,
} from './base';
import { clusterRefSchema } from './workloads';

/** What a step does; each kind has an undo of its own. */
export const stepKinds = [
  /** Install or wait for the EKS Pod Identity Agent. */
  'ensure-agent',
  /** Add the pods.eks.amazonaws.com statement to the role's trust policy; the OIDC statement stays. */
  'extend-trust',
  /** CreatePodIdentityAssociation. */
  'create-association',
  /** Wait until the association is effective (eventual consistency). */
  'wait-effective',
  /** Rollout restart of the controllers, or what stands for it. */
  'restart',
  /** Look at fresh facts: do new pods carry Pod Identity? */
  'verify',
  /** UpdateAddon with podIdentityAssociations and without serviceAccountRoleArn. */
  'update-addon',
  /** Remove a left-over association that the add-on would collide with. */
  'delete-association',
  'delete-addon',
  'create-addon',
  /** Bring the Terraform code in line; it then shows no diff. */
  'align-code',
  /** After verification: annotation, OIDC statement. */
  'clean-up',
] as const;

export const stepSchema = z.object({
  id: z.string(),
  kind: z.enum(stepKinds),
  title: z.string(),
  description: z.string(),
  /** ARN or Kubernetes path of what it changes. */
  target: z.string(),
  /** What is there before it, as far as it is seen: needed for the undo. */
  before: z.record(z.string(), z.unknown()).optional(),
  /** What it will be. Members depend on the kind. */
  parameters: z.record(z.string(), z.unknown()),
  undo: z.object({ description: z.string() }),
  /** Already so: nothing to do. */
  satisfied: z.boolean(),
  /** False for the clean-up, which may be left for later. */
  needed: z.boolean(),
  managedBy: managedBySchema.optional(),
  evidence: z.array(evidenceSchema),
});
export type Step = z.infer<typeof stepSchema>;

export const planSchema = z.object({
  kind: z.enum(['workload', 'addon']),
  /** Workload id or add-on id. */
  subjectId: z.string(),
  /** `namespace/serviceAccount` or the add-on's name. */
  subject: z.string(),
  cluster: clusterRefSchema,
  method: z.enum(['associate', 'update-in-place', 'recreate']),
  steps: z.array(stepSchema),
  /** What a person must know before approving. */
  warnings: z.array(z.string()),
  interruption: z.object({
    expected: z.enum(['none', 'possible', 'certain', 'unknown']),
    reason: z.string(),
  }),
  /** The assessment that it rests on. */
  basis: z.object({ assessedAt: instant, verdict: z.string() }),
});
export type Plan = z.infer<typeof planSchema>;

/** Formats that a plan is rendered in; third parties add their own. */
export const artifactSchema = z.object({
  format: z.string(),
  title: z.string(),
  files: z.array(
    z.object({
      name: z.string(),
      mediaType: z.string(),
      content: z.string(),
    }),
  ),
  notes: z.array(z.string()),
});
export type Artifact = z.infer<typeof artifactSchema>;

export const requestEventSchema = z.object({
  at: instant,
  actor: z.string(),
  /** Transition, `created`, `comment`, or `step:<id>`. */
  action: z.string(),
  from: z.enum(requestStates).nullable(),
  to: z.enum(requestStates),
  reason: z.string().optional(),
});
export type RequestEvent = z.infer<typeof requestEventSchema>;

export const requestSchema = z.object({
  id: z.uuid(),
  kind: z.enum(['workload', 'addon']),
  state: z.enum(requestStates),
  /** Rises with every change: send it back, so that of two people one wins and the other is told. */
  revision: z.number().int(),
  subjectId: z.string(),
  subject: z.string(),
  cluster: clusterRefSchema,
  entityRef: z.string().optional(),
  requestedBy: z.string(),
  requestedAt: instant,
  reason: z.string().optional(),
  decidedBy: z.string().optional(),
  decidedAt: instant.optional(),
  updatedAt: instant,
  /** What the requester may do now: names of transitions. */
  allowedActions: z.array(z.string()),
});
export type MigrationRequest = z.infer<typeof requestSchema>;

export const requestDetailSchema = requestSchema.extend({
  plan: planSchema,
  events: z.array(requestEventSchema),
  formats: z.array(z.object({ format: z.string(), title: z.string() })),
  /** What changed since the plan was made, if anything: a plan that no longer fits must not be approved blindly. */
  drift: z.array(z.string()),
});
export type MigrationRequestDetail = z.infer<typeof requestDetailSchema>;

export const requestsPage = pageOf(requestSchema);
export const requestsQuery = z.object({
  ...pageQuery,
  state: z.enum(requestStates).optional(),
  /** true: only those in a state that is not final. */
  open: z.stringbool().optional(),
  entityRef: z.string().max(500).optional(),
  subjectId: z.string().max(200).optional(),
  requestedBy: z.string().max(500).optional(),
});

const reason = z.string().trim().max(2000);

export const createRequestBody = z.strictObject({
  kind: z.enum(['workload', 'addon']),
  subjectId: z.string().min(1).max(200),
  /** The service on whose behalf it is asked. */
  entityRef: z.string().max(500).optional(),
  method: z.enum(['associate', 'update-in-place', 'recreate']).optional(),
  reason: reason.optional(),
});
export const previewBody = createRequestBody.omit({ reason: true });
export const previewSchema = z.object({
  plan: planSchema,
  /** Why it can't be asked for now; empty where it can. */
  obstacles: z.array(z.string()),
  /** The findings among the obstacles, so that they can be titled as findings are elsewhere. */
  obstacleFindings: z.array(
    z.object({ check: z.string(), title: z.string(), message: z.string() }),
  ),
  /** Open request for the same subject. */
  existingRequestId: z.string().optional(),
  formats: z.array(z.object({ format: z.string(), title: z.string() })),
});
export type Preview = z.infer<typeof previewSchema>;

export const decisionBody = z.strictObject({
  revision: z.number().int().min(1),
  reason: reason.optional(),
});
/** A rejection says why. */
export const rejectionBody = z.strictObject({
  revision: z.number().int().min(1),
  reason: reason.min(1),
});
export const commentBody = z.strictObject({ text: reason.min(1) });
