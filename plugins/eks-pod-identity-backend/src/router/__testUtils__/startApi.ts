import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  DefinitivePolicyDecision,
} from '@backstage/plugin-permission-common';
import { Sync } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { AccountFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { Minimums } from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';
import { Knex } from 'knex';
import request from 'supertest';
import { registerActions } from '../../actions/actions';
import { MigrationsConfig } from '../../migration/approval';
import { builtinRenderers } from '../../migration/renderers';
import { registerPermissions } from '../../permissions/rules';
import { assess } from '../../readiness/assess';
import { Assessment } from '../../readiness/assessment';
import { createAssessmentStore } from '../../store/assessmentStore';
import { createHistoryStore } from '../../store/historyStore';
import { migrate } from '../../store/migrate';
import { createApi } from '../api';
import { createRouter, OPENAPI_PATH } from '../router';
import { ACCOUNT, REGION } from './facts';

/** What is allowed to whom: names of permissions, and which services the catalog shows. */
export interface TestPolicy {
  /** Permissions that this user lacks. */
  denied?: (user: string, permission: string, resource?: string) => boolean;
  /** Services that this user may not see; without, everybody sees everything. */
  hidden?: (user: string) => string[];
}

/** A user's reference by name. */
export const user = (name: string) => `user:default/${name}`;

/**
 * Serves the API over HTTP by facts in memory: everything is real but where the facts come from.
 */
export async function startApi(options: {
  knex: Knex;
  facts?: AccountFacts;
  assessment?: Assessment;
  policy?: TestPolicy;
  migrations?: Partial<MigrationsConfig>;
  syncs?: Sync[];
  now?: () => Date;
}) {
  const { knex, policy = {} } = options;
  await migrate(knex);
  const account = { accountId: ACCOUNT, regions: [REGION] };
  const assessments = createAssessmentStore(knex, account);
  const history = createHistoryStore(knex, account);
  let facts = options.facts;
  const record = async (assessment: Assessment) =>
    assessments.save(assessment, transaction =>
      history.record(assessment, transaction),
    );
  if (options.assessment) {
    await record(options.assessment);
  } else if (facts) {
    await record(await assess(facts));
  }
  const syncs = options.syncs ?? [];
  const send = jest.fn(async () => {});
  const createEvent = jest.fn();
  const nameOf = (credentials: any): string =>
    credentials.principal.userEntityRef ?? credentials.principal.subject;
  const decide = (
    credentials: unknown,
    permission: string,
    resource?: string,
  ): DefinitivePolicyDecision => ({
    result: policy.denied?.(nameOf(credentials), permission, resource)
      ? AuthorizeResult.DENY
      : AuthorizeResult.ALLOW,
  });
  const all = catalogServiceMock({ entities: entitiesOf(options) });
  const catalog = catalogServiceMock.mock({
    getEntitiesByRefs: async (
      { entityRefs, ...rest },
      { credentials }: any,
    ) => {
      const hidden = policy.hidden?.(nameOf(credentials)) ?? [];
      const { items } = await all.getEntitiesByRefs({ entityRefs, ...rest });
      return {
        items: items.map((entity, index) =>
          hidden.includes(entityRefs[index]) ? undefined : entity,
        ),
      };
    },
  });
  const permissions = mockServices.permissions.mock({
    authorize: async (requests, { credentials }: any) =>
      requests.map(({ permission, resourceRef }: any) =>
        decide(credentials, permission.name, resourceRef),
      ),
    authorizeConditional: async (_, { credentials }: any) => [
      policy.hidden?.(nameOf(credentials))
        ? ({
            result: AuthorizeResult.CONDITIONAL,
            pluginId: 'catalog',
            resourceType: 'catalog-entity',
            conditions: {
              rule: 'IS_ENTITY_OWNER',
              resourceType: 'catalog-entity',
              params: { claims: [] },
            },
          } as const)
        : { result: AuthorizeResult.ALLOW },
    ],
  });
  const auditor = mockServices.auditor.mock({
    createEvent: async event => {
      createEvent(event);
      return { success: async () => {}, fail: async () => {} };
    },
  });

  const plugin = createBackendPlugin({
    pluginId: 'eks-pod-identity',
    register(env) {
      env.registerInit({
        deps: {
          auth: coreServices.auth,
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
          logger: coreServices.logger,
          registry: coreServices.permissionsRegistry,
          actions: actionsRegistryServiceRef,
          catalogService: catalogServiceRef,
        },
        async init({ auth, httpAuth, httpRouter, logger, registry, actions }) {
          const api = createApi({
            accountId: ACCOUNT,
            migrations: {
              approval: 'required',
              approvers: ['group:default/platform'],
              ...options.migrations,
            },
            minimums: new Minimums().list(),
            renderers: builtinRenderers,
            knex,
            assessments,
            history,
            inventory: { loadFacts: async () => facts },
            syncs: {
              listSyncs: async ({ offset, limit }) => ({
                items: syncs.slice(offset, offset + limit),
                totalItems: syncs.length,
              }),
              getSync: async id => syncs.find(sync => sync.id === id),
              newestSync: async () => syncs[0],
            },
            syncService: { startSync: async () => syncs[0] },
            permissions,
            catalog,
            notifications: { send },
            auditor,
            logger,
            now: options.now,
          });
          registerPermissions(registry, { catalog, auth });
          registerActions(actions, api);
          httpRouter.use(createRouter({ httpAuth, api }));
          httpRouter.addAuthPolicy({
            path: OPENAPI_PATH,
            allow: 'unauthenticated',
          });
        },
      });
    },
  });

  const { server } = await startTestBackend({
    features: [
      plugin,
      catalogServiceMock.factory(),
      mockServices.database.factory({ knex }),
      mockServices.httpAuth.factory({
        defaultCredentials: mockCredentials.none(),
      }),
    ],
  });
  const as =
    (name: string) =>
    (method: 'get' | 'post', path: string, body?: string | object) => {
      const call = request(server)
        [method](`/api/eks-pod-identity${path}`)
        .set('authorization', mockCredentials.user.header(user(name)));
      return body === undefined ? call : call.send(body);
    };
  return {
    server,
    as,
    get: (path: string, name = 'reader') => as(name)('get', path),
    post: (path: string, body?: string | object, name = 'reader') =>
      as(name)('post', path, body),
    send,
    createEvent,
    syncs,
    record,
    /** The account is found so by the next sync. */
    async resync(next: AccountFacts) {
      facts = { ...next, now: '2026-11-24T09:15:00.000Z' };
      await record(await assess(facts));
    },
  };
}

function entitiesOf({
  facts,
  assessment,
}: {
  facts?: AccountFacts;
  assessment?: Assessment;
}): Entity[] {
  const refs = [
    ...(facts?.services.seen
      ? facts.services.value.map(({ entityRef }) => entityRef)
      : []),
    ...(assessment?.services.map(({ entityRef }) => entityRef) ?? []),
  ];
  return [...new Set(refs)].map(ref => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { namespace: 'default', name: ref.slice(ref.indexOf('/') + 1) },
    spec: {},
    relations: [{ type: 'ownedBy', targetRef: 'group:default/shop' }],
  }));
}
