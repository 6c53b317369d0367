import { z } from 'zod';
import {
  clusterDetailSchema,
  clustersPage,
  clustersQuery,
  diagnosesBody,
  diagnosesSchema,
  fleetHistoryQuery,
  fleetHistorySchema,
  fleetSummarySchema,
  identityGraphSchema,
  sdkMinimumSchema,
  syncSchema,
  syncsPage,
  syncsQuery,
} from './fleet';
import {
  artifactSchema,
  commentBody,
  createRequestBody,
  decisionBody,
  previewBody,
  previewSchema,
  rejectionBody,
  requestDetailSchema,
  requestsPage,
  requestsQuery,
} from './requests';
import { get, post } from './route';
import {
  addonDetailSchema,
  addonsPage,
  addonsQuery,
  serviceDetailSchema,
  servicesPage,
  servicesQuery,
  workloadDetailSchema,
  workloadsPage,
  workloadsQuery,
} from './workloads';

const id = z.object({ id: z.string().min(1).max(200) });
const requestId = z.object({ id: z.uuid() });
const entity = z.object({
  kind: z.string().min(1).max(63),
  namespace: z.string().min(1).max(63),
  name: z.string().min(1).max(63),
});
const decision = { params: requestId, body: decisionBody };

/** Every route of the API, by the name that the client calls it. */
export const routes = {
  getFleetSummary: get(
    '/v1/fleet/summary',
    'fleet',
    'The numbers of the whole account',
    fleetSummarySchema,
  ),
  getFleetHistory: get(
    '/v1/fleet/history',
    'fleet',
    'One point per day, and what changed last',
    fleetHistorySchema,
    { query: fleetHistoryQuery },
  ),
  listClusters: get(
    '/v1/clusters',
    'clusters',
    'Clusters of the account',
    clustersPage,
    { query: clustersQuery },
  ),
  getCluster: get(
    '/v1/clusters/{region}/{name}',
    'clusters',
    'One cluster with its findings',
    clusterDetailSchema,
    {
      params: z.object({
        region: z.string().min(1).max(50),
        name: z.string().min(1).max(100),
      }),
    },
  ),
  listAddons: get(
    '/v1/addons',
    'addons',
    'Add-ons of all clusters with their identity',
    addonsPage,
    { query: addonsQuery },
  ),
  getAddon: get(
    '/v1/addons/{id}',
    'addons',
    'One add-on with its findings',
    addonDetailSchema,
    { params: id },
  ),
  listWorkloads: get(
    '/v1/workloads',
    'workloads',
    'Workloads: one service account in one cluster each',
    workloadsPage,
    { query: workloadsQuery },
  ),
  getWorkload: get(
    '/v1/workloads/{id}',
    'workloads',
    'One workload with its findings',
    workloadDetailSchema,
    { params: id },
  ),
  listServices: get(
    '/v1/services',
    'services',
    'Catalog entities with their verdicts',
    servicesPage,
    { query: servicesQuery },
  ),
  getService: get(
    '/v1/services/{kind}/{namespace}/{name}',
    'services',
    'One service with its workloads, findings and SDKs',
    serviceDetailSchema,
    { params: entity },
  ),
  getIdentityGraph: get(
    '/v1/identities/graph',
    'identities',
    'Which service account can get which role, by which mechanism',
    identityGraphSchema,
  ),
  getIdentityGraphDot: get(
    '/v1/identities/graph.dot',
    'identities',
    'The same as a Graphviz document',
    z.string(),
    { mediaType: 'text/vnd.graphviz' },
  ),
  listSdkMinimums: get(
    '/v1/sdk/minimums',
    'sdk',
    'Minimum SDK versions, published and effective, and who is below',
    z.object({ items: z.array(sdkMinimumSchema) }),
  ),
  listSyncs: get('/v1/syncs', 'syncs', 'Syncs, newest first', syncsPage, {
    query: syncsQuery,
  }),
  getSync: get(
    '/v1/syncs/{id}',
    'syncs',
    'One sync with its progress',
    syncSchema,
    { params: requestId },
  ),
  startSync: post(
    '/v1/syncs',
    'syncs',
    'Reads the account now; answers with the running sync where there is one',
    syncSchema,
    { status: 202 },
  ),
  listRequests: get(
    '/v1/requests',
    'requests',
    'Requests, newest first',
    requestsPage,
    { query: requestsQuery },
  ),
  getRequest: get(
    '/v1/requests/{id}',
    'requests',
    'One request with its plan and its history',
    requestDetailSchema,
    { params: requestId },
  ),
  previewRequest: post(
    '/v1/requests/preview',
    'requests',
    'The plan that a request would have; nothing is stored',
    previewSchema,
    { body: previewBody },
  ),
  createRequest: post(
    '/v1/requests',
    'requests',
    'Asks for the move of a workload or an add-on',
    requestDetailSchema,
    { body: createRequestBody, status: 201 },
  ),
  getArtifact: get(
    '/v1/requests/{id}/artifacts/{format}',
    'requests',
    'The plan as Terraform, AWS CLI, …',
    artifactSchema,
    {
      params: requestId.extend({ format: z.string().min(1).max(50) }),
    },
  ),
  approveRequest: post(
    '/v1/requests/{id}/approve',
    'requests',
    'Approves',
    requestDetailSchema,
    decision,
  ),
  rejectRequest: post(
    '/v1/requests/{id}/reject',
    'requests',
    'Rejects, with the reason',
    requestDetailSchema,
    { params: requestId, body: rejectionBody },
  ),
  cancelRequest: post(
    '/v1/requests/{id}/cancel',
    'requests',
    'Takes the request back',
    requestDetailSchema,
    decision,
  ),
  commentRequest: post(
    '/v1/requests/{id}/comments',
    'requests',
    'Adds a comment',
    requestDetailSchema,
    { params: requestId, body: commentBody },
  ),
  diagnose: post(
    '/v1/diagnoses',
    'diagnoses',
    'Explains an error text',
    diagnosesSchema,
    { body: diagnosesBody },
  ),
  exportTable: get(
    '/v1/export/{table}.csv',
    'export',
    'A whole table as CSV',
    z.string(),
    {
      params: z.object({
        table: z.enum([
          'services',
          'workloads',
          'addons',
          'clusters',
          'requests',
          'identities',
        ]),
      }),
      mediaType: 'text/csv',
    },
  ),
} as const;

/** See {@link routes}. */
export type RouteName = keyof typeof routes;
