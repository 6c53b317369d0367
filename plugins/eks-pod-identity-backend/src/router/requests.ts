import { routes } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { Decision } from '../migration/requestRights';
import { audited } from './audited';
import { ApiContext } from './context';
import { cursorsOf } from './cursor';
import { Serve } from './serve';

/** Routes of requests. */
export function serveRequests(serve: Serve, api: ApiContext): void {
  const { requestService, access, auditor } = api;

  serve(routes.listRequests, async ({ query, caller }) => {
    await access.requireRead(caller);
    const { cursor, limit, ...filter } = query;
    const cursors = cursorsOf('requests', query, ['text', 'text']);
    return cursors.page(
      await requestService.list(filter, cursors.paging, caller),
    );
  });

  serve(routes.previewRequest, async ({ body, caller }) => {
    await access.requireRead(caller);
    return requestService.preview(body, caller);
  });

  serve(routes.getRequest, async ({ params, caller }) => {
    await access.requireRead(caller);
    return requestService.describe(params.id, caller);
  });

  serve(routes.getArtifact, async ({ params, caller }) => {
    await access.requireRead(caller);
    return requestService.artifact(params.id, params.format, caller);
  });

  serve(
    routes.createRequest,
    async ({ body, caller, request }) =>
      audited(
        auditor,
        { eventId: 'request-create', request, meta: { ...body } },
        async () => {
          await access.requireRead(caller);
          return requestService.create(body, caller);
        },
      ),
    { peopleOnly: true },
  );

  const decisions = {
    approve: routes.approveRequest,
    reject: routes.rejectRequest,
    cancel: routes.cancelRequest,
  };
  for (const [name, route] of Object.entries(decisions)) {
    const decision = name as Decision;
    serve(
      route,
      async ({ params, body, caller, request }) =>
        audited(
          auditor,
          {
            eventId: 'request-decide',
            request,
            meta: { id: params.id, decision, ...body },
          },
          async () => {
            await access.requireRead(caller);
            return requestService.decide(params.id, decision, body, caller);
          },
        ),
      { peopleOnly: true },
    );
  }

  serve(
    routes.commentRequest,
    async ({ params, body, caller, request }) =>
      audited(
        auditor,
        {
          eventId: 'request-comment',
          request,
          severityLevel: 'low',
          meta: { id: params.id },
        },
        async () => {
          await access.requireRead(caller);
          return requestService.comment(params.id, body.text, caller);
        },
      ),
    { peopleOnly: true },
  );
}
