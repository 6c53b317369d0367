import { UserInfoService } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  isPermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  createEksPodIdentityConditionalDecision,
  eksPodIdentityConditions,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-backend';
import {
  eksPodIdentityAdministerPermission,
  eksPodIdentityApplyPermission,
  eksPodIdentityApprovePermission,
  eksPodIdentityPermissions,
  eksPodIdentityRequestPermission,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

const platformOnly = [
  eksPodIdentityApprovePermission,
  eksPodIdentityApplyPermission,
  eksPodIdentityAdministerPermission,
];

/**
 * Everybody signed in reads everything; the owners of a service ask for its move; the platform teams approve, carry out
 * and administer. What is not of our plugin is allowed to everybody signed in, as without a policy.
 */
export class OwnershipPolicy implements PermissionPolicy {
  /** @param platformTeams - entity references of groups: `group:default/platform` */
  constructor(
    private readonly userInfo: UserInfoService,
    private readonly platformTeams: string[],
  ) {}

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) {
      return DENY;
    }
    const isOurs = eksPodIdentityPermissions.some(
      ({ name }) => name === permission.name,
    );
    if (!isOurs) {
      return ALLOW;
    }
    const { ownershipEntityRefs } = await this.userInfo.getUserInfo(
      user.credentials,
    );
    if (ownershipEntityRefs.some(ref => this.platformTeams.includes(ref))) {
      return ALLOW;
    }
    if (platformOnly.some(each => isPermission(permission, each))) {
      return DENY;
    }
    return isPermission(permission, eksPodIdentityRequestPermission)
      ? createEksPodIdentityConditionalDecision(
          permission,
          eksPodIdentityConditions.isOwner({ claims: ownershipEntityRefs }),
        )
      : ALLOW;
  }
}
