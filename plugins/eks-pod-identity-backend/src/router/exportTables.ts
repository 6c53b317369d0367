import { routes } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { Caller } from '../permissions/access';
import { Page, Position } from '../store/keyset';
import { ApiContext } from './context';
import { Row } from './csv';
import { visibleIdentities } from './identities';

/** Names of the tables. */
export type Table =
  (typeof routes.exportTable)['params']['shape']['table']['options'][number];

/** Rows read at once. */
const BATCH = 500;

/** Columns of each table, in their order. */
export const columns = {
  services: [
    'entityRef',
    'title',
    'owner',
    'system',
    'verdict',
    'sentence',
    'workloads',
    'armed',
    'timeBombs',
    'clusters',
    'running',
    'sdk',
    'failing',
    'unknown',
    'stale',
    'assessedAt',
  ],
  workloads: [
    'region',
    'cluster',
    'namespace',
    'serviceAccount',
    'verdict',
    'sentence',
    'running',
    'next',
    'armed',
    'timeBomb',
    'roleArn',
    'associationId',
    'pods',
    'addon',
    'services',
    'failing',
    'managedBy',
    'staleSince',
    'assessedAt',
  ],
  addons: [
    'region',
    'cluster',
    'name',
    'version',
    'status',
    'identity',
    'verdict',
    'sentence',
    'roleArn',
    'associations',
    'supportsPodIdentity',
    'failing',
    'managedBy',
    'staleSince',
    'assessedAt',
  ],
  clusters: [
    'region',
    'name',
    'arn',
    'kubernetesVersion',
    'platformVersion',
    'status',
    'autoMode',
    'agent',
    'agentVersion',
    'armed',
    'timeBombs',
    'addons',
    'associations',
    'failing',
    'staleSince',
    'readAt',
  ],
  requests: [
    'id',
    'kind',
    'state',
    'subject',
    'region',
    'cluster',
    'entityRef',
    'requestedBy',
    'requestedAt',
    'reason',
    'decidedBy',
    'decidedAt',
    'updatedAt',
  ],
  identities: [
    'cluster',
    'namespace',
    'serviceAccount',
    'roleArn',
    'mechanism',
    'used',
    'pods',
    'note',
  ],
} as const satisfies Record<Table, readonly string[]>;

/** Rows of each table, as far as the caller may see them. */
export const tables: Record<
  Table,
  (api: ApiContext, caller: Caller) => Promise<Row[]>
> = {
  async services({ assessments, visibleTo }, caller) {
    const visible = await visibleTo(caller);
    const services = await all(paging =>
      assessments.listServices({ sort: 'name' }, paging, visible),
    );
    return services.map(
      ({ clusters, running, sdk, failing, unknown, ...row }) => ({
        ...scalars(row),
        clusters: list(clusters),
        running: list(running),
        sdk: list(sdk.labels),
        failing: list(failing),
        unknown: list(unknown),
      }),
    );
  },
  async workloads({ assessments, visibleTo }, caller) {
    const visible = await visibleTo(caller);
    const workloads = await all(paging =>
      assessments.listWorkloads({}, paging, visible),
    );
    return workloads.map(
      ({ cluster, services, failing, managedBy, stale, ...row }) => ({
        ...scalars(row),
        region: cluster.region,
        cluster: cluster.name,
        services: list(services),
        failing: list(failing),
        managedBy: managedBy?.tool,
        staleSince: stale?.since,
      }),
    );
  },
  async addons({ assessments }) {
    const addons = await all(paging => assessments.listAddons({}, paging));
    return addons.map(
      ({ cluster, associations, failing, managedBy, stale, ...row }) => ({
        ...scalars(row),
        region: cluster.region,
        cluster: cluster.name,
        associations: list(associations.map(({ id }) => id)),
        failing: list(failing),
        managedBy: managedBy?.tool,
        staleSince: stale?.since,
      }),
    );
  },
  async clusters({ assessments }) {
    const clusters = await all(paging => assessments.listClusters({}, paging));
    return clusters.map(({ agent, failing, stale, ...row }) => ({
      ...scalars(row),
      agent: agent.state,
      agentVersion: agent.version,
      failing: list(failing),
      staleSince: stale?.since,
    }));
  },
  async requests({ requestService }, caller) {
    const requests = await all(paging =>
      requestService.list({}, paging, caller),
    );
    return requests.map(({ cluster, ...row }) => ({
      ...scalars(row),
      region: cluster.region,
      cluster: cluster.name,
    }));
  },
  async identities(api, caller) {
    const { edges } = await visibleIdentities(api, caller);
    return edges.map(edge => ({ ...edge }));
  },
};

async function all<T>(
  read: (paging: { after?: Position; limit: number }) => Promise<Page<T>>,
): Promise<T[]> {
  const items: T[] = [];
  let after: Position | undefined;
  do {
    const page = await read({ after, limit: BATCH });
    items.push(...page.items);
    after = page.next;
  } while (after);
  return items;
}

/** The members that fit into a cell. */
function scalars(object: object): Row {
  return Object.fromEntries(
    Object.entries(object).filter(
      ([, value]) => value === null || typeof value !== 'object',
    ),
  );
}

function list(values: readonly string[]): string {
  return values.join(' ');
}
