import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { OwnershipPolicy } from './ownershipPolicy';

/** Who may do what in this portal; see {@link OwnershipPolicy}. */
export default createBackendModule({
  pluginId: 'permission',
  moduleId: 'ownership-policy',
  register(module) {
    module.registerInit({
      deps: {
        policy: policyExtensionPoint,
        config: coreServices.rootConfig,
        userInfo: coreServices.userInfo,
      },
      async init({ policy, config, userInfo }) {
        policy.setPolicy(
          new OwnershipPolicy(
            userInfo,
            config.getOptionalStringArray('permission.platformTeams') ?? [],
          ),
        );
      },
    });
  },
});
