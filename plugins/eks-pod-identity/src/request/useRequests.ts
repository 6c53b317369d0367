import { finalRequestStates } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type {
  MigrationRequest,
  RequestState,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { usePodIdentityApi } from '../hooks/useApiCalls';
import { useLoad } from '../hooks/useLoad';

/** Milliseconds between two looks at a request that is not decided or not done. */
const REQUEST_POLL = 15_000;

/** Whether something leads out of the state. */
export function isOpen(state: RequestState): boolean {
  return !finalRequestStates.includes(state);
}

/** One request; looks again while it is open. */
export function useRequest(id: string) {
  const api = usePodIdentityApi();
  return useLoad(
    signal => api.getRequest({ params: { id } }, { signal }),
    [api, id],
    {
      pollEvery: request => (isOpen(request.state) ? REQUEST_POLL : undefined),
    },
  );
}

/** The requests on behalf of a catalog entity, newest first. */
export function useServiceRequests(entityRef: string) {
  const api = usePodIdentityApi();
  return useLoad<MigrationRequest[]>(
    async signal =>
      (await api.listRequests({ query: { entityRef, limit: 500 } }, { signal }))
        .items,
    [api, entityRef],
  );
}
