import type {
  EksPodIdentityApi,
  MigrationRequest,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useEffect, useState } from 'react';
import { usePodIdentityApi } from '../../hooks/useApiCalls';
import { useLoad } from '../../hooks/useLoad';

type Query = NonNullable<
  NonNullable<Parameters<EksPodIdentityApi['listRequests']>[0]>['query']
>;

/** Rows that one press on 'more' adds. */
const STEP = 50;

/** The API's bound for a page. */
const MOST = 500;

/**
 * Requests that fit a query, newest first, as many as the reader has asked to see. They are read as one page, so that
 * a decision elsewhere neither repeats nor skips a row.
 */
export function useRequestPages(query: Query) {
  const api = usePodIdentityApi();
  const key = JSON.stringify(query);
  const [limit, setLimit] = useState(STEP);
  useEffect(() => setLimit(STEP), [key]);
  const loaded = useLoad<{
    items: MigrationRequest[];
    totalItems: number;
    nextCursor?: string;
  }>(
    signal => api.listRequests({ query: { ...query, limit } }, { signal }),
    [api, key, limit],
  );
  const more =
    loaded.value?.nextCursor !== undefined && limit < MOST
      ? () => setLimit(Math.min(MOST, limit + STEP))
      : undefined;
  return { loaded, more };
}
