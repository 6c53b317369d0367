import { accountOf, roleNameOf } from '../../state/arns';
import type { Role } from '../../state/types';
import { admitsPodIdentity } from '../../trust/evaluate';
import { authorize, type CallContext } from '../context';
import { eksError } from './errors';

/**
 * EKS's check of iam:PassRole, which comes before the validation of members: an empty ARN is of no
 * account, so it is answered as another account's (hashicorp/terraform-provider-aws#30645).
 * @throws AwsError AccessDeniedException
 */
export function checkPassRole(context: CallContext, roleArn: unknown): void {
  if (typeof roleArn !== 'string') {
    return;
  }
  const isArn = roleArn.startsWith('arn:');
  if (
    roleArn === '' ||
    (isArn && accountOf(roleArn) !== context.state.accountId)
  ) {
    throw eksError(
      'AccessDeniedException',
      'Cross-account pass role is not allowed.',
    );
  }
  authorize(context, 'iam:PassRole', roleArn);
}

/**
 * The role that an ARN names, as EKS sees it: a role that was made a moment ago is not there yet.
 * @throws AwsError InvalidParameterException
 */
export function existingRole(context: CallContext, roleArn: string): Role {
  const { state } = context;
  if (!/^arn:[\w-]+:iam::\d{12}:role\/.+$/.test(roleArn)) {
    throw eksError(
      'InvalidParameterException',
      `The role ARN ${roleArn} is not valid.`,
    );
  }
  const role = state.roles.get(roleNameOf(roleArn));
  const visibleFrom =
    role &&
    role.createdAt.getTime() +
      state.clock.scaled(state.settings.rolePropagationSeconds);
  if (
    !role ||
    role.arn !== roleArn ||
    Number(visibleFrom) > state.clock.now().getTime()
  ) {
    throw eksError(
      'InvalidParameterException',
      'Role provided in the request does not exist.',
    );
  }
  return role;
}

/**
 * Checks that a role exists and trusts pods.eks.amazonaws.com.
 * @throws AwsError InvalidParameterException (texts: terraform-provider-aws#34711, #41483, aws-cdk#31522)
 */
export function checkPodIdentityRole(
  context: CallContext,
  roleArn: string,
  path: 'association' | 'addon',
): void {
  const role = existingRole(context, roleArn);
  if (!admitsPodIdentity(role.trust)) {
    throw eksError(
      'InvalidParameterException',
      path === 'addon'
        ? 'Trust policy of the role provided is invalid. Follow the official documentation to resolve the issue.'
        : 'Trust policy of the role provided is invalid',
    );
  }
}
