import { randomUUID } from 'node:crypto';
import {
  ConflictError,
  InputError,
  isError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  Artifact,
  canTransition,
  createRequestBody,
  eksPodIdentityApprovePermission,
  eksPodIdentityRequestPermission,
  finalRequestStates,
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
import { driftBetween } from './drift';
import { Notices } from './notices';
import { Planned, Planning } from './planning';

/** What a person decides. */
export type Decision = 'approve' | 'reject' | 'cancel';

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

  /** The service on whose behalf a move is asked for; undefined for add-ons and workloads that nobody claims. */
  async function serviceFor(
    input: PreviewInput,
    caller: Caller,
  ): Promise<string | undefined> {
    const subject = await planning.assessed(input);
    const claims = 'services' in subject ? subject.services : [];
    const visible = await visibleTo(caller);
    const known = claims.filter(ref => mayView(visible, ref));
    if (claims.length && !known.length) {
      throw new NotFoundError(`No workload with id '${input.subjectId}'`);
    }
    if (input.entityRef) {
      const asked = input.entityRef.toLocaleLowerCase('en-US');
      if (!known.includes(asked)) {
        throw new InputError(
          `body.entityRef: '${input.entityRef}' does not claim this ${
            input.kind
          }; ${
            known.length
              ? `claimed by: ${known.join(', ')}`
              : 'no service does, so leave it out'
          }`,
        );
      }
      return asked;
    }
    if (known.length > 1) {
      throw new InputError(
        `body.entityRef: several services claim this workload; name the one that you ask for: ${known.join(
          ', ',
        )}`,
      );
    }
    return known[0];
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

  /** Which decisions the caller may take now, by permission and state. */
  async function allowedActions(
    request: StoredRequest,
    caller: Caller,
    mayApprove: boolean,
  ): Promise<Decision[]> {
    const isOwn = request.requestedBy === actorOf(caller);
    const mayDecide = mayApprove && (!isOwn || approval !== 'required');
    const allowed: Record<Decision, boolean> = {
      approve: mayDecide,
      reject: mayDecide,
      cancel: isOwn || mayApprove,
    };
    return (Object.keys(allowed) as Decision[]).filter(
      decision => allowed[decision] && canTransition(request.state, decision),
    );
  }

  async function replan(
    request: StoredRequest,
  ): Promise<Planned | { error: string }> {
    const { kind, subjectId, plan } = request;
    try {
      return await planning.plan({ kind, subjectId, method: plan.method });
    } catch (error) {
      if (
        isError(error) &&
        ['InputError', 'NotFoundError'].includes(error.name)
      ) {
        return { error: error.message };
      }
      throw error;
    }
  }

  async function driftOf(request: StoredRequest): Promise<string[]> {
    if (finalRequestStates.includes(request.state)) {
      return [];
    }
    const fresh = await replan(request);
    return driftBetween(request.plan, 'error' in fresh ? fresh : fresh.plan);
  }

  async function detailOf(
    request: StoredRequest,
    caller: Caller,
  ): Promise<MigrationRequestDetail> {
    const mayApprove = await access.may(
      caller,
      eksPodIdentityApprovePermission,
      request.entityRef,
    );
    return {
      ...request,
      allowedActions: await allowedActions(request, caller, mayApprove),
      events: await requests.events(request.id),
      formats,
      drift: await driftOf(request),
    };
  }

  async function requireFitting(request: StoredRequest, reason?: string) {
    const fresh = await replan(request);
    const obstacles = 'error' in fresh ? [fresh.error] : fresh.obstacles;
    if (obstacles.length) {
      throw new ConflictError(
        `${
          request.subject
        } can't be moved now, so this can't be approved: ${obstacles.join(
          ' ',
        )}`,
      );
    }
    const drift = await driftOf(request);
    if (drift.length && !reason) {
      throw new ConflictError(
        `The plan is not what would be planned now: ${drift.join(
          ' ',
        )} Have it asked for anew, or approve it with a reason`,
      );
    }
  }

  return {
    async preview(input, caller) {
      await serviceFor(input, caller);
      const { plan, obstacles } = await planning.plan(input);
      const open = await requests.openBySubject([input.subjectId]);
      const existingRequestId = open.get(input.subjectId);
      return {
        plan,
        obstacles,
        ...(existingRequestId ? { existingRequestId } : {}),
        formats,
      };
    },

    async create(input, caller) {
      const entityRef = await serviceFor(input, caller);
      if (
        !(await access.may(caller, eksPodIdentityRequestPermission, entityRef))
      ) {
        throw new NotAllowedError(
          entityRef
            ? `This needs the permission ${eksPodIdentityRequestPermission.name} for ${entityRef}`
            : 'Changes of add-ons and of workloads that no service claims need the permission eks-pod-identity.administer',
        );
      }
      const open = await requests.openBySubject([input.subjectId]);
      const { plan, obstacles } = await planning.plan(input);
      if (obstacles.length && !open.size) {
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
      const may = new Map<string | undefined, Promise<boolean>>();
      const mayApprove = (entityRef: string | undefined) => {
        const known =
          may.get(entityRef) ??
          access.may(caller, eksPodIdentityApprovePermission, entityRef);
        may.set(entityRef, known);
        return known;
      };
      return {
        ...page,
        items: await Promise.all(
          page.items.map(async ({ plan: _plan, ...request }) => ({
            ...request,
            allowedActions: await allowedActions(
              { ...request, plan: _plan },
              caller,
              await mayApprove(request.entityRef),
            ),
          })),
        ),
      };
    },

    async describe(id, caller) {
      return detailOf(await find(id, caller), caller);
    },

    async decide(id, decision, { revision, reason }, caller) {
      const request = await find(id, caller);
      const mayApprove = await access.may(
        caller,
        eksPodIdentityApprovePermission,
        request.entityRef,
      );
      const isOwn = request.requestedBy === actorOf(caller);
      if (decision === 'cancel' ? !isOwn && !mayApprove : !mayApprove) {
        throw new NotAllowedError(
          request.entityRef
            ? `This needs the permission ${eksPodIdentityApprovePermission.name} for ${request.entityRef}`
            : 'Requests that concern no single service need the permission eks-pod-identity.administer',
        );
      }
      if (decision !== 'cancel' && isOwn && approval === 'required') {
        throw new NotAllowedError(
          `You asked for this yourself: somebody else has to ${decision} it (eksPodIdentity.migrations.approval is 'required')`,
        );
      }
      if (
        decision === 'approve' &&
        request.revision === revision &&
        canTransition(request.state, 'approve')
      ) {
        await requireFitting(request, reason);
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
      return render(renderer, request.plan, await driftOf(request));
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
