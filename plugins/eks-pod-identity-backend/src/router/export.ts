import { routes } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { stringify } from 'csv-stringify/sync';
import { Caller } from '../permissions/access';
import { Page, Position } from '../store/keyset';
import { audited } from './audited';
import { ApiContext } from './context';
import { visibleIdentities } from './identities';
import { Serve } from './serve';

type Table =
  (typeof routes.exportTable)['params']['shape']['table']['options'][number];
type Row = Record<string, string | number | boolean | null | undefined>;

/** Rows read at once. */
const BATCH = 500;

/** Routes of exports. */
export function serveExport(serve: Serve, api: ApiContext): void {
  serve(routes.exportTable, async ({ params, caller, request }, response) =>
    audited(
      api.auditor,
      {
        eventId: 'export',
        request,
        severityLevel: 'low',
        meta: { table: params.table },
      },
      async () => {
        await api.access.requireRead(caller);
        const rows = await tables[params.table](api, caller);
        response.attachment(`eks-pod-identity-${params.table}.csv`);
        return csvOf(columns[params.table], rows);
      },
    ),
  );
}

/**
 * A table as CSV (RFC 4180: CRLF, quotes doubled). Values that a spreadsheet would take for a formula get an apostrophe
 * in front (OWASP, CSV injection).
 */
export function csvOf(header: readonly string[], rows: Row[]): string {
  return stringify(rows, {
    header: true,
    columns: [...header],
    record_delimiter: 'windows',
    escape_formulas: true,
    // A line feed alone must be quoted, too, although lines end with CRLF.
    quoted_match: /[\r\n]/,
    cast: { boolean: value => String(value) },
  });
}

const columns = {
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

const tables: Record<
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
