import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { eksPodIdentityPermissions } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  eksPodIdentityConditions,
  isOwner,
  registerPermissions,
} from './rules';

const claims = ['user:default/kim', 'group:default/shop'];

describe('the rule isOwner', () => {
  it.each([
    ['the owner', ['group:default/shop'], true],
    ['one of several owners', ['group:default/x', 'user:default/kim'], true],
    ['somebody else', ['group:default/other'], false],
    ['anybody where nobody owns the service', [], false],
  ])('for %s', (_, owners, allowed) => {
    expect(
      isOwner.apply(
        { entityRef: 'component:default/orders', owners },
        { claims },
      ),
    ).toBe(allowed);
  });

  it('is what policies build conditions of', () => {
    expect(eksPodIdentityConditions.isOwner({ claims })).toEqual({
      rule: 'IS_OWNER',
      resourceType: 'eks-pod-identity-service',
      params: { claims },
    });
  });
});

it('permissions are registered, and owners come from the catalog', async () => {
  const registry = mockServices.permissionsRegistry.mock();
  registerPermissions(registry, {
    auth: mockServices.auth(),
    catalog: catalogServiceMock({
      entities: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name: 'orders', namespace: 'default' },
          relations: [
            { type: 'ownedBy', targetRef: 'group:default/shop' },
            { type: 'partOf', targetRef: 'system:default/shop' },
          ],
        },
      ],
    }),
  });
  const [[resource]] = registry.addResourceType.mock.calls as any;
  const [[basic]] = registry.addPermissions.mock.calls;
  expect([...resource.permissions, ...basic]).toHaveLength(
    eksPodIdentityPermissions.length,
  );
  expect(
    await resource.getResources([
      'component:default/orders',
      'component:default/gone',
    ]),
  ).toEqual([
    { entityRef: 'component:default/orders', owners: ['group:default/shop'] },
    undefined,
  ]);
});
