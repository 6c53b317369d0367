import { useRouteRef } from '@backstage/core-plugin-api';
import { useMemo } from 'react';
import { rootRouteRef } from '../routes';

/** A page of the fleet, relative to where the fleet page is mounted. */
export type FleetPath =
  | ''
  | 'clusters'
  | `clusters/${string}/${string}`
  | 'addons'
  | 'services'
  | 'services/unclaimed'
  | 'requests'
  | `requests/${string}`
  | 'sdks'
  | 'identities'
  | 'diagnosis';

/** Gives the address of a page of the fleet, with filters. */
export type FleetLink = (
  path: FleetPath,
  filters?: Record<string, string | undefined>,
) => string;

/** Addresses of the fleet's pages, wherever the app has mounted them. */
export function useFleetLink(): FleetLink {
  const root = useRouteRef(rootRouteRef)();
  return useMemo(() => {
    const base = root.replace(/\/$/, '');
    return (path, filters = {}) => {
      const query = new URLSearchParams();
      for (const [name, value] of Object.entries(filters)) {
        if (value) query.set(name, value);
      }
      const text = query.toString();
      return `${base}${path && `/${path}`}${text && `?${text}`}` || '/';
    };
  }, [root]);
}

/** Path of a cluster's page. */
export function clusterPath(cluster: {
  region: string;
  name: string;
}): FleetPath {
  return `clusters/${encodeURIComponent(cluster.region)}/${encodeURIComponent(
    cluster.name,
  )}`;
}
