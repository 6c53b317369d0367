import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  canTransition,
  eksPodIdentityApprovePermission,
  eksPodIdentityRequestPermission,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { Access, actorOf, Caller } from '../permissions/access';
import { StoredRequest } from '../store/requestStore';
import { mayView, Visible } from '../store/visible';
import { ApprovalMode } from './approval';

/** What a person decides. */
export type Decision = 'approve' | 'reject' | 'cancel';

type Owned = Pick<StoredRequest, 'entityRef' | 'requestedBy'>;

/** Who may do what to requests. */
export interface RequestRights {
  /** @throws NotAllowedError without the permission to ask for this service, or (without one) to administer */
  requireRequest(caller: Caller, entityRef: string | undefined): Promise<void>;
  /** @throws NotAllowedError when the caller may not decide so */
  requireDecision(
    caller: Caller,
    request: Owned,
    decision: Decision,
  ): Promise<void>;
  /** Which decisions the caller may take now on each of these. */
  allowedActions(
    caller: Caller,
    requests: Pick<StoredRequest, 'entityRef' | 'requestedBy' | 'state'>[],
  ): Promise<Decision[][]>;
}

/** Rights by permission, by who asked, and by the configured mode of approval. */
export function createRequestRights(
  access: Access,
  approval: ApprovalMode,
): RequestRights {
  const mayApprove = (caller: Caller, entityRef: string | undefined) =>
    access.may(caller, eksPodIdentityApprovePermission, entityRef);
  const isOwn = (caller: Caller, { requestedBy }: Owned) =>
    requestedBy === actorOf(caller);

  return {
    async requireRequest(caller, entityRef) {
      if (
        !(await access.may(caller, eksPodIdentityRequestPermission, entityRef))
      ) {
        throw new NotAllowedError(
          entityRef
            ? `This needs the permission ${eksPodIdentityRequestPermission.name} for ${entityRef}`
            : 'Changes of add-ons and of workloads that no service claims need the permission eks-pod-identity.administer',
        );
      }
    },

    async requireDecision(caller, request, decision) {
      const own = isOwn(caller, request);
      if (decision === 'cancel' && own) {
        return;
      }
      if (!(await mayApprove(caller, request.entityRef))) {
        throw new NotAllowedError(
          request.entityRef
            ? `This needs the permission ${eksPodIdentityApprovePermission.name} for ${request.entityRef}`
            : 'Requests that concern no single service need the permission eks-pod-identity.administer',
        );
      }
      if (own && approval === 'required') {
        throw new NotAllowedError(
          `You asked for this yourself: somebody else has to ${decision} it (eksPodIdentity.migrations.approval is 'required')`,
        );
      }
    },

    async allowedActions(caller, requests) {
      const asked = new Map<string | undefined, Promise<boolean>>();
      for (const { entityRef } of requests) {
        if (!asked.has(entityRef)) {
          asked.set(entityRef, mayApprove(caller, entityRef));
        }
      }
      return Promise.all(
        requests.map(async request => {
          const own = isOwn(caller, request);
          const approves = await asked.get(request.entityRef)!;
          const decides = approves && (!own || approval !== 'required');
          const allowed: Record<Decision, boolean> = {
            approve: decides,
            reject: decides,
            cancel: own || approves,
          };
          return (Object.keys(allowed) as Decision[]).filter(
            decision =>
              allowed[decision] && canTransition(request.state, decision),
          );
        }),
      );
    },
  };
}

/**
 * The service on whose behalf a move is asked for; undefined for add-ons and for workloads that nobody claims.
 * @param claims services that claim the workload
 * @param asked the one that the caller names
 * @throws InputError when the named one does not claim it, or several do and none is named
 * @throws NotFoundError when the caller may see none of them
 */
export function serviceOf(
  claims: string[],
  asked: string | undefined,
  visible: Visible,
): string | undefined {
  const known = claims.filter(ref => mayView(visible, ref));
  if (claims.length && !known.length) {
    throw new NotFoundError('No workload with this id');
  }
  if (asked) {
    const entityRef = asked.toLocaleLowerCase('en-US');
    if (!known.includes(entityRef)) {
      throw new InputError(
        `body.entityRef: '${asked}' does not claim this workload or add-on; ${
          known.length
            ? `claimed by: ${known.join(', ')}`
            : 'no service does, so leave it out'
        }`,
      );
    }
    return entityRef;
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
