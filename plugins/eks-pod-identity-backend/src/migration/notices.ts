import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { StoredRequest } from '../store/requestStore';

/** Tells people what became of a request. Never fails: a request counts without a notice of it. */
export interface Notices {
  requested(request: StoredRequest, actor: string): void;
  decided(
    request: StoredRequest,
    deed: { actor: string; action: string; reason?: string },
  ): void;
  commented(
    request: StoredRequest,
    deed: { actor: string; reason: string },
    participants: string[],
  ): void;
}

/**
 * Sends notices through Backstage's notifications. Where the notifications backend is not installed, sending fails;
 * that is logged and stops nothing.
 */
export function createNotices({
  notifications,
  approvers,
  logger,
}: {
  notifications: NotificationService;
  approvers: string[];
  logger: LoggerService;
}): Notices {
  const send = (
    recipients: string[],
    actor: string,
    request: StoredRequest,
    payload: { title: string; description?: string },
  ) => {
    const entityRef = [...new Set(recipients)].filter(
      ref => ref !== actor && !ref.startsWith('service:'),
    );
    if (!entityRef.length) {
      return;
    }
    notifications
      .send({
        recipients: { type: 'entity', entityRef, excludeEntityRef: actor },
        payload: {
          ...payload,
          link: `/eks-pod-identity/requests/${request.id}`,
          topic: 'eks-pod-identity',
          scope: `eks-pod-identity:request:${request.id}`,
        },
      })
      .catch(error =>
        logger.debug(
          `Nobody was told of request ${request.id}: ${stringifyError(error)}`,
        ),
      );
  };
  const where = ({ subject, cluster }: StoredRequest) =>
    `${subject} in ${cluster.name}`;

  return {
    requested(request, actor) {
      send(approvers, actor, request, {
        title: `Move to EKS Pod Identity asked for: ${where(request)}`,
        description: `${actor} asks${
          request.reason ? `: ${request.reason}` : '.'
        }`,
      });
    },
    decided(request, { actor, action, reason }) {
      send([request.requestedBy], actor, request, {
        title: `Request for ${where(request)} is ${request.state}`,
        description: `${actor}: ${action}${reason ? `. ${reason}` : ''}`,
      });
    },
    commented(request, { actor, reason }, participants) {
      send([request.requestedBy, ...participants], actor, request, {
        title: `Comment on the request for ${where(request)}`,
        description: `${actor}: ${reason}`,
      });
    },
  };
}
