import { randomUUID } from 'node:crypto';
import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  Artifact,
  canTransition,
  createRequestBody,
  MigrationRequest,
  MigrationRequestDetail,
  Plan,
  Preview,
  previewBody,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { PlanRenderer } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { z } from 'zod';
import { Access, actorOf, Caller } from '../permissions/access';
import { Paging } from '../store/assessmentStoreLists';
import { Page } from '../store/keyset';
import {
  RequestFilter,
  RequestStore,
  StoredRequest,
} from '../store/requestStore';
import { mayView, Visible } from '../store/visible';
import { ApprovalMode } from './approval';
import { createFitness } from './fitness';
import { Notices } from './notices';
import { Planning } from './planning';
import { createRequestRights, Decision, serviceOf } from './requestRights';

type NewRequestInput = z.output<typeof createRequestBody>;
type PreviewInput = z.output<typeof previewBody>;

/** Requests as people see and change them: with permissions, plans and notices. */
export interface RequestService {
  /** The plan that a request would have, and why it can't be asked for now, if so. */
  preview(input: PreviewInput, caller: Caller): Promise<Preview>;
  /**
   * @throws ConflictError when there is an open request for the subject, or it can't be moved now
   * @throws NotAllowedError without the permission to request, for the service or (where there is none) to administer
   */
  create(
    input: NewRequestInput,
    caller: Caller,
  ): Promise<MigrationRequestDetail>;
  list(
    filter: RequestFilter,
    paging: Paging,
    caller: Caller,
  ): Promise<Page<MigrationRequest>>;
  describe(id: string, caller: Caller): Promise<MigrationRequestDetail>;
  /** @throws ConflictError when somebody else was quicker, the state forbids it, or the plan no longer fits */
  decide(
    id: string,
    decision: Decision,
    input: { revision: number; reason?: string },
    caller: Caller,
  ): Promise<MigrationRequestDetail>;
  comment(
    id: string,
    text: string,
    caller: Caller,
  ): Promise<MigrationRequestDetail>;
  artifact(id: string, format: string, caller: Caller): Promise<Artifact>;
}

/** What the service of requests works with. */
export interface RequestServiceOptions {
  requests: RequestStore;
  planning: Planning;
  access: Access;
  notices: Notices;
  renderers: PlanRenderer[];
  approval: ApprovalMode;
  /** Entity references that the assessment knows, for what the caller may see. */
  serviceRefs(): Promise<string[]>;
  now(): Date;
}

/** Creates the service of requests. */
export function createRequestService({
  requests,
  planning,
  access,
  notices,
  renderers,
  approval,
  serviceRefs,
  now,
}: RequestServiceOptions): RequestService {
  const rights = createRequestRights(access, approval);
  const fitness = createFitness(planning);
  const formats = renderers.map(({ format, title }) => ({ format, title }));

  const visibleTo = (caller: Caller) =>
    access.visible(caller, async () => [
      ...new Set([...(await serviceRefs()), ...(await requests.entityRefs())]),
    ]);

  const deedOf = (caller: Caller, reason?: string) => ({
    actor: actorOf(caller),
    at: now().toISOString(),
    ...(reason ? { reason } : {}),
  });

  async function serviceFor(input: PreviewInput, caller: Caller) {
    const subject = await planning.assessed(input);
    return serviceOf(
      'services' in subject ? subject.services : [],
      input.entityRef,
      await visibleTo(caller),
    );
  }

  async function find(id: string, caller: Caller): Promise<StoredRequest> {
    const request = await requests.get(id);
    if (!request || !maySee(request, await visibleTo(caller), caller)) {
      throw new NotFoundError(`No request with id '${id}'`);
    }
    return request;
  }

  function maySee(request: StoredRequest, visible: Visible, caller: Caller) {
    return (
      !request.entityRef ||
      request.requestedBy === actorOf(caller) ||
      mayView(visible, request.entityRef)
    );
  }

  async function detailOf(
    request: StoredRequest,
    caller: Caller,
  ): Promise<MigrationRequestDetail> {
    const [allowedActions] = await rights.allowedActions(caller, [request]);
    return {
      ...request,
      allowedActions,
      events: await requests.events(request.id),
      formats,
      drift: await fitness.driftOf(request),
    };
  }

  return {
    async preview(input, caller) {
      await serviceFor(input, caller);
      const { plan, obstacles, obstacleFindings } = await planning.plan(input);
      const open = await requests.openBySubject([input.subjectId]);
      const existingRequestId = open.get(input.subjectId);
      return {
        plan,
        obstacles,
        obstacleFindings,
        ...(existingRequestId ? { existingRequestId } : {}),
        formats,
      };
    },

    async create(input, caller) {
      const entityRef = await serviceFor(input, caller);
      await rights.requireRequest(caller, entityRef);
      const open = await requests.openBySubject([input.subjectId]);
      const { plan, obstacles } = await planning.plan(input);
      if (open.size) {
        throw new ConflictError(
          `There is an open request for ${plan.subject} already: ${open.get(
            input.subjectId,
          )}`,
        );
      }
      if (obstacles.length) {
        throw new ConflictError(
          `${plan.subject} in ${
            plan.cluster.name
          } can't be moved now: ${obstacles.join(' ')}`,
        );
      }
      const created = await requests.create(
        {
          id: randomUUID(),
          kind: input.kind,
          subjectId: input.subjectId,
          subject: plan.subject,
          cluster: plan.cluster,
          ...(entityRef ? { entityRef } : {}),
          plan,
          state: approval === 'none' ? 'approved' : 'pending-approval',
        },
        deedOf(caller, input.reason),
      );
      notices.requested(created, actorOf(caller));
      return detailOf(created, caller);
    },

    async list(filter, paging, caller) {
      const page = await requests.list(filter, paging, {
        visible: await visibleTo(caller),
        actor: actorOf(caller),
      });
      const actions = await rights.allowedActions(caller, page.items);
      return {
        ...page,
        items: page.items.map(({ plan: _plan, ...request }, index) => ({
          ...request,
          allowedActions: actions[index],
        })),
      };
    },

    async describe(id, caller) {
      return detailOf(await find(id, caller), caller);
    },

    async decide(id, decision, { revision, reason }, caller) {
      const request = await find(id, caller);
      await rights.requireDecision(caller, request, decision);
      if (
        decision === 'approve' &&
        request.revision === revision &&
        canTransition(request.state, 'approve')
      ) {
        await fitness.requireFitting(request, reason);
      }
      const changed = await requests.transition(
        id,
        revision,
        decision,
        deedOf(caller, reason),
      );
      notices.decided(changed, {
        actor: actorOf(caller),
        action: decision,
        reason,
      });
      return detailOf(changed, caller);
    },

    async comment(id, text, caller) {
      const request = await find(id, caller);
      await requests.comment(id, { ...deedOf(caller), reason: text });
      const events = await requests.events(id);
      notices.commented(
        request,
        { actor: actorOf(caller), reason: text },
        events.map(({ actor }) => actor),
      );
      return detailOf(request, caller);
    },

    async artifact(id, format, caller) {
      const request = await find(id, caller);
      const renderer = renderers.find(one => one.format === format);
      if (!renderer) {
        throw new NotFoundError(
          `No format '${format}'; there are: ${formats
            .map(one => one.format)
            .join(', ')}`,
        );
      }
      return render(renderer, request.plan, await fitness.driftOf(request));
    },
  };

  async function render(
    renderer: PlanRenderer,
    plan: Plan,
    drift: string[],
  ): Promise<Artifact> {
    const artifact = renderer.render(plan, {
      terraform: await planning.terraformFor(plan),
    });
    return {
      ...artifact,
      notes: [
        ...drift.map(change => `Changed since the plan was made: ${change}`),
        ...artifact.notes,
      ],
    };
  }
}
