import { useRouteRef } from '@backstage/core-plugin-api';
import { rootRouteRef } from '../routes';

/**
 * Gives the path of a request's page, or of the list without an id. Undefined where the app has no fleet page: the
 * entity tab and the card work without it.
 */
export function useRequestPath(): ((id?: string) => string) | undefined {
  let root: (() => string) | undefined;
  try {
    // It throws after its own hooks, and for a given app always or never: the order of hooks is the same.
    // eslint-disable-next-line react-hooks/rules-of-hooks
    root = useRouteRef(rootRouteRef);
  } catch {
    return undefined;
  }
  const path = root?.();
  return path === undefined
    ? undefined
    : id =>
        [path.replace(/\/$/, ''), 'requests', ...(id ? [id] : [])].join('/');
}
