import {
  MigrationRequest,
  Plan,
  RequestEvent,
  RequestState,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';

/** A request with its plan, without what depends on who looks at it. */
export type StoredRequest = Omit<MigrationRequest, 'allowedActions'> & {
  plan: Plan;
};

/** A row of the table of requests. */
export interface RequestRow {
  id: string;
  account_id: string;
  region: string;
  kind: StoredRequest['kind'];
  state: RequestState;
  revision: number;
  subject_id: string;
  subject: string;
  cluster_arn: string;
  cluster_name: string;
  entity_ref: string | null;
  requested_by: string;
  requested_at: string;
  reason: string | null;
  decided_by: string | null;
  decided_at: string | null;
  updated_at: string;
  plan: string;
}

export function rowOf(request: StoredRequest, accountId: string): RequestRow {
  return {
    id: request.id,
    account_id: accountId,
    region: request.cluster.region,
    kind: request.kind,
    state: request.state,
    revision: request.revision,
    subject_id: request.subjectId,
    subject: request.subject,
    cluster_arn: request.cluster.arn,
    cluster_name: request.cluster.name,
    entity_ref: request.entityRef ?? null,
    requested_by: request.requestedBy,
    requested_at: request.requestedAt,
    reason: request.reason ?? null,
    decided_by: request.decidedBy ?? null,
    decided_at: request.decidedAt ?? null,
    updated_at: request.updatedAt,
    plan: JSON.stringify(request.plan),
  };
}

export function requestOf(row: RequestRow): StoredRequest {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    revision: row.revision,
    subjectId: row.subject_id,
    subject: row.subject,
    cluster: {
      arn: row.cluster_arn,
      name: row.cluster_name,
      region: row.region,
      accountId: row.account_id,
    },
    ...(row.entity_ref ? { entityRef: row.entity_ref } : {}),
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    ...(row.reason ? { reason: row.reason } : {}),
    ...(row.decided_by ? { decidedBy: row.decided_by } : {}),
    ...(row.decided_at ? { decidedAt: row.decided_at } : {}),
    updatedAt: row.updated_at,
    plan: JSON.parse(row.plan),
  };
}

export function eventOf(row: {
  at: string;
  actor: string;
  action: string;
  from_state: RequestState | null;
  to_state: RequestState;
  reason: string | null;
}): RequestEvent {
  return {
    at: row.at,
    actor: row.actor,
    action: row.action,
    from: row.from_state,
    to: row.to_state,
    ...(row.reason ? { reason: row.reason } : {}),
  };
}
