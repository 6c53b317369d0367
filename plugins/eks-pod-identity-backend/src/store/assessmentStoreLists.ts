import {
  Addon,
  Verdict,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { Knex } from 'knex';
import {
  AddonAssessment,
  ClusterAssessment,
  ServiceAssessment,
  WorkloadAssessment,
} from '../readiness/assessment';
import { containing, Page, Position, readPage, SortKey } from './keyset';
import { Visible, whereAmong } from './visible';

/** Which page of a list. */
export interface Paging {
  after?: Position;
  limit: number;
}

export interface ClusterFilter {
  region?: string;
}

export interface AddonFilter {
  /** Name or ARN. */
  cluster?: string;
  name?: string;
  verdict?: Verdict;
  identity?: Addon['identity'];
}

export interface WorkloadFilter {
  /** Name or ARN. */
  cluster?: string;
  namespace?: string;
  verdict?: Verdict;
  armed?: boolean;
  unclaimed?: boolean;
  /** Id of a check that fails. */
  check?: string;
  q?: string;
}

export interface ServiceFilter {
  verdict?: Verdict;
  owner?: string;
  system?: string;
  /** Name or ARN. */
  cluster?: string;
  /** Id of a check that fails. */
  check?: string;
  sdk?: string;
  armed?: boolean;
  timeBomb?: boolean;
  q?: string;
  sort: 'verdict' | 'name' | 'owner' | 'armed';
}

const asc = (column: string): SortKey => ({ column, direction: 'asc' });
const desc = (column: string): SortKey => ({ column, direction: 'desc' });

/** Orders of the list of services; each ends with what is unique. */
export const serviceOrders: Record<ServiceFilter['sort'], SortKey[]> = {
  verdict: [asc('verdict_rank'), desc('time_bombs'), asc('entity_ref')],
  name: [asc('name'), asc('entity_ref')],
  owner: [asc('owner'), asc('verdict_rank'), asc('entity_ref')],
  armed: [desc('time_bombs'), desc('armed'), asc('entity_ref')],
};

async function documents<T>(
  query: Knex.QueryBuilder,
  order: SortKey[],
  paging: Paging,
): Promise<Page<T>> {
  const page = await readPage<{ data: string }>(query, order, paging);
  return { ...page, items: page.items.map(({ data }) => JSON.parse(data)) };
}

export function listClusters(
  query: Knex.QueryBuilder,
  { region }: ClusterFilter,
  paging: Paging,
): Promise<Page<ClusterAssessment>> {
  if (region) {
    query.andWhere({ region });
  }
  return documents(query, [asc('name'), asc('arn')], paging);
}

export function listAddons(
  query: Knex.QueryBuilder,
  filter: AddonFilter,
  paging: Paging,
): Promise<Page<AddonAssessment>> {
  const { cluster, name, verdict, identity } = filter;
  if (cluster) {
    whereCluster(query, cluster);
  }
  for (const [column, value] of Object.entries({ name, verdict, identity })) {
    if (value) {
      query.andWhere(column, value);
    }
  }
  return documents(
    query,
    [asc('verdict_rank'), asc('name'), asc('cluster_name'), asc('id')],
    paging,
  );
}

export function listWorkloads(
  knex: Knex,
  query: Knex.QueryBuilder,
  filter: WorkloadFilter,
  paging: Paging,
  visible: Visible,
): Promise<Page<WorkloadAssessment>> {
  const { cluster, namespace, verdict, armed, unclaimed, check, q } = filter;
  if (cluster) {
    whereCluster(query, cluster);
  }
  for (const [column, value] of Object.entries({ namespace, verdict })) {
    if (value) {
      query.andWhere(column, value);
    }
  }
  if (armed !== undefined) {
    query.andWhere({ armed });
  }
  if (unclaimed !== undefined) {
    query.andWhere({ claimed: !unclaimed });
  }
  whereFailing(knex, query, 'workload', 'assessed_workloads.id', check);
  whereText(query, q);
  if (!visible.all) {
    query.andWhere(either => {
      either.where('claimed', false).orWhereExists(claim => {
        claim
          .from('assessed_service_workloads as claim')
          .whereRaw('claim.account_id = assessed_workloads.account_id')
          .whereRaw('claim.workload_id = assessed_workloads.id');
        whereAmong(claim, 'claim.entity_ref', visible.entityRefs);
      });
    });
  }
  return documents(query, [asc('urgency'), asc('id')], paging);
}

export function listServices(
  knex: Knex,
  query: Knex.QueryBuilder,
  filter: ServiceFilter,
  paging: Paging,
  visible: Visible,
): Promise<Page<ServiceAssessment>> {
  const { verdict, owner, system, cluster, check, sdk, q, sort } = filter;
  for (const [column, value] of Object.entries({ verdict, owner, system })) {
    if (value) {
      query.andWhere(column, value);
    }
  }
  for (const [column, wanted] of [
    ['armed', filter.armed],
    ['time_bombs', filter.timeBomb],
  ] as const) {
    if (wanted !== undefined) {
      query.andWhere(column, wanted ? '>' : '=', 0);
    }
  }
  if (cluster) {
    query.whereExists(
      whereCluster(
        knex('assessed_service_workloads as runs')
          .whereRaw('runs.account_id = assessed_services.account_id')
          .whereRaw('runs.entity_ref = assessed_services.entity_ref'),
        cluster,
      ),
    );
  }
  if (sdk) {
    query.whereExists(
      knex('assessed_service_sdks as uses')
        .whereRaw('uses.account_id = assessed_services.account_id')
        .whereRaw('uses.entity_ref = assessed_services.entity_ref')
        .where('uses.sdk', sdk),
    );
  }
  whereFailing(knex, query, 'service', 'assessed_services.entity_ref', check);
  whereText(query, q);
  if (!visible.all) {
    whereAmong(query, 'entity_ref', visible.entityRefs);
  }
  return documents(query, serviceOrders[sort], paging);
}

function whereCluster(
  query: Knex.QueryBuilder,
  nameOrArn: string,
): Knex.QueryBuilder {
  return query.andWhere(either =>
    either.where('cluster_name', nameOrArn).orWhere('cluster_arn', nameOrArn),
  );
}

function whereFailing(
  knex: Knex,
  query: Knex.QueryBuilder,
  kind: string,
  idColumn: string,
  check: string | undefined,
): void {
  if (check) {
    query.whereIn(
      idColumn,
      knex('assessed_failing')
        .where({ kind, check_id: check })
        .select('subject_id'),
    );
  }
}

function whereText(query: Knex.QueryBuilder, q: string | undefined): void {
  if (q?.trim()) {
    query.whereRaw(`search LIKE ? ESCAPE '\\'`, [containing(q.trim())]);
  }
}
