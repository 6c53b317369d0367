import {
  finalRequestStates,
  nextRequestState,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type {
  EksPodIdentityApi,
  MigrationRequestDetail,
  RequestTransition,
  ServiceDetail,
  WorkloadDetail,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { artifactOf, formats, pendingRequest, workloadPlan } from './requests';
import { responseError } from './responseError';

/** What the fake API answers from. */
export interface FakeState {
  services: ServiceDetail[];
  requests: MigrationRequestDetail[];
}

/** Who calls the fake API. */
const ME = 'user:default/guest';

/**
 * The part of the HTTP API that concerns services and requests, answered from memory: requests are made, refused where
 * one is open, decided by revision and commented upon as the backend does it.
 */
export function fakeApi(
  initial: Partial<FakeState> = {},
  overrides: Partial<EksPodIdentityApi> = {},
): { api: EksPodIdentityApi; state: FakeState } {
  const state: FakeState = { services: [], requests: [], ...initial };

  const workloads = () =>
    state.services.flatMap(({ workloadDetails }) => workloadDetails);
  const subject = async (id: string): Promise<WorkloadDetail> => {
    const found = workloads().find(workload => workload.id === id);
    if (!found) throw await responseError(404, `No workload with id '${id}'`);
    return found;
  };
  const request = async (id: string): Promise<MigrationRequestDetail> => {
    const found = state.requests.find(candidate => candidate.id === id);
    if (!found) throw await responseError(404, `No request with id '${id}'`);
    return found;
  };
  const openFor = (id: string) =>
    state.requests.find(
      candidate =>
        candidate.subjectId === id &&
        !finalRequestStates.includes(candidate.state),
    );
  const planOf = (workload: WorkloadDetail) =>
    workloadPlan({
      id: workload.id,
      subject: `${workload.namespace}/${workload.serviceAccount}`,
      cluster: workload.cluster,
      roleName: workload.roleArn?.split('/').pop() ?? 'role',
    });
  const replace = (changed: MigrationRequestDetail) => {
    state.requests = state.requests.map(candidate =>
      candidate.id === changed.id ? changed : candidate,
    );
    return changed;
  };
  const decide =
    (transition: RequestTransition) =>
    async (input: {
      params: { id: string };
      body: { revision: number; reason?: string };
    }) => {
      const before = await request(input.params.id);
      if (before.revision !== input.body.revision) {
        throw await responseError(409, 'Somebody else was faster');
      }
      const to = nextRequestState(before.state, transition);
      const at = new Date().toISOString();
      return replace({
        ...before,
        state: to,
        revision: before.revision + 1,
        allowedActions: [],
        decidedBy: ME,
        decidedAt: at,
        updatedAt: at,
        events: [
          ...before.events,
          {
            at,
            actor: ME,
            action: transition,
            from: before.state,
            to,
            reason: input.body.reason,
          },
        ],
      });
    };

  const api: Partial<EksPodIdentityApi> = {
    getService: async ({ params }) => {
      const ref = `${params.kind}:${params.namespace}/${params.name}`;
      const found = state.services.find(({ entityRef }) => entityRef === ref);
      if (!found) throw await responseError(404, `No service ${ref}`);
      return found;
    },
    previewRequest: async ({ body }) => {
      const workload = await subject(body.subjectId);
      return {
        plan: planOf(workload),
        obstacles: workload.findings
          .filter(({ outcome }) => outcome === 'fail')
          .map(({ title, message }) => `${title}: ${message}`),
        obstacleFindings: workload.findings
          .filter(({ outcome }) => outcome === 'fail')
          .map(({ check, title, message }) => ({ check, title, message })),
        existingRequestId: openFor(workload.id)?.id,
        formats,
      };
    },
    createRequest: async ({ body }) => {
      const workload = await subject(body.subjectId);
      if (openFor(workload.id)) {
        throw await responseError(409, 'There is an open request for it');
      }
      const at = new Date().toISOString();
      const plan = planOf(workload);
      const created = pendingRequest({
        id: `00000000-0000-4000-8000-${String(state.requests.length).padStart(
          12,
          '0',
        )}`,
        subjectId: workload.id,
        subject: plan.subject,
        cluster: workload.cluster,
        entityRef: body.entityRef,
        requestedBy: ME,
        requestedAt: at,
        updatedAt: at,
        reason: body.reason,
        allowedActions: ['cancel'],
        plan,
        events: [
          {
            at,
            actor: ME,
            action: 'created',
            from: null,
            to: 'pending-approval',
            reason: body.reason,
          },
        ],
      });
      state.requests = [created, ...state.requests];
      state.services = state.services.map(service => ({
        ...service,
        requestIds: service.workloadDetails.some(({ id }) => id === workload.id)
          ? [...service.requestIds, created.id]
          : service.requestIds,
        workloadDetails: service.workloadDetails.map(item =>
          item.id === workload.id ? { ...item, requestId: created.id } : item,
        ),
      }));
      return created;
    },
    listRequests: async input => {
      const items = state.requests.filter(
        ({ entityRef }) =>
          !input?.query?.entityRef || entityRef === input.query.entityRef,
      );
      return { items, totalItems: items.length };
    },
    getRequest: async ({ params }) => request(params.id),
    getArtifact: async ({ params }) =>
      artifactOf(await request(params.id), params.format),
    approveRequest: decide('approve'),
    rejectRequest: decide('reject'),
    cancelRequest: decide('cancel'),
    commentRequest: async ({ params, body }) => {
      const before = await request(params.id);
      return replace({
        ...before,
        revision: before.revision + 1,
        events: [
          ...before.events,
          {
            at: new Date().toISOString(),
            actor: ME,
            action: 'comment',
            from: before.state,
            to: before.state,
            reason: body.text,
          },
        ],
      });
    },
    ...overrides,
  };
  return { api: api as EksPodIdentityApi, state };
}
