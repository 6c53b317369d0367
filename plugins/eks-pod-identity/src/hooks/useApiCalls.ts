import { useApi } from '@backstage/core-plugin-api';
import type {
  EksPodIdentityApi,
  Addon,
  Cluster,
  SdkMinimum,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { eksPodIdentityApiRef } from '../api';
import { Loaded, useLoad } from './useLoad';

/** Milliseconds between two looks at a sync that runs. */
export const SYNC_POLL = 2_000;

/** Milliseconds between two looks at a page that stays open. */
const IDLE_POLL = 60_000;

/** The HTTP API. */
export function usePodIdentityApi(): EksPodIdentityApi {
  return useApi(eksPodIdentityApiRef);
}

/** The numbers of the fleet; looks again every two seconds while a sync runs, else every minute. */
export function useFleetSummary() {
  const api = usePodIdentityApi();
  return useLoad(signal => api.getFleetSummary(undefined, { signal }), [api], {
    pollEvery: summary =>
      summary.lastSync?.state === 'running' ? SYNC_POLL : IDLE_POLL,
  });
}

/** The fleet's daily history. */
export function useFleetHistory(refreshKey?: string) {
  const api = usePodIdentityApi();
  return useLoad(
    signal => api.getFleetHistory({ query: { days: 90 } }, { signal }),
    [api, refreshKey],
  );
}

/** One service; undefined where the backend does not know the entity (yet). */
export function useService(params: {
  kind: string;
  namespace: string;
  name: string;
}) {
  const api = usePodIdentityApi();
  const { kind, namespace, name } = params;
  return useLoad(
    async signal => {
      try {
        return {
          service: await api.getService(
            { params: { kind: kind.toLowerCase(), namespace, name } },
            { signal },
          ),
        };
      } catch (error) {
        if (statusOf(error) === 404) {
          return { service: undefined };
        }
        throw error;
      }
    },
    [api, kind, namespace, name],
  );
}

/** HTTP status of an error that the client rejected with. */
export function statusOf(error: unknown): number | undefined {
  return (error as { statusCode?: number } | undefined)?.statusCode;
}

/** What the backend said about an error; where it said nothing, the error's own message. */
export function messageOf(error: unknown): string {
  const told = (
    error as { body?: { error?: { message?: string } } } | undefined
  )?.body?.error?.message;
  return told ?? (error instanceof Error ? error.message : String(error));
}

/** Follows the cursors of a list to its end. */
async function all<I>(
  page: (cursor?: string) => Promise<{ items: I[]; nextCursor?: string }>,
): Promise<I[]> {
  const items: I[] = [];
  let cursor: string | undefined;
  do {
    const answer = await page(cursor);
    items.push(...answer.items);
    cursor = answer.nextCursor;
  } while (cursor);
  return items;
}

/** Every cluster of the account; read again when the key changes. */
export function useClusters(refreshKey?: string): Loaded<Cluster[]> {
  const api = usePodIdentityApi();
  return useLoad(
    signal =>
      all(cursor =>
        api.listClusters({ query: { limit: 500, cursor } }, { signal }),
      ),
    [api, refreshKey],
  );
}

/** Every add-on of the account; read again when the key changes. */
export function useAddons(refreshKey?: string): Loaded<Addon[]> {
  const api = usePodIdentityApi();
  return useLoad(
    signal =>
      all(cursor =>
        api.listAddons({ query: { limit: 500, cursor } }, { signal }),
      ),
    [api, refreshKey],
  );
}

/** The minimum SDK versions, and who is below. */
export function useSdkMinimums(refreshKey?: string): Loaded<SdkMinimum[]> {
  const api = usePodIdentityApi();
  return useLoad(
    async signal => (await api.listSdkMinimums(undefined, { signal })).items,
    [api, refreshKey],
  );
}
