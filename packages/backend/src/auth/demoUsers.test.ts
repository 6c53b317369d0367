import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  AuthProviderFactory,
  authProvidersExtensionPoint,
} from '@backstage/plugin-auth-node';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import demoUsers from './demoUsers';
import { createDemoAuthenticator } from './demoAuthenticator';
import { ConfigReader } from '@backstage/config';

const data = {
  demo: { users: [{ entityRef: 'user:default/seo.yuna', title: 'Seo Yuna' }] },
};

/** Stands for the auth plugin: keeps the providers that modules register. */
function authPlugin(providers: Map<string, AuthProviderFactory>) {
  return createBackendPlugin({
    pluginId: 'auth',
    register(env) {
      env.registerExtensionPoint(authProvidersExtensionPoint, {
        registerProvider: ({ providerId, factory }) => {
          providers.set(providerId, factory);
        },
      });
      env.registerInit({ deps: {}, init: async () => undefined });
    },
  });
}

const environment = process.env.NODE_ENV;

afterEach(() => {
  Object.assign(process.env, { NODE_ENV: environment });
});

describe('demo users', () => {
  const start = async () => {
    const providers = new Map<string, AuthProviderFactory>();
    await startTestBackend({
      features: [
        authPlugin(providers),
        demoUsers,
        mockServices.rootConfig.factory({ data }),
      ],
    });
    return providers;
  };

  it('sign in where the portal is tried out', async () => {
    expect([...(await start()).keys()]).toEqual(['demo']);
  });

  it('do not load in production', async () => {
    Object.assign(process.env, { NODE_ENV: 'production' });
    await expect(start()).rejects.toThrow(/NODE_ENV=production/);
  });
});

describe('a picked name', () => {
  const authenticator = createDemoAuthenticator(
    new ConfigReader(data).getConfigArray('demo.users'),
  );
  const pick = (name?: string) =>
    authenticator.authenticate(
      { req: { header: () => name } as never },
      undefined,
    );

  it.each(['user:default/seo.yuna', 'seo.yuna', 'User:Default/Seo.Yuna'])(
    'is taken when it is on the list: %s',
    async name => {
      expect((await pick(name)).result).toEqual({
        entityRef: 'user:default/seo.yuna',
      });
    },
  );

  it.each([
    'user:default/guest',
    'group:default/seo.yuna',
    '::',
    'a'.repeat(9000),
  ])('is refused when it is not: %s', async name => {
    await expect(pick(name)).rejects.toMatchObject({
      name: 'AuthenticationError',
    });
  });

  it('is asked for when there is none', async () => {
    await expect(pick()).rejects.toThrow(/x-demo-user/);
  });
});
