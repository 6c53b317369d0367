import {
  BackstageCredentials,
  BackstageUserPrincipal,
  BackstageServicePrincipal,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  BasicPermission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  eksPodIdentityAdministerPermission,
  eksPodIdentityReadPermission,
  RESOURCE_TYPE_SERVICE,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { Visible } from '../store/visible';

/** Somebody who is signed in, or a service. */
export type Caller = BackstageCredentials<
  BackstageUserPrincipal | BackstageServicePrincipal
>;

/** A permission that is asked for one service. */
export type ServicePermission = ResourcePermission<
  typeof RESOURCE_TYPE_SERVICE
>;

/** What a caller may do and see. */
export interface Access {
  /** @throws NotAllowedError without the permission to read */
  requireRead(caller: Caller): Promise<void>;
  /** @throws NotAllowedError without the permission to administer */
  requireAdminister(caller: Caller): Promise<void>;
  /**
   * Whether the caller has the permission for a service. What belongs to no service is for administrators.
   */
  may(
    caller: Caller,
    permission: ServicePermission,
    entityRef: string | undefined,
  ): Promise<boolean>;
  /** Which of these services the caller may see, by the catalog's own permission. */
  visible(
    caller: Caller,
    entityRefs: () => Promise<string[]>,
  ): Promise<Visible>;
}

/** References that the catalog is asked for at once. */
const CATALOG_BATCH = 1000;

/** Asks the permission system, and the catalog for what it lets the caller see. */
export function createAccess({
  permissions,
  catalog,
}: {
  permissions: PermissionsService;
  catalog: CatalogService;
}): Access {
  const allows = async (caller: Caller, permission: BasicPermission) => {
    const [decision] = await permissions.authorize([{ permission }], {
      credentials: caller,
    });
    return decision.result === AuthorizeResult.ALLOW;
  };
  const require = async (caller: Caller, permission: BasicPermission) => {
    if (!(await allows(caller, permission))) {
      throw new NotAllowedError(`This needs the permission ${permission.name}`);
    }
  };

  return {
    requireRead: caller => require(caller, eksPodIdentityReadPermission),
    requireAdminister: caller =>
      require(caller, eksPodIdentityAdministerPermission),

    async may(caller, permission, entityRef) {
      if (!entityRef) {
        return allows(caller, eksPodIdentityAdministerPermission);
      }
      const [decision] = await permissions.authorize(
        [{ permission, resourceRef: entityRef }],
        { credentials: caller },
      );
      return decision.result === AuthorizeResult.ALLOW;
    },

    async visible(caller, entityRefs) {
      const [decision] = await permissions.authorizeConditional(
        [{ permission: catalogEntityReadPermission }],
        { credentials: caller },
      );
      if (decision.result === AuthorizeResult.ALLOW) {
        return { all: true };
      }
      if (decision.result === AuthorizeResult.DENY) {
        return { all: false, entityRefs: new Set() };
      }
      const refs = await entityRefs();
      const seen = new Set<string>();
      for (let start = 0; start < refs.length; start += CATALOG_BATCH) {
        const batch = refs.slice(start, start + CATALOG_BATCH);
        const { items } = await catalog.getEntitiesByRefs(
          { entityRefs: batch, fields: ['kind'] },
          { credentials: caller },
        );
        items.forEach((entity, index) => {
          if (entity) {
            seen.add(batch[index]);
          }
        });
      }
      return { all: false, entityRefs: seen };
    },
  };
}

/** How a caller is named in requests and events. */
export function actorOf({ principal }: Caller): string {
  return principal.type === 'user'
    ? principal.userEntityRef
    : `service:${principal.subject}`;
}
