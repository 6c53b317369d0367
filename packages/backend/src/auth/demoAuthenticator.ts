import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { AuthenticationError } from '@backstage/errors';
import {
  createProxyAuthenticator,
  SignInResolver,
} from '@backstage/plugin-auth-node';

/** Header in which the sign-in page says who was picked: an entity reference such as `user:default/seo.yuna`. */
export const DEMO_USER_HEADER = 'x-demo-user';

/** Who was picked. */
export interface DemoUser {
  entityRef: string;
}

/**
 * Takes the name in the header for granted, if it is one of the list.
 * @param users - `demo.users` of the config, each with an `entityRef`
 */
export function createDemoAuthenticator(users: Config[]) {
  const known = new Set(
    users.map(user => normalize(user.getString('entityRef'))),
  );
  return createProxyAuthenticator<undefined, DemoUser, undefined>({
    defaultProfileTransform: async () => ({ profile: {} }),
    initialize: () => undefined,
    async authenticate({ req }) {
      const picked = req.header(DEMO_USER_HEADER);
      if (!picked) {
        throw new AuthenticationError(
          `Header ${DEMO_USER_HEADER} is missing: say which demo user signs in, user:default/NAME.`,
        );
      }
      const entityRef = normalize(picked);
      if (!known.has(entityRef)) {
        throw new AuthenticationError(
          `'${picked.slice(
            0,
            100,
          )}' is not one of the demo users (demo.users in the config).`,
        );
      }
      return { result: { entityRef } };
    },
  });
}

/** The catalog says which groups the user is in. */
export const signInAsDemoUser: SignInResolver<DemoUser> = (
  { result },
  context,
) => context.signInWithCatalogUser({ entityRef: result.entityRef });

function normalize(reference: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(reference, {
        defaultKind: 'user',
        defaultNamespace: 'default',
      }),
    );
  } catch {
    return reference;
  }
}
