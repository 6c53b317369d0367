import { finalRequestStates } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type {
  EksPodIdentityApi,
  MigrationRequestDetail,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { responseError } from '../../__testUtils__/responseError';
import { FakeAccount, fakeSync, summaryOf } from './fakeAccount';

function pageOf<I>(
  items: I[],
  query: { limit?: unknown; cursor?: string } = {},
): { items: I[]; totalItems: number; nextCursor?: string } {
  const from = Number(query.cursor ?? 0);
  const to = from + Number(query.limit ?? 50);
  return {
    items: items.slice(from, to),
    totalItems: items.length,
    nextCursor: to < items.length ? String(to) : undefined,
  };
}

async function found<I>(item: I | undefined, what: string): Promise<I> {
  if (!item) throw await responseError(404, `No ${what}`);
  return item;
}

const verdictOrder = [
  'blocked',
  'action-required',
  'unknown',
  'ready',
  'migrated',
  'not-applicable',
];

/** The API answered from an account in memory; decisions change it. */
export function fakeFleetApi(
  account: FakeAccount,
  overrides: Partial<EksPodIdentityApi> = {},
): EksPodIdentityApi {
  const ago = (hours: number) =>
    new Date(Date.now() - hours * 3_600_000).toISOString();
  const decide = async (
    id: string,
    revision: number,
    change: Partial<MigrationRequestDetail>,
  ) => {
    const request = await found(
      account.requests.find(candidate => candidate.id === id),
      'request',
    );
    if (request.revision !== revision) {
      throw await responseError(409, 'It was changed meanwhile');
    }
    Object.assign(request, change, {
      revision: revision + 1,
      allowedActions: [],
    });
    return request;
  };
  const api: Partial<EksPodIdentityApi> = {
    getFleetSummary: async () => summaryOf(account),
    getFleetHistory: async () => account.history,
    listClusters: async input => pageOf(account.clusters, input?.query),
    getCluster: async ({ params }) =>
      found(
        account.clusters.find(
          ({ name, region }) =>
            name === params.name && region === params.region,
        ),
        'cluster',
      ),
    listAddons: async input => pageOf(account.addons, input?.query),
    getAddon: async ({ params }) =>
      found(
        account.addons.find(({ id }) => id === params.id),
        'add-on',
      ),
    listServices: async input => {
      const query = input?.query ?? {};
      const armed =
        query.armed === undefined ? undefined : String(query.armed) === 'true';
      const text = (query.q as string | undefined)?.toLocaleLowerCase('en-US');
      const items = account.services
        .filter(
          service =>
            (!query.verdict || service.verdict === query.verdict) &&
            (!query.owner || service.owner === query.owner) &&
            (!query.system || service.system === query.system) &&
            (!query.cluster || service.clusters.includes(query.cluster)) &&
            (!query.check ||
              [...service.failing, ...service.unknown].includes(query.check)) &&
            (!query.sdk ||
              service.sdk.labels.some(label => label.startsWith(query.sdk!))) &&
            (armed === undefined || service.armed > 0 === armed) &&
            (String(query.timeBomb) !== 'true' || service.timeBombs > 0) &&
            (!text ||
              JSON.stringify(service)
                .toLocaleLowerCase('en-US')
                .includes(text)),
        )
        .sort((a, b) => {
          switch (query.sort ?? 'verdict') {
            case 'name':
              return a.name.localeCompare(b.name);
            case 'owner':
              return (a.owner ?? '').localeCompare(b.owner ?? '');
            case 'armed':
              return b.armed - a.armed;
            default:
              return (
                verdictOrder.indexOf(a.verdict) -
                verdictOrder.indexOf(b.verdict)
              );
          }
        });
      return pageOf(items, query);
    },
    listWorkloads: async input => {
      const text = input?.query?.q?.toLocaleLowerCase('en-US');
      return pageOf(
        account.unclaimed.filter(
          ({ namespace, serviceAccount }) =>
            !text || `${namespace}/${serviceAccount}`.includes(text),
        ),
        input?.query,
      );
    },
    listRequests: async input => {
      const query = input?.query ?? {};
      const open =
        query.open === undefined ? undefined : String(query.open) === 'true';
      return pageOf(
        account.requests.filter(
          ({ state, requestedBy }) =>
            (!query.state || state === query.state) &&
            (!query.requestedBy || requestedBy === query.requestedBy) &&
            (open === undefined ||
              !finalRequestStates.includes(state) === open),
        ),
        query,
      );
    },
    getRequest: async ({ params }) =>
      found(
        account.requests.find(({ id }) => id === params.id),
        'request',
      ),
    approveRequest: async ({ params, body }) =>
      decide(params.id, body.revision, { state: 'approved' }),
    rejectRequest: async ({ params, body }) =>
      decide(params.id, body.revision, {
        state: 'rejected',
        reason: body.reason,
      }),
    getIdentityGraph: async () => account.identities,
    getIdentityGraphDot: async () => 'digraph identities {}\n',
    listSdkMinimums: async () => ({ items: account.minimums }),
    startSync: async () => {
      account.lastSync = fakeSync(ago, {
        state: 'running',
        trigger: 'demand',
        startedAt: ago(0),
        finishedAt: undefined,
        progress: { done: 2, total: 6, current: 'eks:ap-northeast-2/batch' },
        parts: fakeSync(ago).parts.map((part, index) => ({
          scope: part.scope,
          state: (['ok', 'ok', 'running'] as const)[index] ?? 'pending',
        })),
      });
      return account.lastSync;
    },
    exportTable: async ({ params }) => `table,${params.table}\n`,
    diagnose: async ({ body }) =>
      body.text.includes('Cross-account pass role')
        ? {
            diagnoses: [
              {
                cause: 'empty-role-arn',
                title: 'UpdateAddon was sent with an empty role ARN',
                what: 'Terraform sends an empty serviceAccountRoleArn when the argument is removed; EKS answers PassRole on it.',
                confidence: 0.94,
                matched: 'Cross-account pass role is not allowed',
                evidence: [
                  {
                    what: 'aws-ebs-csi-driver on main has a role set',
                    where: 'DescribeAddon',
                  },
                ],
                steps: [
                  'Run aws eks update-addon once with the associations and without the role.',
                  'Change the Terraform code; plan then shows no diff.',
                ],
                request: {
                  kind: 'addon',
                  id: 'main.aws-ebs-csi-driver',
                  label: 'aws-ebs-csi-driver on main',
                },
              },
            ],
          }
        : {
            diagnoses: [],
            unknown: {
              message: 'No known cause fits this text.',
              tryNext: [
                'Paste the whole output, with the lines before the error.',
              ],
            },
          },
    ...overrides,
  };
  return api as EksPodIdentityApi;
}
