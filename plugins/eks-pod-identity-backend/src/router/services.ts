import { NotFoundError } from '@backstage/errors';
import {
  routes,
  Service,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { ServiceAssessment } from '../readiness/assessment';
import { serviceOrders } from '../store/assessmentStoreLists';
import { mayView } from '../store/visible';
import { ApiContext } from './context';
import { cursorsOf } from './cursor';
import { workloadDetail } from './workloads';
import { Serve } from './serve';

const numbers = ['verdict_rank', 'time_bombs', 'armed'];

/** Routes of services. */
export function serveServices(serve: Serve, api: ApiContext): void {
  const { assessments, requests, access, visibleTo } = api;

  serve(routes.listServices, async ({ query, caller }) => {
    await access.requireRead(caller);
    const { cursor, limit, ...filter } = query;
    const cursors = cursorsOf(
      'services',
      query,
      serviceOrders[query.sort].map(({ column }) =>
        numbers.includes(column) ? 'number' : 'text',
      ),
    );
    const page = await assessments.listServices(
      filter,
      cursors.paging,
      await visibleTo(caller),
    );
    const open = await requests.openBySubject(
      page.items.flatMap(({ workloadIds }) => workloadIds),
    );
    return cursors.page({
      ...page,
      items: page.items.map(service => summaryOf(service, open)),
    });
  });

  serve(routes.getService, async ({ params, caller }) => {
    await access.requireRead(caller);
    const entityRef =
      `${params.kind}:${params.namespace}/${params.name}`.toLocaleLowerCase(
        'en-US',
      );
    const service = await assessments.getService(entityRef);
    if (!service || !mayView(await visibleTo(caller), entityRef)) {
      throw new NotFoundError(`No service '${entityRef}' is known`);
    }
    const open = await requests.openBySubject(service.workloadIds);
    const workloads = await assessments.getWorkloads(service.workloadIds);
    const { workloadIds: _ids, ...detail } = service;
    return {
      ...detail,
      requestIds: openRequests(service, open),
      workloadDetails: workloads.map(workload =>
        workloadDetail(workload, open),
      ),
    };
  });
}

function openRequests(
  { workloadIds }: ServiceAssessment,
  open: Map<string, string>,
): string[] {
  return workloadIds.flatMap(id => open.get(id) ?? []);
}

/** A service as lists tell it: without what only its own page shows. */
export function summaryOf(
  service: ServiceAssessment,
  open: Map<string, string>,
): Service {
  const {
    workloadIds: _ids,
    sdkSummary: _sdk,
    sharedWith: _shared,
    mapping: _mapping,
    ...summary
  } = service;
  return { ...summary, requestIds: openRequests(service, open) };
}
