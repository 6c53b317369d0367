import { NotFoundError } from '@backstage/errors';
import {
  Addon,
  routes,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { AddonAssessment } from '../readiness/assessment';
import { ApiContext } from './context';
import { cursorsOf } from './cursor';
import { Serve } from './serve';

/** Routes of add-ons. */
export function serveAddons(serve: Serve, api: ApiContext): void {
  const { assessments, requests, access } = api;

  serve(routes.listAddons, async ({ query, caller }) => {
    await access.requireRead(caller);
    const { cursor, limit, ...filter } = query;
    const cursors = cursorsOf('addons', query, [
      'number',
      'text',
      'text',
      'text',
    ]);
    const page = await assessments.listAddons(filter, cursors.paging);
    const open = await requests.openBySubject(page.items.map(({ id }) => id));
    return cursors.page({
      ...page,
      items: page.items.map(addon => addonSummary(addon, open)),
    });
  });

  serve(routes.getAddon, async ({ params, caller }) => {
    await access.requireRead(caller);
    const addon = await assessments.getAddon(params.id);
    if (!addon) {
      throw new NotFoundError(`No add-on with id '${params.id}'`);
    }
    const requestId = (await requests.openBySubject([addon.id])).get(addon.id);
    return { ...addon, ...(requestId ? { requestId } : {}) };
  });
}

/** An add-on as lists tell it: without findings. */
export function addonSummary(
  addon: AddonAssessment,
  open: Map<string, string>,
): Addon {
  const { findings: _findings, ...summary } = addon;
  const requestId = open.get(addon.id);
  return { ...summary, ...(requestId ? { requestId } : {}) };
}
