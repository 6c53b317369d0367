import { InputError, NotFoundError } from '@backstage/errors';
import {
  routes,
  Sync,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { actorOf } from '../permissions/access';
import { SyncStore } from '../store/syncStore';
import { audited } from './audited';
import { ApiContext } from './context';
import { cursorsOf } from './cursor';
import { Serve } from './serve';

/** Routes of syncs. */
export function serveSyncs(serve: Serve, api: ApiContext): void {
  const { syncs, syncService, access, auditor } = api;

  serve(routes.listSyncs, async ({ query, caller }) => {
    await access.requireRead(caller);
    const cursors = cursorsOf('syncs', query, ['number', 'text']);
    const { limit, after } = cursors.paging;
    const offset = after
      ? await offsetAfter(syncs, Number(after[0]), String(after[1]))
      : 0;
    const { items, totalItems } = await syncs.listSyncs({ offset, limit });
    const end = offset + items.length;
    return cursors.page({
      items,
      totalItems,
      ...(items.length && end < totalItems
        ? { next: [end, items[items.length - 1].id] }
        : {}),
    });
  });

  serve(routes.getSync, async ({ params, caller }) => {
    await access.requireRead(caller);
    const sync = await syncs.getSync(params.id);
    if (!sync) {
      throw new NotFoundError(`No sync with id '${params.id}'`);
    }
    return sync;
  });

  serve(routes.startSync, async ({ caller, request }) =>
    audited(auditor, { eventId: 'sync-start', request }, async () => {
      await access.requireAdminister(caller);
      return syncService.startSync({
        trigger: 'demand',
        requestedBy: actorOf(caller),
      });
    }),
  );
}

/** Syncs read at once in search of one. */
const WINDOW = 500;

/**
 * How many syncs come before the page after this one. New syncs come first in the list and push it on, so it is looked
 * for from where it was; where it is gone, from the place that it had.
 */
async function offsetAfter(
  syncs: SyncStore,
  end: number,
  id: Sync['id'],
): Promise<number> {
  if (end < 1) {
    throw new InputError('query.cursor: is not a cursor of this list');
  }
  for (let start = end - 1; ; start += WINDOW) {
    const { items, totalItems } = await syncs.listSyncs({
      offset: start,
      limit: WINDOW,
    });
    const index = items.findIndex(sync => sync.id === id);
    if (index >= 0) {
      return start + index + 1;
    }
    if (start + WINDOW >= totalItems) {
      return end;
    }
  }
}
