import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { createDemoAuthenticator, signInAsDemoUser } from './demoAuthenticator';

/**
 * Sign-in by picking a name from a list, without a password: to try the permissions of several people. It does not load
 * in production.
 */
export default createBackendModule({
  pluginId: 'auth',
  moduleId: 'demo-users',
  register(module) {
    module.registerInit({
      deps: {
        providers: authProvidersExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ providers, config }) {
        if (process.env.NODE_ENV === 'production') {
          throw new Error(
            'The demo users sign in without a password, so they do not load under NODE_ENV=production: configure a real auth provider.',
          );
        }
        providers.registerProvider({
          providerId: 'demo',
          factory: createProxyAuthProviderFactory({
            authenticator: createDemoAuthenticator(
              config.getOptionalConfigArray('demo.users') ?? [],
            ),
            signInResolver: signInAsDemoUser,
          }),
        });
      },
    });
  },
});
