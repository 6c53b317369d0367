import {
  GetRoleCommand,
  ListOpenIDConnectProvidersCommand,
  paginateListRoles,
} from '@aws-sdk/client-iam';
import type {
  RoleFacts,
  Sight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { unseen } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { z } from 'zod';
import { allItems, checked, look, type ReadContext } from '../context';
import { isGone, unseenByError } from '../failures';
import { tagListSchema } from '../tags';
import { chainedRoles } from './chainedRoles';
import { decodeDocument } from './documents';
import { PolicyReader } from './policies';

const listedRoleSchema = z.object({
  Arn: z.string().startsWith('arn:'),
  RoleName: z.string().min(1),
  Path: z.string().default('/'),
  AssumeRolePolicyDocument: z.string().default(''),
  MaxSessionDuration: z.number().int().default(3600),
  CreateDate: z.date(),
});

const roleDetailSchema = z.object({
  Arn: z.string().startsWith('arn:'),
  PermissionsBoundary: z
    .object({ PermissionsBoundaryArn: z.string().optional() })
    .optional(),
  Tags: tagListSchema,
  RoleLastUsed: z.object({ LastUsedDate: z.date().optional() }).optional(),
});

/** The policies of roles that nobody here uses are not read: they are of no concern, and there may be thousands. */
const notUsed: RoleFacts['policies'] = unseen(
  'absent',
  'Not read: no workload, add-on or node group that could be seen uses this role or one that may assume it.',
);

/** All roles of the account with their trust documents; no details yet. ListRoles tells neither tags nor boundaries. */
export function listRoles(
  context: ReadContext,
  region: string,
  accountId: string,
): Promise<Sight<RoleFacts[]>> {
  return look(context, 'iam:ListRoles', accountId, async () => {
    const roles = await allItems(
      context,
      paginateListRoles(
        { client: context.clients.iam(region), pageSize: 1000 },
        {},
        { abortSignal: context.signal },
      ),
      'Roles',
    );
    return roles.map(role => {
      const read = checked(listedRoleSchema, role, 'iam:ListRoles');
      return {
        arn: read.Arn,
        name: read.RoleName,
        path: read.Path,
        trustPolicy: decodeDocument(read.AssumeRolePolicyDocument),
        maxSessionDuration: read.MaxSessionDuration,
        tags: {},
        createdAt: read.CreateDate.toISOString(),
        policies: notUsed,
      };
    });
  });
}

async function withDetail(
  context: ReadContext,
  region: string,
  role: RoleFacts,
  policies: PolicyReader,
): Promise<RoleFacts> {
  let detail: z.output<typeof roleDetailSchema>;
  const where = `iam:GetRole ${role.arn}`;
  try {
    const answer = await context.limit(() =>
      context.clients
        .iam(region)
        .send(new GetRoleCommand({ RoleName: role.name }), {
          abortSignal: context.signal,
        }),
    );
    detail = checked(roleDetailSchema, answer.Role, where);
  } catch (error) {
    // Without GetRole the permission boundary is unknown, and without that what the policies allow.
    return {
      ...role,
      policies: isGone(error)
        ? unseen('absent', `${role.arn} was deleted during the sync.`)
        : unseenByError(error, where, 'iam:GetRole'),
    };
  }
  const boundary = detail.PermissionsBoundary?.PermissionsBoundaryArn;
  return {
    ...role,
    permissionsBoundaryArn: boundary,
    tags: detail.Tags,
    lastUsedAt: detail.RoleLastUsed?.LastUsedDate?.toISOString(),
    policies: await policies.ofRole(role, boundary),
  };
}

/** Roles that are read because others may assume them: far more than workloads chain. */
const MOST_CHAINED = 500;

/**
 * Reads details and policies of the roles that are in use, and of those that can be assumed with them, hop by hop.
 * @param used - ARNs.
 */
export async function readUsedRoles(
  context: ReadContext,
  region: string,
  roles: Sight<RoleFacts[]>,
  used: ReadonlySet<string>,
): Promise<Sight<RoleFacts[]>> {
  if (!roles.seen) {
    return roles;
  }
  const policies = new PolicyReader(context, region);
  const read = new Set<string>();
  let known = roles.value;
  let next: ReadonlySet<string> = used;
  while (next.size > 0) {
    const now = next;
    known = await Promise.all(
      known.map(role =>
        now.has(role.arn)
          ? withDetail(context, region, role, policies)
          : Promise.resolve(role),
      ),
    );
    now.forEach(arn => read.add(arn));
    const left = Math.max(0, MOST_CHAINED + used.size - read.size);
    next = new Set(
      [...chainedRoles(known, now)]
        .filter(arn => !read.has(arn))
        .slice(0, left),
    );
  }
  return { ...roles, value: known };
}

/** ARNs of the account's OIDC providers. */
export function listOidcProviders(
  context: ReadContext,
  region: string,
  accountId: string,
): Promise<Sight<string[]>> {
  return look(
    context,
    'iam:ListOpenIDConnectProviders',
    accountId,
    async () => {
      const answer = await context.limit(() =>
        context.clients
          .iam(region)
          .send(new ListOpenIDConnectProvidersCommand({}), {
            abortSignal: context.signal,
          }),
      );
      return checked(
        z.array(z.object({ Arn: z.string().startsWith('arn:') })),
        answer.OpenIDConnectProviderList,
        'iam:ListOpenIDConnectProviders',
      ).map(({ Arn }) => Arn);
    },
  );
}
