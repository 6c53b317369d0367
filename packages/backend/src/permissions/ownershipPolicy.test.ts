import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  createPermission,
  Permission,
} from '@backstage/plugin-permission-common';
import {
  eksPodIdentityAdministerPermission,
  eksPodIdentityApplyPermission,
  eksPodIdentityApprovePermission,
  eksPodIdentityReadPermission,
  eksPodIdentityRequestPermission,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { OwnershipPolicy } from './ownershipPolicy';

const platform = 'group:default/platform';
const orders = 'group:default/orders';

async function decide(permission: Permission, ownershipEntityRefs?: string[]) {
  const userInfo = mockServices.userInfo({
    ownershipEntityRefs: ownershipEntityRefs ?? [],
  });
  const policy = new OwnershipPolicy(userInfo, [platform]);
  const credentials = mockCredentials.user('user:default/somebody');
  return policy.handle(
    { permission },
    ownershipEntityRefs && {
      credentials,
      info: await userInfo.getUserInfo(credentials),
    },
  );
}

describe('OwnershipPolicy', () => {
  it.each([
    {
      name: 'nobody signed in reads nothing',
      permission: eksPodIdentityReadPermission,
      as: undefined,
      result: AuthorizeResult.DENY,
    },
    {
      name: 'everybody signed in reads',
      permission: eksPodIdentityReadPermission,
      as: [orders],
      result: AuthorizeResult.ALLOW,
    },
    {
      name: 'a service team asks for the services that it owns',
      permission: eksPodIdentityRequestPermission,
      as: [orders],
      result: AuthorizeResult.CONDITIONAL,
    },
    {
      name: 'a service team does not approve',
      permission: eksPodIdentityApprovePermission,
      as: [orders],
      result: AuthorizeResult.DENY,
    },
    {
      name: 'a service team does not carry out',
      permission: eksPodIdentityApplyPermission,
      as: [orders],
      result: AuthorizeResult.DENY,
    },
    {
      name: 'a service team does not administer',
      permission: eksPodIdentityAdministerPermission,
      as: [orders],
      result: AuthorizeResult.DENY,
    },
    {
      name: 'the platform team approves',
      permission: eksPodIdentityApprovePermission,
      as: [platform],
      result: AuthorizeResult.ALLOW,
    },
    {
      name: 'the platform team asks for any service',
      permission: eksPodIdentityRequestPermission,
      as: [platform],
      result: AuthorizeResult.ALLOW,
    },
    {
      name: 'the platform team administers',
      permission: eksPodIdentityAdministerPermission,
      as: [platform],
      result: AuthorizeResult.ALLOW,
    },
    {
      name: 'other plugins are as without a policy',
      permission: createPermission({ name: 'other.write', attributes: {} }),
      as: [orders],
      result: AuthorizeResult.ALLOW,
    },
  ])('$name', async ({ permission, as, result }) => {
    expect((await decide(permission, as)).result).toBe(result);
  });

  it('asks for ownership in the words of the rule of the plugin', async () => {
    expect(
      await decide(eksPodIdentityRequestPermission, [orders]),
    ).toMatchObject({
      pluginId: 'eks-pod-identity',
      conditions: { rule: 'IS_OWNER', params: { claims: [orders] } },
    });
  });
});
