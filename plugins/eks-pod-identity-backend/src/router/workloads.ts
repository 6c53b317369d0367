import { NotFoundError } from '@backstage/errors';
import {
  routes,
  Workload,
  WorkloadDetail,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { WorkloadAssessment } from '../readiness/assessment';
import { mayView } from '../store/visible';
import { ApiContext } from './context';
import { cursorsOf } from './cursor';
import { Serve } from './serve';

/** Routes of workloads. */
export function serveWorkloads(serve: Serve, api: ApiContext): void {
  const { assessments, requests, access, visibleTo } = api;

  serve(routes.listWorkloads, async ({ query, caller }) => {
    await access.requireRead(caller);
    const { cursor, limit, ...filter } = query;
    const cursors = cursorsOf('workloads', query, ['number', 'text']);
    const visible = await visibleTo(caller);
    const page = await assessments.listWorkloads(
      filter,
      cursors.paging,
      visible,
    );
    const open = await requests.openBySubject(page.items.map(({ id }) => id));
    return cursors.page({
      ...page,
      items: page.items.map(workload => workloadSummary(workload, open)),
    });
  });

  serve(routes.getWorkload, async ({ params, caller }) => {
    await access.requireRead(caller);
    const workload = await assessments.getWorkload(params.id);
    const visible = await visibleTo(caller);
    if (
      !workload ||
      (workload.services.length &&
        !workload.services.some(ref => mayView(visible, ref)))
    ) {
      throw new NotFoundError(`No workload with id '${params.id}'`);
    }
    return workloadDetail(
      workload,
      await requests.openBySubject([workload.id]),
    );
  });
}

/** A workload with its findings and its open request. */
export function workloadDetail(
  workload: WorkloadAssessment,
  open: Map<string, string>,
): WorkloadDetail {
  const requestId = open.get(workload.id);
  return { ...workload, ...(requestId ? { requestId } : {}) };
}

/** A workload as lists tell it: without findings and SDKs. */
export function workloadSummary(
  workload: WorkloadAssessment,
  open: Map<string, string>,
): Workload {
  const { findings: _findings, sdk: _sdk, ...summary } = workload;
  const requestId = open.get(workload.id);
  return { ...summary, ...(requestId ? { requestId } : {}) };
}
