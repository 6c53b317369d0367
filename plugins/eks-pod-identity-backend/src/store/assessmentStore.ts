import {
  FleetSummary,
  IdentityGraph,
  MissingSight,
  SdkSummary,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { Knex } from 'knex';
import {
  AddonAssessment,
  Assessment,
  ClusterAssessment,
  ServiceAssessment,
  WorkloadAssessment,
} from '../readiness/assessment';
import {
  AddonFilter,
  ClusterFilter,
  listAddons,
  listClusters,
  listServices,
  listWorkloads,
  Paging,
  ServiceFilter,
  WorkloadFilter,
} from './assessmentStoreLists';
import { assessmentTables, rowsOf } from './assessmentStoreRows';
import { summarize } from './assessmentStoreSummary';
import { Page } from './keyset';
import { Visible, whereAmong } from './visible';
import { inTransaction } from './transaction';

/** Rows of one INSERT: SQLite bounds its parameters. */
const INSERT_ROWS = 100;

/** What is said of the account as a whole. */
export interface AssessmentHead {
  assessedAt: string;
  regions: string[];
  missing: MissingSight[];
  checks: Assessment['checks'];
}

/** A service that was seen with SDK versions that are too old. */
export interface ServiceBelow {
  entityRef: string;
  version: string;
}

/** The numbers of the fleet that come from the assessment alone. */
export type FleetNumbers = Omit<FleetSummary, 'lastSync' | 'requests'>;

/** The newest assessment of the account. */
export interface AssessmentStore {
  /** Replaces the assessment; either all of it or nothing. `also` takes part in the transaction. */
  save(
    assessment: Assessment,
    also?: (transaction: Knex.Transaction) => Promise<void>,
  ): Promise<void>;
  /** Undefined before the first one. */
  head(): Promise<AssessmentHead | undefined>;
  /** The whole assessment; undefined before the first one. */
  load(): Promise<Assessment | undefined>;
  summary(visible: Visible): Promise<FleetNumbers>;
  identities(): Promise<IdentityGraph | undefined>;
  listClusters(
    filter: ClusterFilter,
    paging: Paging,
  ): Promise<Page<ClusterAssessment>>;
  getCluster(
    region: string,
    name: string,
  ): Promise<ClusterAssessment | undefined>;
  listAddons(
    filter: AddonFilter,
    paging: Paging,
  ): Promise<Page<AddonAssessment>>;
  getAddon(id: string): Promise<AddonAssessment | undefined>;
  listWorkloads(
    filter: WorkloadFilter,
    paging: Paging,
    visible: Visible,
  ): Promise<Page<WorkloadAssessment>>;
  getWorkload(id: string): Promise<WorkloadAssessment | undefined>;
  getWorkloads(ids: string[]): Promise<WorkloadAssessment[]>;
  listServices(
    filter: ServiceFilter,
    paging: Paging,
    visible: Visible,
  ): Promise<Page<ServiceAssessment>>;
  getService(entityRef: string): Promise<ServiceAssessment | undefined>;
  /** Entity references of all services. */
  entityRefs(): Promise<string[]>;
  /** By SDK id: services with a version of it that is too old. */
  servicesBelow(): Promise<Map<string, ServiceBelow[]>>;
}

/** Keeps the assessment of one account in the plugin's database. */
export function createAssessmentStore(
  knex: Knex,
  account: { accountId: string; regions: string[] },
): AssessmentStore {
  const rows = (table: (typeof assessmentTables)[number]) =>
    knex(table).where(`${table}.account_id`, account.accountId);
  const documentOf = async <T>(query: Knex.QueryBuilder) => {
    const row: { data: string } | undefined = await query.first('data');
    return row && (JSON.parse(row.data) as T);
  };

  return {
    async save(assessment, also) {
      const written = rowsOf(assessment);
      await inTransaction(knex, async transaction => {
        for (const table of assessmentTables) {
          await transaction(table)
            .where({ account_id: account.accountId })
            .delete();
          await transaction.batchInsert(table, written[table], INSERT_ROWS);
        }
        await also?.(transaction);
      });
    },

    async head() {
      const row = await rows('assessments').first();
      return (
        row && {
          assessedAt: row.assessed_at,
          regions: JSON.parse(row.regions),
          missing: JSON.parse(row.missing),
          checks: JSON.parse(row.checks),
        }
      );
    },

    async load() {
      const head = await this.head();
      const identities = await this.identities();
      if (!head || !identities) {
        return undefined;
      }
      const all = async (table: (typeof assessmentTables)[number]) =>
        (await rows(table).pluck('data')).map(data => JSON.parse(data));
      return {
        accountId: account.accountId,
        ...head,
        identities,
        clusters: await all('assessed_clusters'),
        workloads: await all('assessed_workloads'),
        addons: await all('assessed_addons'),
        services: await all('assessed_services'),
      };
    },

    async summary(visible) {
      return summarize(rows, account, await this.head(), visible);
    },

    async identities() {
      const row = await rows('assessments').first('identities');
      return row && JSON.parse(row.identities);
    },

    listClusters: (filter, paging) =>
      listClusters(rows('assessed_clusters'), filter, paging),
    getCluster: (region, name) =>
      documentOf(rows('assessed_clusters').where({ region, name })),
    listAddons: (filter, paging) =>
      listAddons(rows('assessed_addons'), filter, paging),
    getAddon: id => documentOf(rows('assessed_addons').where({ id })),
    listWorkloads: (filter, paging, visible) =>
      listWorkloads(knex, rows('assessed_workloads'), filter, paging, visible),
    getWorkload: id => documentOf(rows('assessed_workloads').where({ id })),

    async getWorkloads(ids) {
      const query = rows('assessed_workloads');
      whereAmong(query, 'id', ids);
      const found = await query
        .orderBy(['cluster_name', 'namespace', 'service_account'])
        .select('data');
      return found.map(({ data }) => JSON.parse(data));
    },

    listServices: (filter, paging, visible) =>
      listServices(knex, rows('assessed_services'), filter, paging, visible),
    getService: entityRef =>
      documentOf(rows('assessed_services').where({ entity_ref: entityRef })),

    entityRefs: () => rows('assessed_services').pluck('entity_ref'),

    async servicesBelow() {
      const found: {
        sdk: string;
        entity_ref: string;
        versions_below: string;
      }[] = await rows('assessed_service_sdks')
        .whereNot('versions_below', '[]')
        .orderBy(['sdk', 'entity_ref']);
      const below = new Map<
        SdkSummary['sdks'][number]['sdk'],
        ServiceBelow[]
      >();
      for (const {
        sdk,
        entity_ref: entityRef,
        versions_below: list,
      } of found) {
        const versions: string[] = JSON.parse(list);
        below.set(sdk, [
          ...(below.get(sdk) ?? []),
          ...versions.map(version => ({ entityRef, version })),
        ]);
      }
      return below;
    },
  };
}
