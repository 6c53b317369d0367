import { AwsError } from '../../protocol/errors';
import { roleArn } from '../../state/arns';
import { iamId } from '../../state/callers';
import type { Role, Tags } from '../../state/types';
import type { CallContext } from '../context';
import { queryOperation } from '../queryService';
import { checkPolicyDocument } from './documents';
import { iamPage, type Paged } from './paging';

type Named = { RoleName: string };
type TagList = { Key: string; Value: string }[];

/** Default quota of a trust policy's length, without white space (IAM quotas). */
const maxTrustLength = 2048;

/**
 * The role that a call names.
 * @throws AwsError NoSuchEntity
 */
export function findRole(context: CallContext, name: string): Role {
  const role = context.state.roles.get(name);
  if (!role) {
    throw new AwsError(
      'NoSuchEntity',
      404,
      `The role with name ${name} cannot be found.`,
    );
  }
  return role;
}

/** ARN of a role that a call names, there or not. */
export function ofRole(input: Named, context: CallContext): string {
  return (
    context.state.roles.get(input.RoleName)?.arn ??
    roleArn(context.state, input.RoleName)
  );
}

function tagList(tags: Tags): TagList {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

function tagsOf(list: TagList | undefined): Tags {
  return Object.fromEntries((list ?? []).map(({ Key, Value }) => [Key, Value]));
}

/** A role as ListRoles shows it: trust URL-encoded; no tags, boundary or last use there. */
function roleSummary(role: Role): object {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.roleId,
    Arn: role.arn,
    CreateDate: role.createdAt,
    AssumeRolePolicyDocument: encodeURIComponent(role.trust),
    Description: role.description,
    MaxSessionDuration: role.maxSessionDuration,
  };
}

function roleView(role: Role, region: string): object {
  return {
    ...roleSummary(role),
    PermissionsBoundary: role.permissionsBoundary && {
      PermissionsBoundaryType: 'Policy',
      PermissionsBoundaryArn: role.permissionsBoundary,
    },
    Tags: Object.keys(role.tags).length > 0 ? tagList(role.tags) : undefined,
    RoleLastUsed: role.lastUsedAt
      ? { LastUsedDate: role.lastUsedAt, Region: region }
      : {},
  };
}

function checkTrust(document: string): void {
  checkPolicyDocument(document);
  const length = document.replace(/\s/g, '').length;
  if (length > maxTrustLength) {
    throw new AwsError(
      'LimitExceeded',
      409,
      `Cannot exceed quota for ACLSizePerRole: ${maxTrustLength}`,
    );
  }
}

/** Roles, their trust and their tags. */
export const roleOperations = {
  ListRoles: queryOperation<Paged & { PathPrefix?: string }>({
    resource: (_, { state }) =>
      `arn:${state.partition}:iam::${state.accountId}:role/`,
    run: (input, context) => {
      const roles = [...context.state.roles.values()].filter(({ path }) =>
        path.startsWith(input.PathPrefix ?? '/'),
      );
      const { items, paging } = iamPage(
        roles,
        role => role.name,
        input,
        `roles:${input.PathPrefix ?? ''}`,
        context,
      );
      return { Roles: items.map(roleSummary), ...paging };
    },
  }),

  GetRole: queryOperation<Named>({
    resource: ofRole,
    run: (input, context) => ({
      Role: roleView(findRole(context, input.RoleName), context.region),
    }),
  }),

  CreateRole: queryOperation<
    Named & {
      Path?: string;
      AssumeRolePolicyDocument: string;
      Description?: string;
      MaxSessionDuration?: number;
      PermissionsBoundary?: string;
      Tags?: TagList;
    }
  >({
    isWrite: true,
    resource: ofRole,
    run: (input, context) => {
      const { state } = context;
      const name = input.RoleName;
      if (state.roles.has(name)) {
        throw new AwsError(
          'EntityAlreadyExists',
          409,
          `Role with name ${name} already exists.`,
        );
      }
      checkTrust(input.AssumeRolePolicyDocument);
      const path = input.Path ?? '/';
      const role: Role = {
        name,
        path,
        arn: roleArn(state, `${path}${name}`),
        roleId: iamId('AROA', `${name}/${state.clock.now().toISOString()}`),
        trust: input.AssumeRolePolicyDocument,
        description: input.Description,
        maxSessionDuration: input.MaxSessionDuration ?? 3600,
        permissionsBoundary: input.PermissionsBoundary,
        attachedPolicies: [],
        inlinePolicies: new Map(),
        tags: tagsOf(input.Tags),
        createdAt: state.clock.now(),
      };
      state.roles.set(name, role);
      return { Role: roleView(role, context.region) };
    },
  }),

  DeleteRole: queryOperation<Named>({
    isWrite: true,
    resource: ofRole,
    run: (input, context) => {
      const role = findRole(context, input.RoleName);
      const conflict =
        (role.attachedPolicies.length > 0 &&
          'must detach all policies first') ||
        (role.inlinePolicies.size > 0 && 'must delete policies first');
      if (conflict) {
        throw new AwsError(
          'DeleteConflict',
          409,
          `Cannot delete entity, ${conflict}.`,
        );
      }
      context.state.roles.delete(role.name);
      return {};
    },
  }),

  UpdateAssumeRolePolicy: queryOperation<Named & { PolicyDocument: string }>({
    isWrite: true,
    resource: ofRole,
    run: (input, context) => {
      const role = findRole(context, input.RoleName);
      checkTrust(input.PolicyDocument);
      role.trust = input.PolicyDocument;
      return {};
    },
  }),

  ListRoleTags: queryOperation<Named & Paged>({
    resource: ofRole,
    run: (input, context) => {
      const role = findRole(context, input.RoleName);
      const { items, paging } = iamPage(
        tagList(role.tags),
        ({ Key }) => Key,
        input,
        `role-tags:${role.name}`,
        context,
      );
      return { Tags: items, ...paging };
    },
  }),

  TagRole: queryOperation<Named & { Tags: TagList }>({
    isWrite: true,
    resource: ofRole,
    run: (input, context) => {
      const role = findRole(context, input.RoleName);
      const tags = { ...role.tags, ...tagsOf(input.Tags) };
      if (Object.keys(tags).length > 50) {
        throw new AwsError(
          'LimitExceeded',
          409,
          'The number of tags has reached the maximum limit.',
        );
      }
      role.tags = tags;
      return {};
    },
  }),

  UntagRole: queryOperation<Named & { TagKeys: string[] }>({
    isWrite: true,
    resource: ofRole,
    run: (input, context) => {
      const role = findRole(context, input.RoleName);
      role.tags = Object.fromEntries(
        Object.entries(role.tags).filter(
          ([key]) => !input.TagKeys.includes(key),
        ),
      );
      return {};
    },
  }),

  /** The account has no instance profiles: nodes are made by EKS. Terraform asks before it deletes a role. */
  ListInstanceProfilesForRole: queryOperation<Named & Paged>({
    resource: ofRole,
    run: (input, context) => {
      findRole(context, input.RoleName);
      return { InstanceProfiles: [], IsTruncated: false };
    },
  }),
};
