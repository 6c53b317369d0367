import { servicesQuery } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type { EksPodIdentityApi } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';

/** Filters of the list of services, as they stand in the URL. */
export const serviceFilterNames = [
  'verdict',
  'owner',
  'system',
  'cluster',
  'check',
  'sdk',
  'armed',
  'timeBomb',
  'q',
  'sort',
] as const;

export type ServiceFilters = Record<
  (typeof serviceFilterNames)[number],
  string | undefined
>;

export const serviceSorts = ['verdict', 'name', 'owner', 'armed'] as const;

type ServicesQuery = NonNullable<
  NonNullable<Parameters<EksPodIdentityApi['listServices']>[0]>['query']
>;

/** Rows on a page. */
export const SERVICES_PAGE = 50;

/**
 * The query of the API for filters from a URL. Anybody can write anything into a URL: what the API would refuse is
 * left out, so that a mistyped link shows a list instead of an error.
 */
export function toServicesQuery(
  filters: ServiceFilters,
  cursor?: string,
): ServicesQuery {
  const query = Object.fromEntries(
    Object.entries(filters).filter(
      ([name, value]) =>
        value !== undefined &&
        servicesQuery.shape[name as keyof ServiceFilters].safeParse(value)
          .success,
    ),
  );
  return { ...query, limit: SERVICES_PAGE, cursor } as ServicesQuery;
}
