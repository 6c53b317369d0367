import { InputError, NotFoundError } from '@backstage/errors';
import { routes } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { mayView } from '../store/visible';
import { ApiContext } from './context';
import { Serve } from './serve';

/** Routes of the account as a whole. */
export function serveFleet(serve: Serve, api: ApiContext): void {
  const { assessments, history, requests, syncs, access, visibleTo, now } = api;

  serve(routes.getFleetSummary, async ({ caller }) => {
    await access.requireRead(caller);
    return {
      ...(await assessments.summary(await visibleTo(caller))),
      lastSync: (await syncs.newestSync()) ?? null,
      requests: await requests.countByState(),
    };
  });

  serve(routes.getFleetHistory, async ({ query, caller }) => {
    await access.requireRead(caller);
    const { scope, days } = query;
    if (scope !== 'fleet' && !query.key) {
      throw new InputError(
        `query.key: is needed with scope '${scope}': the ARN of a cluster, or the entity reference of a service or team`,
      );
    }
    if (scope === 'fleet' && query.key) {
      throw new InputError(
        "query.key: the scope 'fleet' has none; leave it out, or name another scope",
      );
    }
    const key = query.key ?? '';
    const visible = await visibleTo(caller);
    if (scope === 'service' && !mayView(visible, key)) {
      throw new NotFoundError(`No service '${key}' is known`);
    }
    return history.read(
      { scope, key },
      { today: now().toISOString().slice(0, 10), days },
      visible,
    );
  });
}
