import {
  AuthService,
  PermissionsRegistryService,
} from '@backstage/backend-plugin-api';
import {
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  eksPodIdentityPermissions,
  PLUGIN_ID,
  RESOURCE_TYPE_SERVICE,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { z } from 'zod';

/** A catalog entity, as rules look at it. */
export interface ServiceResource {
  entityRef: string;
  /** Entity references of its owners. */
  owners: string[];
}

/** What `isOwner` becomes as a query. */
export interface ServiceQuery {
  owners: string[];
}

/** The resources that permissions about one service are asked for; references are entity references. */
export const serviceResourceRef = createPermissionResourceRef<
  ServiceResource,
  ServiceQuery
>().with({ pluginId: PLUGIN_ID, resourceType: RESOURCE_TYPE_SERVICE });

/** Allows what concerns a service to those who own it. */
export const isOwner = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Should allow those who own the service',
  resourceRef: serviceResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity references of the user and of the groups of the user'),
  }),
  apply: ({ owners }, { claims }) =>
    owners.some(owner => claims.includes(owner)),
  toQuery: ({ claims }) => ({ owners: claims }),
});

/** For permission policies: `eksPodIdentityConditions.isOwner({ claims })` and the decision that carries it. */
export const {
  conditions: eksPodIdentityConditions,
  createConditionalDecision: createEksPodIdentityConditionalDecision,
} = createConditionExports({
  resourceRef: serviceResourceRef,
  rules: { isOwner },
});

/** Makes the plugin's permissions and their rule known; owners are read from the catalog when they are asked for. */
export function registerPermissions(
  registry: PermissionsRegistryService,
  { catalog, auth }: { catalog: CatalogService; auth: AuthService },
): void {
  registry.addResourceType({
    resourceRef: serviceResourceRef,
    permissions: eksPodIdentityPermissions.filter(
      permission => 'resourceType' in permission,
    ),
    rules: [isOwner],
    async getResources(entityRefs) {
      const { items } = await catalog.getEntitiesByRefs(
        {
          entityRefs,
          fields: ['kind', 'metadata.namespace', 'metadata.name', 'relations'],
        },
        { credentials: await auth.getOwnServiceCredentials() },
      );
      return items.map(
        entity =>
          entity && {
            entityRef: stringifyEntityRef(entity),
            owners: (entity.relations ?? [])
              .filter(({ type }) => type === RELATION_OWNED_BY)
              .map(({ targetRef }) => targetRef),
          },
      );
    },
  });
  registry.addPermissions(
    eksPodIdentityPermissions.filter(
      permission => !('resourceType' in permission),
    ),
  );
}
