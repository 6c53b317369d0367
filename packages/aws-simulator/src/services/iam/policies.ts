import { AwsError } from '../../protocol/errors';
import type { AccountState, ManagedPolicy, Role } from '../../state/types';
import type { CallContext } from '../context';
import { queryOperation } from '../queryService';
import { checkPolicyDocument } from './documents';
import { iamPage, type Paged } from './paging';
import { findRole, ofRole } from './roles';

type Named = { RoleName: string };
type WithArn = { PolicyArn: string };

function findPolicy(context: CallContext, arn: string): ManagedPolicy {
  const policy = context.state.policies.get(arn);
  if (!policy) {
    throw new AwsError('NoSuchEntity', 404, `Policy ${arn} was not found.`);
  }
  return policy;
}

function findInline(role: Role, name: string): string {
  const document = role.inlinePolicies.get(name);
  if (document === undefined) {
    throw new AwsError(
      'NoSuchEntity',
      404,
      `The role policy with name ${name} cannot be found.`,
    );
  }
  return document;
}

function attachmentCount(state: AccountState, arn: string): number {
  return [...state.roles.values()].filter(role =>
    role.attachedPolicies.includes(arn),
  ).length;
}

function below(prefix: string | undefined, arn: string): boolean {
  const path = arn.slice(arn.indexOf(':policy/') + ':policy'.length);
  return path.startsWith(prefix ?? '/');
}

/** Managed and inline policies of roles. */
export const policyOperations = {
  ListAttachedRolePolicies: queryOperation<
    Named & Paged & { PathPrefix?: string }
  >({
    resource: ofRole,
    run: (input, context) => {
      const role = findRole(context, input.RoleName);
      const { items, paging } = iamPage(
        role.attachedPolicies.filter(arn => below(input.PathPrefix, arn)),
        arn => arn,
        input,
        `attached:${role.name}:${input.PathPrefix ?? ''}`,
        context,
      );
      return {
        AttachedPolicies: items.map(arn => ({
          PolicyName: arn.split('/').pop(),
          PolicyArn: arn,
        })),
        ...paging,
      };
    },
  }),

  AttachRolePolicy: queryOperation<Named & WithArn>({
    isWrite: true,
    resource: ofRole,
    run: (input, context) => {
      const role = findRole(context, input.RoleName);
      const { arn } = findPolicy(context, input.PolicyArn);
      if (!role.attachedPolicies.includes(arn)) {
        role.attachedPolicies.push(arn);
      }
      return {};
    },
  }),

  DetachRolePolicy: queryOperation<Named & WithArn>({
    isWrite: true,
    resource: ofRole,
    run: (input, context) => {
      const role = findRole(context, input.RoleName);
      if (!role.attachedPolicies.includes(input.PolicyArn)) {
        throw new AwsError(
          'NoSuchEntity',
          404,
          `Policy ${input.PolicyArn} was not found.`,
        );
      }
      role.attachedPolicies = role.attachedPolicies.filter(
        arn => arn !== input.PolicyArn,
      );
      return {};
    },
  }),

  ListRolePolicies: queryOperation<Named & Paged>({
    resource: ofRole,
    run: (input, context) => {
      const role = findRole(context, input.RoleName);
      const { items, paging } = iamPage(
        role.inlinePolicies.keys(),
        name => name,
        input,
        `inline:${role.name}`,
        context,
      );
      return { PolicyNames: items, ...paging };
    },
  }),

  GetRolePolicy: queryOperation<Named & { PolicyName: string }>({
    resource: ofRole,
    run: (input, context) => {
      const role = findRole(context, input.RoleName);
      return {
        RoleName: role.name,
        PolicyName: input.PolicyName,
        PolicyDocument: encodeURIComponent(findInline(role, input.PolicyName)),
      };
    },
  }),

  PutRolePolicy: queryOperation<
    Named & { PolicyName: string; PolicyDocument: string }
  >({
    isWrite: true,
    resource: ofRole,
    run: (input, context) => {
      const role = findRole(context, input.RoleName);
      checkPolicyDocument(input.PolicyDocument);
      role.inlinePolicies.set(input.PolicyName, input.PolicyDocument);
      return {};
    },
  }),

  DeleteRolePolicy: queryOperation<Named & { PolicyName: string }>({
    isWrite: true,
    resource: ofRole,
    run: (input, context) => {
      const role = findRole(context, input.RoleName);
      findInline(role, input.PolicyName);
      role.inlinePolicies.delete(input.PolicyName);
      return {};
    },
  }),

  GetPolicy: queryOperation<WithArn>({
    resource: input => input.PolicyArn,
    run: (input, context) => {
      const policy = findPolicy(context, input.PolicyArn);
      return {
        Policy: {
          PolicyName: policy.name,
          PolicyId: policy.policyId,
          Arn: policy.arn,
          Path: policy.path,
          DefaultVersionId: 'v1',
          AttachmentCount: attachmentCount(context.state, policy.arn),
          PermissionsBoundaryUsageCount: 0,
          IsAttachable: true,
          CreateDate: policy.createdAt,
          UpdateDate: policy.createdAt,
        },
      };
    },
  }),

  GetPolicyVersion: queryOperation<WithArn & { VersionId: string }>({
    resource: input => input.PolicyArn,
    run: (input, context) => {
      const policy = findPolicy(context, input.PolicyArn);
      if (input.VersionId !== 'v1') {
        throw new AwsError(
          'NoSuchEntity',
          404,
          `Policy ${policy.arn} version ${input.VersionId} does not exist or is not attachable.`,
        );
      }
      return {
        PolicyVersion: {
          Document: encodeURIComponent(policy.document),
          VersionId: 'v1',
          IsDefaultVersion: true,
          CreateDate: policy.createdAt,
        },
      };
    },
  }),
};
