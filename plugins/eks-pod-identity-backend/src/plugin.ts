import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { PLUGIN_ID } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  eksPodIdentityChecksExtensionPoint,
  eksPodIdentityPlanRenderersExtensionPoint,
  eksPodIdentitySdkEvidenceExtensionPoint,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { Minimums } from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';
import { createAccount } from './account';
import { registerActions } from './actions/actions';
import { readConfig } from './config';
import { createExtensions } from './extensions';
import { registerPermissions } from './permissions/rules';
import { createApi } from './router/api';
import { createRouter, OPENAPI_PATH } from './router/router';
import { migrate } from './store/migrate';

/** Readiness of every service of one AWS account for EKS Pod Identity, and requests to move there. */
export const eksPodIdentityPlugin = createBackendPlugin({
  pluginId: PLUGIN_ID,
  register(env) {
    const { checks, sources, renderers, points } = createExtensions();
    env.registerExtensionPoint(
      eksPodIdentityChecksExtensionPoint,
      points.checks,
    );
    env.registerExtensionPoint(
      eksPodIdentitySdkEvidenceExtensionPoint,
      points.sources,
    );
    env.registerExtensionPoint(
      eksPodIdentityPlanRenderersExtensionPoint,
      points.renderers,
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
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
        urlReader: coreServices.urlReader,
      },
      async init(deps) {
        const config = readConfig(deps.rootConfig);
        const minimums = new Minimums(config.sdk.minimums);
        const knex = await deps.database.getClient();
        if (!deps.database.migrations?.skip) {
          await migrate(knex);
        }
        const { sync, ...stores } = await createAccount({
          ...deps,
          config,
          knex,
          minimums,
          checks: checks.list(),
          sdkEvidenceSources: sources.list(),
        });
        const api = createApi({
          ...deps,
          ...stores,
          ...config.account,
          knex,
          migrations: config.migrations,
          minimums: minimums.list(),
          renderers: renderers.list(),
          inventory: sync,
          syncs: sync,
          syncService: sync,
        });
        registerPermissions(deps.permissionsRegistry, deps);
        registerActions(deps.actions, api);
        deps.httpRouter.use(createRouter({ ...deps, api }));
        deps.httpRouter.addAuthPolicy({
          path: OPENAPI_PATH,
          allow: 'unauthenticated',
        });
        await sync.schedule(deps.scheduler);
        deps.lifecycle.addShutdownHook(() => sync.stop());
      },
    });
  },
});
