import {
  coreServices,
  createBackendPlugin,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { ServiceUnavailableError } from '@backstage/errors';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { PLUGIN_ID } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  eksPodIdentityChecksExtensionPoint,
  eksPodIdentityPlanRenderersExtensionPoint,
  eksPodIdentitySdkEvidenceExtensionPoint,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { Minimums } from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';
import { registerActions } from './actions/actions';
import { readConfig } from './config';
import { createExtensions } from './extensions';
import { registerPermissions } from './permissions/rules';
import { identitiesDot } from './readiness/identitiesDot';
import { createApi } from './router/api';
import { createRouter, OPENAPI_PATH } from './router/router';
import { createAssessmentStore } from './store/assessmentStore';
import { createHistoryStore } from './store/historyStore';

/** Readiness of every service of one AWS account for EKS Pod Identity, and requests to move there. */
export const eksPodIdentityPlugin = createBackendPlugin({
  pluginId: PLUGIN_ID,
  register(env) {
    const extensions = createExtensions();
    env.registerExtensionPoint(
      eksPodIdentityChecksExtensionPoint,
      extensions.checksPoint,
    );
    env.registerExtensionPoint(
      eksPodIdentitySdkEvidenceExtensionPoint,
      extensions.sourcesPoint,
    );
    env.registerExtensionPoint(
      eksPodIdentityPlanRenderersExtensionPoint,
      extensions.renderersPoint,
    );
    env.registerInit({
      deps: {
        actions: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
      },
      async init(deps) {
        const config = readConfig(deps.rootConfig);
        const knex = await deps.database.getClient();
        if (!deps.database.migrations?.skip) {
          await knex.migrate.latest({
            directory: resolvePackagePath(
              '@leaving-irsa/backstage-plugin-eks-pod-identity-backend',
              'migrations',
            ),
          });
        }
        const api = createApi({
          ...deps,
          accountId: config.account.accountId,
          migrations: config.migrations,
          minimums: new Minimums(config.sdk.minimums).list(),
          renderers: extensions.renderers.list(),
          knex,
          assessments: createAssessmentStore(knex, config.account),
          history: createHistoryStore(knex, config.account),
          inventory: { loadFacts: async () => undefined },
          syncs: {
            listSyncs: async () => ({ items: [], totalItems: 0 }),
            getSync: async () => undefined,
            newestSync: async () => undefined,
          },
          syncService: {
            startSync: async () => {
              throw new ServiceUnavailableError('Syncs are not wired yet');
            },
          },
        });
        registerPermissions(deps.permissionsRegistry, deps);
        registerActions(deps.actions, api);
        deps.httpRouter.use(
          createRouter({ ...deps, api, identitiesToDot: identitiesDot }),
        );
        deps.httpRouter.addAuthPolicy({
          path: OPENAPI_PATH,
          allow: 'unauthenticated',
        });
      },
    });
  },
});
